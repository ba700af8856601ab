"""Paragraphs and sections with their cards as the pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from studyapp.models import Card, StoredDocument
from studyapp.services.cards.choices import stem
from studyapp.services.coverage.coverage import CoveredParagraph, CoveredSection
from studyapp.ui.numbers import on_pages
from studyapp.ui.tasks.rows import TaskRow

_BEGINNING: Final = 120
"""So many characters of a paragraph find its place on the page."""


@dataclass(frozen=True)
class CardRow:
    id: str
    question: str
    href: str


@dataclass(frozen=True)
class ParagraphRow:
    start: int
    text: str
    page: str
    """E.g. `p. 12`; empty for a document without pages."""
    href: str
    """Where it stands in the document."""
    cards: list[CardRow] = field(default_factory=list)
    task: list[TaskRow] = field(default_factory=list)
    """The job that makes a card of it, or one that went wrong; else nothing."""


@dataclass(frozen=True)
class SectionRow:
    id: str
    title: str
    covered: str
    """E.g. `3 of 12 paragraphs`; says so if there is no prose."""
    percent: int
    is_asked: bool
    """Whether cards were made of the whole of it."""


@dataclass(frozen=True)
class Coverage:
    words: str = ""
    """E.g. `3 of 12 paragraphs have a card`."""
    percent: int = 0
    is_empty: bool = True
    """Whether there is no paragraph."""


def paragraph_rows(
    document: StoredDocument, found: Sequence[CoveredParagraph], tasks: Mapping[int, TaskRow]
) -> list[ParagraphRow]:
    return [_paragraph(document, each, tasks.get(each.paragraph.start)) for each in found]


def section_row(each: CoveredSection) -> SectionRow:
    paragraphs = len(each.paragraphs)
    return SectionRow(
        id=each.section.id,
        title=each.section.title,
        covered=f"{each.covered} of {_counted(paragraphs)}" if paragraphs else "No prose",
        percent=_percent(each.covered, paragraphs),
        is_asked=each.section.cards_asked_at is not None,
    )


def coverage_of(covered: int, paragraphs: int) -> Coverage:
    has = "has" if covered == 1 else "have"
    words = f"{covered} of {_counted(paragraphs)} {has} a card"
    return Coverage(words, _percent(covered, paragraphs), is_empty=not paragraphs)


def _counted(paragraphs: int) -> str:
    return f"{paragraphs:,} {'paragraph' if paragraphs == 1 else 'paragraphs'}"


def _percent(covered: int, paragraphs: int) -> int:
    return 100 * covered // paragraphs if paragraphs else 0


def _paragraph(document: StoredDocument, each: CoveredParagraph, task: TaskRow | None) -> ParagraphRow:
    paragraph = each.paragraph
    text = " ".join(paragraph.text.split())
    about = {"page": paragraph.page} if paragraph.page else {}
    return ParagraphRow(
        start=paragraph.start,
        text=text,
        page=on_pages(document, paragraph.page),
        href=f"/documents/{document.id}?{urlencode({**about, 'quote': text[:_BEGINNING]})}",
        cards=[_card(card) for card in each.cards],
        task=[task] if task else [],
    )


def _card(card: Card) -> CardRow:
    return CardRow(card.id, " ".join(stem(card).split()), f"/decks/{card.deck_id}?card={card.id}")
