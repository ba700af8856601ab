"""The sections of a document as a learner arranges them: renamed, chosen, set aside, merged, split.

All of it costs nothing and is undone by its opposite. Reading the document again finds the sections anew; those whose
text has stayed the same keep what was arranged.
"""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session, col, select

from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.material.reading import Document
from studyapp.models import ACTIVE, Job, Lesson, Section, SectionKind, StoredDocument
from studyapp.services import documents as texts
from studyapp.services import text_input
from studyapp.services.changes import changed
from studyapp.services.courses import documents, reading

MOST: Final = 500
"""The most chapters and sections of a document, so that its page stays quick."""
_GONE: Final = "This section is not there."
_UNREAD: Final = "The document is still being read. Try again when that is done."


def get_section(session: Session, user_id: str, section_id: str, *, hold: bool = False) -> Section:
    """Raises `NotFound` also if its document or course is deleted. With `hold` nobody else arranges the sections of its
    document until this transaction ends.
    """
    section = _found(session, user_id, section_id)
    try:
        documents.get_document(session, user_id, section.document_id, hold=hold)
    except NotFound as error:
        raise NotFound(_GONE) from error
    return _found(session, user_id, section_id) if hold else section


def rename_section(session: Session, user_id: str, section_id: str, *, title: str, now: datetime) -> Section:
    section = get_section(session, user_id, section_id, hold=True)
    return _changed(session, section, title=text_input.title(title), now=now)


def mark_section(session: Session, user_id: str, section_id: str, kind: SectionKind, *, now: datetime) -> Section:
    """Say whether a chapter is to be learned, or is front or back matter. Its sections go with it."""
    section = get_section(session, user_id, section_id, hold=True)
    for part in below(session, section):
        _changed(session, part, kind=kind, now=now)
    return _changed(session, section, kind=kind, now=now)


def choose_section(session: Session, user_id: str, section_id: str, *, is_chosen: bool, now: datetime) -> Section:
    """Learn a section, or leave it out. A chapter takes its sections along; a section brings its chapter back."""
    section = get_section(session, user_id, section_id, hold=True)
    for part in below(session, section):
        _changed(session, part, is_chosen=is_chosen, now=now)
    if is_chosen and section.parent_id:
        _changed(session, get_section(session, user_id, section.parent_id), is_chosen=True, now=now)
    return _changed(session, section, is_chosen=is_chosen, now=now)


def choose_sections(
    session: Session, user_id: str, document_id: str, section_ids: Collection[str], *, now: datetime
) -> list[str]:
    """Choose exactly these chapters and sections of a document to learn, of all that are text to learn. Returns those
    that were chosen before, which undoes it.
    """
    document = documents.get_document(session, user_id, document_id, hold=True)
    body = [each for each in reading.sections_of(session, document) if each.kind is SectionKind.BODY]
    before = [each.id for each in body if each.is_chosen]
    for section in body:
        if section.is_chosen != (section.id in section_ids):
            _changed(session, section, is_chosen=not section.is_chosen, now=now)
    changed(session, user_id)
    return before


@dataclass(frozen=True, slots=True)
class Merged:
    section: Section
    title: str
    """What the second one was called."""
    at: int | None
    """Where to split it to have both back; None if that is not possible, because there were sections of their own."""


def merge_with_next(session: Session, user_id: str, section_id: str, *, now: datetime) -> Merged:
    """Put a section and the one after it together, under the title of the first. Their own sections are put together,
    too. Raises `Conflict` at the end of a chapter or a document.
    """
    first = get_section(session, user_id, section_id, hold=True)
    document = read(session, first)
    second = _beside(session, first, step=1)
    if second is None:
        raise Conflict("There is nothing after it to merge it with.")
    parts, more = below(session, first), below(session, second)
    check_free(session, first, second, *(() if more else parts[-1:]))
    if more and not parts:
        raise Conflict(f"“{second.title}” has sections of its own. Merge these first, or split this one.")
    for part in more:
        part.parent_id = first.id
    if parts and not more:
        last = parts[-1]
        _changed(session, last, now=now, **_extent(document, last.text_start or 0, second.text_end or 0))
    title, at, end = second.title, second.text_start, second.text_end or 0
    session.flush()
    session.delete(second)
    session.flush()
    merged = _changed(session, first, now=now, **_extent(document, first.text_start or 0, end))
    return Merged(merged, title, None if parts or more else at)


