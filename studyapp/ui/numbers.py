"""Parses typed numbers, and puts counts into words."""

from studyapp.errors import BadInput


def whole_number(text: str) -> int:
    """Parse a whole number of digits, with or without thousands separators. Raises `BadInput` otherwise."""
    digits = text.replace(",", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise BadInput("A whole number is needed here.")
    return int(digits)


def waiting_candidates(count: int) -> str:
    """E.g. `7 new cards wait for your yes`, because a candidate is studied only after the learner has kept it."""
    return f"{count:,} new {'card waits' if count == 1 else 'cards wait'} for your yes"


def card_count(count: int) -> str:
    """E.g. `1 card` or `1,200 cards`."""
    return f"{count:,} {'card' if count == 1 else 'cards'}"


def resting_cards(count: int) -> str:
    """A sentence about the cards that rest; empty if none would be due."""
    if not count:
        return ""
    if count == 1:
        return "1 card rests, because its goal is paused or archived or its skill is off."
    return f"{card_count(count)} rest, because their goals are paused or archived or their skills are off."
