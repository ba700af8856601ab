"""The titles of documents, for lines of text that mention one without showing it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from studyapp.models import Course, StoredDocument
from studyapp.services.courses.courses import alive


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    course_id: str
    title: str


def document_places(session: Session, user_id: str, document_ids: Collection[str]) -> dict[str, DocumentPlace]:
    """The places of those documents that exist in courses that exist, by id."""
    if not document_ids:
        return {}
    mine = (col(StoredDocument.user_id) == user_id, col(StoredDocument.deleted_at).is_(None), *alive(user_id))
    of_course = select(StoredDocument.id, Course.id, StoredDocument.title).join(
        Course, col(Course.id) == col(StoredDocument.course_id)
    )
    found = session.exec(of_course.where(*mine, col(StoredDocument.id).in_(list(document_ids))))
    return {document_id: DocumentPlace(course_id, title) for document_id, course_id, title in found}
