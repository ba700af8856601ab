"""Numbers as somebody types them, and as they are read."""

from studyapp.errors import BadInput


def whole_number(text: str) -> int:
    """Of digits, with or without separators of thousands."""
    digits = text.replace(",", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise BadInput("A whole number is needed here.")
    return int(digits)


def waiting_candidates(count: int) -> str:
    """Say `7 new cards wait for your yes`; a candidate is studied only once the learner has kept it."""
    return f"{count:,} new {'card waits' if count == 1 else 'cards wait'} for your yes"


def card_count(count: int) -> str:
    """Say `1 card` or `1,200 cards`."""
    return f"{count:,} {'card' if count == 1 else 'cards'}"
