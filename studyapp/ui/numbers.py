"""Parses typed numbers, and puts counts and pages into words."""

from studyapp.errors import BadInput
from studyapp.models import FileFormat, StoredDocument


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


def on_pages(document: StoredDocument, first: int | None, last: int | None = None) -> str:
    """E.g. `p. 12–34`, or `slide 3` of a presentation; empty for a document without pages."""
    if not first:
        return ""
    several = last is not None and last != first
    unit = f"slide{'s' if several else ''}" if document.format is FileFormat.PPTX else "p."
    return f"{unit} {first}–{last}" if several else f"{unit} {first}"
