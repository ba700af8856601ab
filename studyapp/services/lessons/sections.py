"""The sections that lessons are on, and their text with its pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from sqlalchemy import ColumnElement, exists, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from studyapp.material.cleaning import MIN_CONTENT_CHARS
from studyapp.models import Course, DocumentPage, Section, SectionKind, StoredDocument
from studyapp.rules.lessons import SectionText
from studyapp.services.courses.courses import alive
from studyapp.services.courses.sections import get_section


@dataclass(frozen=True, slots=True)
class SectionPlace:
    course_id: str
    document_id: str
    title: str


def is_readable(section: Section) -> bool:
    """Whether it has enough text for a lesson."""
    return (section.text_end or 0) - (section.text_start or 0) >= MIN_CONTENT_CHARS


def is_leaf(session: Session, section: Section) -> bool:
    """Whether it has no sections of its own. Lessons are on leaves only."""
    below = exists().where(col(Section.parent_id) == section.id, col(Section.user_id) == section.user_id)
    return not session.exec(select(below)).one()


def leaves_of_document(session: Session, user_id: str, document_id: str) -> list[Section]:
    """The leaves of the document's body that the learner has chosen, in order."""
    document = (col(Section.document_id) == document_id, col(Section.is_chosen).is_(True))
    return list(session.exec(_leaves(user_id, *document)))


def leaves_of_chapter(session: Session, user_id: str, chapter_id: str) -> list[Section]:
    """The leaves of a chapter's body in order, itself if it has no sections: those chosen, or all if none is."""
    chapter = get_section(session, user_id, chapter_id)
    inside = (col(Section.id) == chapter.id) | (col(Section.parent_id) == chapter.id)
    found = list(session.exec(_leaves(user_id, inside)))
    return [section for section in found if section.is_chosen] or found


def section_text(session: Session, section: Section) -> SectionText:
    """The text of a section with the pages it stands on; empty until its document has been read."""
    document = session.exec(_document(section)).one()
    start, end = section.text_start or 0, section.text_end or 0
    lengths = _lengths(session, document)
    starts = list(accumulate(lengths, initial=0))
    numbers = [at for at in range(1, len(starts)) if starts[at - 1] < end and starts[at] > start]
    if not numbers:
        return SectionText(section.title, "")
    offset = starts[numbers[0] - 1]
    text = "".join(_texts(session, document, numbers[0], numbers[-1]))[start - offset : end - offset]
    if not document.has_pages:
        return SectionText(section.title, text)
    pages = ((max(starts[number - 1] - start, 0), number) for number in numbers if lengths[number - 1])
    return SectionText(section.title, text, tuple(pages))


def called(session: Session, section: Section) -> str:
    """What the course and the document of a section are called."""
    document = session.exec(_document(section)).one()
    course = session.exec(select(Course).where(col(Course.id) == document.course_id, *alive(section.user_id))).one()
    return f"{course.name} – {document.title}"


def section_places(session: Session, user_id: str, section_ids: Sequence[str]) -> dict[str, SectionPlace]:
    """The places of those sections that exist, by id."""
    if not section_ids:
        return {}
    places = select(Section.id, StoredDocument.course_id, StoredDocument.id, Section.title).join(
        StoredDocument, col(StoredDocument.id) == col(Section.document_id)
    )
    wanted = places.where(*_mine(user_id), col(Section.id).in_(list(section_ids)))
    return {
        section_id: SectionPlace(course_id or "", document_id, title)
        for section_id, course_id, document_id, title in session.exec(wanted)
    }


def _theirs(user_id: str, *conditions: ColumnElement[bool]) -> SelectOfScalar[Section]:
    of_document = select(Section).join(StoredDocument, col(StoredDocument.id) == col(Section.document_id))
    return of_document.where(*_mine(user_id), *conditions)


def _mine(user_id: str) -> tuple[ColumnElement[bool], ...]:
    course = exists().where(col(Course.id) == col(StoredDocument.course_id), *alive(user_id))
    return (
        col(Section.user_id) == user_id,
        col(StoredDocument.user_id) == user_id,
        col(StoredDocument.deleted_at).is_(None),
        course,
    )


def _leaves(user_id: str, *conditions: ColumnElement[bool]) -> SelectOfScalar[Section]:
    below = aliased(Section)
    has_parts = exists().where(col(below.parent_id) == col(Section.id))
    body = (col(Section.kind) == SectionKind.BODY, ~has_parts)
    return _theirs(user_id, *body, *conditions).order_by(col(Section.position))


def _document(section: Section) -> SelectOfScalar[StoredDocument]:
    mine = (col(StoredDocument.id) == section.document_id, col(StoredDocument.user_id) == section.user_id)
    return select(StoredDocument).where(*mine)


def _lengths(session: Session, document: StoredDocument) -> list[int]:
    """The number of characters of each page."""
    lengths = select(func.length(DocumentPage.text)).where(col(DocumentPage.document_id) == document.id)
    return list(session.exec(lengths.order_by(col(DocumentPage.number))))


def _texts(session: Session, document: StoredDocument, first: int, last: int) -> Sequence[str]:
    pages = (col(DocumentPage.document_id) == document.id, col(DocumentPage.number).between(first, last))
    return session.exec(select(DocumentPage.text).where(*pages).order_by(col(DocumentPage.number))).all()
