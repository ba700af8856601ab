"""Which paragraphs of a section or document have cards: those in which the quote of a card stands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from studyapp.material.showing.quotes import quote_spans
from studyapp.models import Card, Section, StoredDocument
from studyapp.services.cards.bulk import alive
from studyapp.services.courses.documents import get_document
from studyapp.services.coverage.paragraphs import Paragraph, paragraphs_of
from studyapp.services.lessons.sections import get_section, leaves_of_chapter, leaves_of_document


@dataclass(frozen=True, slots=True)
class CoveredParagraph:
    paragraph: Paragraph
    cards: tuple[Card, ...]
    """Oldest first; empty if no card is made of it."""


@dataclass(frozen=True, slots=True)
class CoveredSection:
    section: Section
    paragraphs: tuple[CoveredParagraph, ...]

    @property
    def covered(self) -> int:
        """How many of its paragraphs have a card."""
        return sum(bool(each.cards) for each in self.paragraphs)


def section_coverage(session: Session, user_id: str, section_id: str) -> list[CoveredParagraph]:
    """The paragraphs of a section, or of a chapter with its sections, each with its cards."""
    section = get_section(session, user_id, section_id)
    leaves = leaves_of_chapter(session, user_id, section.id)
    return _covered(session, get_document(session, user_id, section.document_id), leaves)


def document_coverage(session: Session, user_id: str, document_id: str) -> list[CoveredSection]:
    """The sections that the learner has chosen, in order, with their paragraphs."""
    document = get_document(session, user_id, document_id)
    leaves = leaves_of_document(session, user_id, document.id)
    found: dict[str, list[CoveredParagraph]] = defaultdict(list)
    for each in _covered(session, document, leaves):
        found[each.paragraph.section_id].append(each)
    return [CoveredSection(leaf, tuple(found[leaf.id])) for leaf in leaves]


def _covered(session: Session, document: StoredDocument, leaves: Sequence[Section]) -> list[CoveredParagraph]:
    paragraphs = paragraphs_of(session, document, leaves)
    cards: dict[int, list[Card]] = defaultdict(list)
    on_page = _by_page(paragraphs)
    for card in _cards_of(session, document, {each.page or 0 for each in paragraphs}):
        near = on_page.get(card.source_page, paragraphs) if card.source_page else paragraphs
        if (start := _start_of(near, card.source_quote or "")) is not None:
            cards[start].append(card)
    return [CoveredParagraph(paragraph, tuple(cards[paragraph.start])) for paragraph in paragraphs]


def _cards_of(session: Session, document: StoredDocument, pages: Collection[int]) -> Iterable[Card]:
    """The cards with a quote of the document that may stand on these pages."""
    quoting = (col(Card.document_id) == document.id, col(Card.source_quote).is_not(None))
    page = func.coalesce(Card.source_page, 0)  # 0: it may stand anywhere
    near = or_(page == 0, page.between(min(pages, default=0), max(pages, default=0) + 1))
    return session.exec(select(Card).where(*alive(document.user_id), *quoting, near).order_by(col(Card.id)))


def _by_page(paragraphs: Sequence[Paragraph]) -> dict[int | None, list[Paragraph]]:
    """The paragraphs of each page, and the last one before it, which may go on there."""
    found: dict[int | None, list[Paragraph]] = defaultdict(list)
    for at, paragraph in enumerate(paragraphs):
        if paragraph.page not in found and at:
            found[paragraph.page].append(paragraphs[at - 1])
        found[paragraph.page].append(paragraph)
    return found


def _start_of(paragraphs: Sequence[Paragraph], quote: str) -> int | None:
    """Where the paragraph begins in which the quote stands. Most stand there to the letter, which is seen quickly."""
    plain = " ".join(quote.split())
    if not plain:
        return None
    exact = (each.start for each in paragraphs if plain in " ".join(each.text.split()))
    folded = (each.start for each in paragraphs if quote_spans(each.text, quote))
    return next(chain(exact, folded), None)
