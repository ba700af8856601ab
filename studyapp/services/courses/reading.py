"""Stores what is read of a document: its text by page, and its chapters and sections.

A document may be read again. A section whose text has not changed is then known again, so that its lesson and what the
learner has set stay.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete
from sqlmodel import Session, col, select

from studyapp.material.importing import FoundSection, Imported, Opened
from studyapp.material.titles import document_title
from studyapp.models import Lesson, Section, SectionKind, StoredDocument
from studyapp.models.columns import is_among
from studyapp.services import documents, text_input
from studyapp.services.changes import changed
from studyapp.services.courses.documents import hold_document


def begin(session: Session, document: StoredDocument, *, opened: Opened, now: datetime) -> int:
    """Note the title that the file states, and store the sections its outline names. Returns how many are new."""
    hold_document(session, document)
    if document.title == document_title(document.file_name, ""):
        document.title = document_title(document.file_name, "", stated=opened.title)
    new = 0
    if document.read_at is None and not sections_of(session, document):
        new = _store(session, document, opened.sections, [""] * len(opened.sections), now=now)
    changed(session, document.user_id)
    return new


def finish(session: Session, document: StoredDocument, *, imported: Imported, now: datetime) -> int:
    """Store text and sections in place of those that are there. Returns how many sections are new."""
    hold_document(session, document)
    documents.store_text(session, document, imported.text, imported.page_starts, imported.passages)
    document.sqlmodel_update({"problems": list(imported.problems), "read_at": now})
    digests = [digest(imported.text[found.start : found.end]) for found in imported.sections]
    new = 0
    if not _is_learned_as_arranged(session, document, imported.text, digests):
        new = _store(session, document, imported.sections, digests, now=now)
    changed(session, document.user_id)
    return new


def sections_of(session: Session, document: StoredDocument) -> Sequence[Section]:
    """The chapters and sections of a document, each chapter before its sections."""
    mine = (col(Section.document_id) == document.id, col(Section.user_id) == document.user_id)
    return session.exec(select(Section).where(*mine).order_by(col(Section.position))).all()


def sections_of_course(session: Session, user_id: str, course_id: str) -> dict[str, list[Section]]:
    """As `sections_of`, of all documents of a course, by the id of the document."""
    found = select(Section).join(StoredDocument, col(StoredDocument.id) == col(Section.document_id))
    mine = (col(StoredDocument.course_id) == course_id, col(Section.user_id) == user_id)
    sections: dict[str, list[Section]] = defaultdict(list)
    for section in session.exec(found.where(*mine).order_by(col(Section.document_id), col(Section.position))):
        sections[section.document_id].append(section)
    return sections


def _is_learned_as_arranged(session: Session, document: StoredDocument, text: str, found: Collection[str]) -> bool:
    """Whether there is a lesson on a section that the learner has merged or split, so that it is not among the digests
    of those `found`, and the text has stayed the same. Then all sections stay as they are.
    """
    standing = sections_of(session, document)
    ids = [section.id for section in standing if section.digest not in found]
    if not session.exec(select(Lesson.id).where(is_among(col(Lesson.section_id), ids)).limit(1)).first():
        return False
    return all(digest(text[section.text_start : section.text_end]) == section.digest for section in standing)


def _store(
    session: Session, document: StoredDocument, found: Sequence[FoundSection], digests: Sequence[str], *, now: datetime
) -> int:
    known = _Known(sections_of(session, document))
    chapter: Section | None = None
    new = 0
    for position, (each, digest) in enumerate(zip(found, digests, strict=True), start=1):
        section = known.take(each, digest)
        if section is None:
            section = Section(
                user_id=document.user_id,
                document_id=document.id,
                position=position,
                title=text_input.line(each.title, name="The title", longest=10_000)[: text_input.TITLE_CHARS],
                kind=SectionKind(each.kind),
                created_at=now,
                updated_at=now,
            )
            new += 1
        chapter = section if each.is_chapter else chapter
        section.sqlmodel_update(
            {
                "position": position,
                "parent_id": chapter.id if chapter and chapter is not section else None,
                "text_start": each.start,
                "text_end": each.end,
                "page_from": each.page_from,
                "page_to": each.page_to,
                "digest": digest,
            }
        )
        session.add(section)
        session.flush()
    session.exec(delete(Section).where(is_among(col(Section.id), known.rest())))
    return new


class _Known:
    """The sections that a document has, to be taken again by what is found now."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._left = {section.id: section for section in sections}
        self._by_digest: dict[str, list[Section]] = defaultdict(list)
        for section in reversed(sections):
            if section.digest:
                self._by_digest[section.digest].append(section)

    def take(self, found: FoundSection, digest: str) -> Section | None:
        """The section with this text or, of those whose text is not known, with this title and page."""
        alike = self._by_digest.get(digest)
        section = alike.pop() if alike else self._unread(found)
        return self._left.pop(section.id) if section else None

    def rest(self) -> list[str]:
        """The ids of those that nothing has taken."""
        return list(self._left)

    def _unread(self, found: FoundSection) -> Section | None:
        place = (found.title, found.page_from)
        return next((s for s in self._left.values() if not s.digest and (s.title, s.page_from) == place), None)


def digest(text: str) -> str:
    """What the text of a section is known by again; spaces do not count."""
    return sha256(" ".join(text.split()).encode()).hexdigest()
