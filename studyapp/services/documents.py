"""Documents that learners have uploaded: stored by page, read by jobs, and removed when nothing needs them any more."""

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_
from sqlmodel import Session, col, select

from studyapp.errors import NotFound
from studyapp.material.pages import PageProblem, left_out
from studyapp.material.passages.passage import LineKind, Passage, clipped
from studyapp.material.reading import Document
from studyapp.material.showing.quotes import quote_spans
from studyapp.models import DocumentPage, Goal, StoredDocument

KEPT_UNUSED: Final = timedelta(days=1)
KEPT_USED: Final = timedelta(days=31)
"""A failed job can be retried for thirty days, and needs its document then."""
GONE: Final = "This document is not there any more. Upload it again."
_PART_CHARS: Final = 50_000
"""The length of the parts that a text without pages is stored in."""

_Pages = Sequence[tuple[int, DocumentPage]]
"""Each page with its offset in the whole text."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some pages of a document that follow one another, or parts of a text without pages.

    All offsets are those of the whole text.
    """

    start: int
    text: str
    page_starts: tuple[int, ...]
    page_numbers: tuple[int, ...]
    """From 1; empty if the document has no pages."""
    passages: list[Passage]
    """The text by kinds; empty if that is not known."""

    def between(self, start: int, end: int) -> str:
        return self.text[start - self.start : end - self.start]

    def page_at(self, offset: int) -> int | None:
        """The number of the page that this place stands on."""
        return self.page_numbers[bisect_right(self.page_starts, offset) - 1] if self.page_numbers else None


def add_document(session: Session, user_id: str, document: Document, *, pairs: int, now: datetime) -> StoredDocument:
    """Store a document that was read. If the learner has an equal one, that is returned and kept as long as a new one.

    `pairs` is how many pairs a word list has, 0 for any other text.
    """
    digest = _digest(document)
    mine = (col(StoredDocument.user_id) == user_id, col(StoredDocument.sha256) == digest)
    known = session.exec(select(StoredDocument).where(*mine).with_for_update()).one_or_none()
    if known:
        known.created_at = now
        session.flush()
        return known
    stored = StoredDocument(
        user_id=user_id,
        sha256=digest,
        title=document.title,
        characters=len(document.text),
        has_pages=bool(document.page_starts),
        problems=[problem.value if problem else None for problem in document.problems],
        pairs=pairs,
        created_at=now,
        read_at=now,
    )
    session.add(stored)
    session.flush()
    store_text(session, stored, document.text, document.page_starts)
    return stored


def store_text(
    session: Session, stored: StoredDocument, text: str, page_starts: Sequence[int], passages: Sequence[Passage] = ()
) -> None:
    """Store the text, and its passages if they are known, in place of any that the document had."""
    session.exec(delete(DocumentPage).where(col(DocumentPage.document_id) == stored.id))
    stored.sqlmodel_update({"characters": len(text), "has_pages": bool(page_starts)})
    for number, (start, end) in enumerate(_parts(text, page_starts), start=1):
        kinds = [(each.kind.value, each.start - start, each.end - start) for each in clipped(passages, start, end)]
        session.add(DocumentPage(document_id=stored.id, number=number, text=text[start:end], passages=kinds))
    session.flush()


def find_document(session: Session, user_id: str, document_id: str) -> StoredDocument:
    """Raises `NotFound` also for another learner's document."""
    mine = (col(StoredDocument.id) == document_id, col(StoredDocument.user_id) == user_id)
    mine = (*mine, col(StoredDocument.deleted_at).is_(None))
    document = session.exec(select(StoredDocument).where(*mine)).one_or_none()
    if document is None:
        raise NotFound(GONE)
    return document


def use_document(session: Session, user_id: str, document_id: str, *, now: datetime) -> StoredDocument:
    """Find the document for a job, and keep it as long as the job can be retried."""
    document = find_document(session, user_id, document_id)
    document.used_at = now
    session.flush()
    return document


def read_document(session: Session, user_id: str, document_id: str) -> Document:
    """The document with its text, as it was stored."""
    stored = find_document(session, user_id, document_id)
    of_document = select(DocumentPage.text).where(col(DocumentPage.document_id) == stored.id)
    texts = session.exec(of_document.order_by(col(DocumentPage.number))).all()
    starts = accumulate((len(text) for text in texts[:-1]), initial=0) if stored.has_pages else ()
    return Document(stored.title, "".join(texts), tuple(starts), _problems(stored))


def read_stretch(session: Session, stored: StoredDocument, *, start: int, end: int) -> Stretch:
    """The pages on which the text from `start` to `end` stands."""
    found = _pages_between(session, stored, start, end)
    pages = [page for _, page in found]
    numbers = tuple(page.number for page in pages) if stored.has_pages else ()
    text = "".join(page.text for page in pages)
    return Stretch(found[0][0] if found else start, text, tuple(at for at, _ in found), numbers, _passages(found))


