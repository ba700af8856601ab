"""What the next cards of a section or document are made of: its paragraphs without a card, in order."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, update

from studyapp.errors import BadInput
from studyapp.models import Section
from studyapp.services import documents
from studyapp.services.courses.documents import get_document
from studyapp.services.coverage.coverage import CoveredParagraph, CoveredSection, document_coverage, section_coverage
from studyapp.services.lessons.sections import get_section

_PER_CARD: Final = 1_200
"""In characters: a request about a document takes as many sections as have about so much prose for each card."""
_APART: Final = "\n\n"
NO_PROSE: Final = (
    "There is no paragraph of prose to make cards of: tables, formulas and code are left out. Choose another section."
)

Span = tuple[int, int]
"""Start and end, as offsets in the text of the document."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a request for cards is settled to, so that every attempt and retry reads the same."""

    document_id: str
    course_id: str
    section_ids: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    title: str
    """That of the document."""
    text: str
    page_starts: tuple[int, ...]
    """Where each page begins in `text`; pages of which nothing is taken begin where the next one does."""


def choose_of_section(session: Session, user_id: str, section_id: str) -> Chosen:
    """The paragraphs of a section or chapter that have no card, or all if each has one. Raises `BadInput` if none."""
    section = get_section(session, user_id, section_id)
    return _chosen(session, user_id, section.document_id, section_coverage(session, user_id, section.id))


def choose_paragraph(session: Session, user_id: str, section_id: str, start: int) -> Chosen:
    """One paragraph of a section, by its offset. Raises `BadInput` if none begins there."""
    section = get_section(session, user_id, section_id)
    there = [each for each in section_coverage(session, user_id, section.id) if each.paragraph.start == start]
    if not there:
        raise BadInput("This paragraph is not there any more. Reload the page.")
    return _chosen(session, user_id, section.document_id, there)


def choose_of_document(session: Session, user_id: str, document_id: str, *, count: int) -> Chosen:
    """For so many cards: what comes after the sections asked already; after the last one, what has no card in any."""
    found: list[CoveredParagraph] = []
    for section in _next_sections(document_coverage(session, user_id, document_id)):
        found += section.paragraphs
        if sum(len(each.paragraph.text) for each in found) >= count * _PER_CARD:
            break
    return _chosen(session, user_id, document_id, found)


def read_prose(session: Session, user_id: str, document_id: str, spans: Sequence[Span]) -> Prose:
    """The text of these spans, with the pages it stands on."""
    document = documents.read_document(session, user_id, document_id)
    offsets: list[int] = []
    length = 0
    for start, end in spans:
        offsets.append(length)
        length += end - start + len(_APART)
    text = _APART.join(document.text[start:end] for start, end in spans)
    places = [_place(page, spans, offsets, len(text)) for page in document.page_starts]
    return Prose(document.title, text, tuple(places))


def mark_asked(session: Session, user_id: str, section_ids: Sequence[str], *, now: datetime) -> None:
    """Note that cards were made of these sections, so that the next request about the document goes on after them."""
    mine = (col(Section.user_id) == user_id, col(Section.id).in_(list(section_ids)))
    session.exec(update(Section).where(*mine).values(cards_asked_at=now))


def _next_sections(sections: Sequence[CoveredSection]) -> list[CoveredSection]:
    fresh = [each for each in sections if each.section.cards_asked_at is None and each.paragraphs]
    return fresh or [each for each in sections if each.covered < len(each.paragraphs)] or list(sections)


def _chosen(session: Session, user_id: str, document_id: str, found: Sequence[CoveredParagraph]) -> Chosen:
    wanted = [each.paragraph for each in found if not each.cards] or [each.paragraph for each in found]
    if not wanted:
        raise BadInput(NO_PROSE)
    document = get_document(session, user_id, document_id)
    section_ids = tuple(dict.fromkeys(each.paragraph.section_id for each in found))
    spans = tuple(_joined([(each.start, each.end) for each in wanted]))
    return Chosen(document.id, document.course_id or "", section_ids, spans)


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans, of which those with only white space between them are one."""
    open_span: Span | None = None
    for start, end in spans:
        if open_span and start - open_span[1] <= len(_APART):
            open_span = (open_span[0], end)
            continue
        if open_span:
            yield open_span
        open_span = (start, end)
    if open_span:
        yield open_span


def _place(page: int, spans: Sequence[Span], offsets: Sequence[int], length: int) -> int:
    """Where the first text at or after the page's begin stands."""
    at = bisect_left(spans, page, key=lambda span: span[1] - 1)
    return length if at == len(spans) else offsets[at] + max(page - spans[at][0], 0)