def split_section(session: Session, user_id: str, section_id: str, *, at: int, title: str, now: datetime) -> Section:
    """Begin a new section at this offset of the document's text. Returns the new one, which has this title."""
    section = get_section(session, user_id, section_id, hold=True)
    document = read(session, section)
    if below(session, section):
        raise Conflict("It has sections of its own. Split one of these.")
    if not (section.text_start or 0) < at < (section.text_end or 0):
        raise BadInput("A section can be split inside of its text only.")
    check_free(session, section)
    theirs = reading.sections_of(session, document.stored)
    if len(theirs) >= MOST:
        raise Conflict(f"A document has at most {MOST} sections. Merge some first.")
    second = Section(
        user_id=section.user_id,
        document_id=section.document_id,
        parent_id=section.parent_id,
        position=section.position + 1,
        title=text_input.title(title),
        kind=section.kind,
        is_chosen=section.is_chosen,
        created_at=now,
        updated_at=now,
        **_extent(document, at, section.text_end or at),
    )
    for later in theirs:
        later.position += later.position > section.position
    session.add(second)
    _changed(session, section, now=now, **_extent(document, section.text_start or 0, at))
    return second


def move_start(session: Session, user_id: str, section_id: str, *, at: int, now: datetime) -> Section:
    """Let a section begin at this offset instead, and the one before it end there."""
    section = get_section(session, user_id, section_id, hold=True)
    document = read(session, section)
    before = movable_from(session, section)
    if before is None:
        raise Conflict("Only a section that follows another one in the same chapter can begin elsewhere.")
    check_free(session, before, section)
    if not (before.text_start or 0) < at < (section.text_end or 0):
        raise BadInput("A section begins inside of itself or of the one before it.")
    _changed(session, before, now=now, **_extent(document, before.text_start or 0, at))
    return _changed(session, section, now=now, **_extent(document, at, section.text_end or at))


def below(session: Session, section: Section) -> list[Section]:
    """Its own sections in order."""
    mine = (col(Section.parent_id) == section.id, col(Section.user_id) == section.user_id)
    return list(session.exec(select(Section).where(*mine).order_by(col(Section.position))))


def movable_from(session: Session, section: Section) -> Section | None:
    """The section before it, if the boundary between both can be moved; else None."""
    before = _beside(session, section, step=-1)
    return None if before is None or below(session, before) or below(session, section) else before


@dataclass(frozen=True, slots=True)
class Read:
    """A document with its text."""

    stored: StoredDocument
    said: Document


def read(session: Session, section: Section) -> Read:
    """The document of a section. Raises `Conflict` until it has been read."""
    stored = documents.get_document(session, section.user_id, section.document_id)
    if stored.read_at is None:
        raise Conflict(_UNREAD)
    return Read(stored, texts.read_document(session, section.user_id, stored.id))


def _found(session: Session, user_id: str, section_id: str) -> Section:
    """The section as it is now."""
    mine = (col(Section.id) == section_id, col(Section.user_id) == user_id)
    now = select(Section).where(*mine).execution_options(populate_existing=True)
    section = session.exec(now).one_or_none()
    if section is None:
        raise NotFound(_GONE)
    return section


def _extent(document: Read, start: int, end: int) -> dict[str, Any]:
    """The columns that say what a section with this part of the text is."""
    text, starts = document.said.text, document.said.page_starts
    pages = {"page_from": bisect_right(starts, start), "page_to": bisect_right(starts, max(end - 1, start))}
    return {
        "text_start": start,
        "text_end": end,
        "digest": reading.digest(text[start:end]),
        **(pages if starts else {"page_from": None, "page_to": None}),
    }


def _beside(session: Session, section: Section, *, step: int) -> Section | None:
    """The section before (-1) or after (1) it on the same level of the same chapter."""
    mine = (col(Section.document_id) == section.document_id, col(Section.user_id) == section.user_id)
    above = col(Section.parent_id)
    level = above.is_(None) if section.parent_id is None else above == section.parent_id
    position = col(Section.position)
    there = position > section.position if step > 0 else position < section.position
    nearest = select(Section).where(*mine, level, there).order_by(position if step > 0 else position.desc())
    return session.exec(nearest.limit(1)).first()


def check_free(session: Session, *sections: Section) -> None:
    """Raise `Conflict` if one of them has a lesson or gets one, which would then be on another text."""
    ids = [section.id for section in sections]
    learned = select(Section.title).join(Lesson, col(Lesson.section_id) == col(Section.id))
    title = session.exec(learned.where(col(Section.id).in_(ids)).limit(1)).first()
    if title is not None:
        raise Conflict(f"“{title}” has a lesson already, which would no longer fit. Arrange sections before that.")
    theirs = (col(Job.user_id) == sections[0].user_id, col(Job.target_kind) == "section", col(Job.target_id).in_(ids))
    if session.exec(select(Job.id).where(*theirs, col(Job.status).in_(ACTIVE)).limit(1)).first():
        raise Conflict("A lesson is being made of it. Stop that, or wait until it is done.")


def _changed(session: Session, section: Section, *, now: datetime, **values: Any) -> Section:
    section.sqlmodel_update({**values, "updated_at": now})
    session.add(section)
    session.flush()
    changed(session, section.user_id)
    return section