def page_text(session: Session, user_id: str, document_id: str, number: int) -> str:
    """The text of a page, whose number counts from 1, or of a part of a text without pages. Raises `NotFound`."""
    stored = find_document(session, user_id, document_id)
    of_page = (col(DocumentPage.document_id) == stored.id, col(DocumentPage.number) == number)
    text = session.exec(select(DocumentPage.text).where(*of_page)).one_or_none()
    if text is None:
        raise NotFound(f"This document has no page {number:,}.")
    return text


def count_pages(session: Session, user_id: str, document_id: str) -> int:
    """How many pages, or parts of a text without pages, are stored."""
    stored = find_document(session, user_id, document_id)
    of_document = col(DocumentPage.document_id) == stored.id
    return session.exec(select(func.count()).select_from(DocumentPage).where(of_document)).one()


def page_with(session: Session, user_id: str, document_id: str, quote: str) -> int:
    """The number of the first page, or part of a text without pages, that has the quote; 1 if none has."""
    stored = find_document(session, user_id, document_id)
    pages = select(DocumentPage.number, DocumentPage.text).where(col(DocumentPage.document_id) == stored.id)
    found = session.exec(pages.order_by(col(DocumentPage.number))) if quote else ()
    return next((number for number, text in found if quote_spans(text, quote)), 1)


def passages_between(session: Session, user_id: str, document_id: str, *, start: int, end: int) -> list[Passage]:
    """The text from `start` to `end` by kinds, e.g. what is prose; empty if that is not known.

    Offsets are those of the whole text. A passage that goes on over a page's end is one.
    """
    stored = find_document(session, user_id, document_id)
    return list(clipped(_passages(_pages_between(session, stored, start, end)), start, end))


def _pages_between(session: Session, stored: StoredDocument, start: int, end: int) -> _Pages:
    """The pages on which the text from `start` to `end` stands, in order."""
    length: ColumnElement[int] = func.length(DocumentPage.text)
    number = col(DocumentPage.number)
    page_end: ColumnElement[int] = func.sum(length).over(order_by=number)
    of_document = col(DocumentPage.document_id) == stored.id
    pages = select(number, (page_end - length).label("start"), page_end.label("end")).where(of_document).subquery()
    near = select(pages.c.start, DocumentPage).join(pages, pages.c.number == number)
    return session.exec(near.where(of_document, pages.c.start < end, pages.c.end > start).order_by(number)).all()


def _passages(pages: _Pages) -> list[Passage]:
    found = list[Passage]()
    for at, page in pages:
        _go_on(found, [Passage(LineKind(kind), at + first, at + last) for kind, first, last in page.passages])
    return found


def _go_on(found: list[Passage], passages: list[Passage]) -> None:
    """Add those of the next page."""
    if found and passages and (found[-1].kind, found[-1].end) == (passages[0].kind, passages[0].start):
        passages[0] = Passage(passages[0].kind, found.pop().start, passages[0].end)
    found += passages


def part_at(offset: int) -> int:
    """The number of the part that this place of a text without pages is stored in."""
    return offset // _PART_CHARS + 1


def left_out_of(document: StoredDocument) -> str:
    """A sentence about the pages that were left out; empty if there are none."""
    return left_out(_problems(document))


def delete_document(session: Session, user_id: str, document_id: str) -> None:
    """Delete the document. Cards made of it stay; a job that still reads it fails with a sentence."""
    session.delete(find_document(session, user_id, document_id))
    session.flush()


def remove_unneeded(session: Session, *, now: datetime) -> int:
    """Delete the documents of all learners that no job and no goal needs any more, and return how many these were."""
    used_at, created_at = col(StoredDocument.used_at), col(StoredDocument.created_at)
    of_a_goal = exists().where(col(Goal.document_id) == col(StoredDocument.id))
    old = and_(created_at < now - KEPT_UNUSED, or_(used_at.is_(None), used_at < now - KEPT_USED))
    unused = and_(col(StoredDocument.course_id).is_(None), old, ~of_a_goal)
    return session.connection().execute(delete(StoredDocument).where(unused)).rowcount


def _problems(stored: StoredDocument) -> tuple[PageProblem | None, ...]:
    return tuple(PageProblem(problem) if problem else None for problem in stored.problems)


def _digest(document: Document) -> str:
    told = [document.title, document.page_starts, document.text]
    return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _parts(text: str, page_starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Start and end of each part that the text is stored in."""
    yield from pairwise([*(page_starts or range(0, max(len(text), 1), _PART_CHARS)), len(text)])
