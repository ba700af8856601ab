"""Texts about a card that several pages share."""

from urllib.parse import urlencode

from studyapp.models import Card, CardKind
from studyapp.rules import cloze

KIND_NAMES = {
    CardKind.BASIC: "Basic",
    CardKind.CLOZE: "Cloze",
    CardKind.MULTIPLE_CHOICE: "Multiple choice",
    CardKind.TRUE_FALSE: "True or false",
}


def source_words(card: Card) -> str:
    """E.g. `Lecture 3, page 12`."""
    page = f"page {card.source_page}" if card.source_page else ""
    return ", ".join(part for part in (card.source_title or "", page) if part)


def source_href(card: Card) -> str:
    """The page of the document that shows the card's quote, marked; empty if it is of no document of a course."""
    if not card.document_id:
        return ""
    about = {"page": card.source_page, "quote": card.source_quote}
    return f"/documents/{card.document_id}?{urlencode({name: value for name, value in about.items() if value})}"


def answer_beyond_cloze(card: Card) -> str:
    """The answer, or an empty string if a filled-in blank of the question shows it already."""
    if card.cloze_ordinal is not None:
        return ""
    given = {term.strip() for term in cloze.deletions(card.question)}
    return "" if card.answer.strip() in given else card.answer
