"""Numbers as somebody types them."""

from studyapp.errors import BadInput


def whole_number(text: str) -> int:
    """Of digits, with or without separators of thousands."""
    digits = text.replace(",", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise BadInput("A whole number is needed here.")
    return int(digits)
