"""The documents of courses: added with their file, renamed, deleted and restored."""

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, col, select

from studyapp.errors import Conflict, NotFound
from studyapp.material.titles import document_title
from studyapp.models import Course, StoredDocument
from studyapp.services import text_input
from studyapp.services.accounts import hold_user
from studyapp.services.changes import changed
from studyapp.services.courses.courses import get_course
from studyapp.services.courses.files.room import check_room
from studyapp.services.courses.files.storage import ReceivedFile, path_of

MOST: Final = 200
"""The most documents of a course."""
_LONGEST_NAME: Final = 255
_GONE: Final = "This document is not there."


def add_document(
    session: Session,
    user_id: str,
    course_id: str,
    file: ReceivedFile,
    *,
    name: str,
    title: str = "",
    data_dir: Path,
    most_bytes: int,
    upload_id: str = "",
    now: datetime,
) -> tuple[StoredDocument, bool]:
    """Add a received file to a course. Returns the document, and whether it is new: the same file is added once.

    Without a `title` it is called as the file says, or by the `name` of the file. `most_bytes` is how much all files of
    the learner may take up together; what has arrived as the upload `upload_id` is not counted twice.
    """
    course = get_course(session, user_id, course_id)
    hold_user(session, user_id)
    if known := _same_file(session, course, file.digest):
        return known, False
    if not path_of(data_dir, file.digest).is_file():  # the daily cleaning came between
        raise Conflict("The file is not there any more. Upload it again.")
    check_number(session, course)
    check_room(session, user_id, file.size, most_bytes=most_bytes, arrived_as=upload_id)
    document = _of_file(course, file, name=name, title=title, now=now)
    session.add(document)
    session.flush()
    changed(session, user_id)
    return document, True


def list_documents(session: Session, user_id: str, course_id: str) -> Sequence[StoredDocument]:
    """The documents of a course that are not deleted, oldest first."""
    course = get_course(session, user_id, course_id)
    mine = (col(StoredDocument.course_id) == course.id, col(StoredDocument.deleted_at).is_(None))
    return session.exec(select(StoredDocument).where(*mine).order_by(col(StoredDocument.id))).all()


def get_document(session: Session, user_id: str, document_id: str, *, hold: bool = False) -> StoredDocument:
    """A document of a course that is not deleted, and whose course is not either. With `hold` nobody else changes it or
    its sections until this transaction ends.
    """
    document = _found(session, user_id, document_id)
    if hold:
        hold_document(session, document)
    if document.deleted_at is not None:
        raise NotFound(_GONE)
    get_course(session, user_id, document.course_id or "")
    return document


def hold_document(session: Session, document: StoredDocument) -> None:
    """Let nobody else change it or its sections until this transaction ends."""
    this = select(StoredDocument).where(col(StoredDocument.id) == document.id)
    now = this.execution_options(populate_existing=True)
    session.exec(now.with_for_update(key_share=True)).one()  # new rows of others may still name it, e.g. cards


def rename_document(session: Session, user_id: str, document_id: str, *, title: str) -> StoredDocument:
    document = get_document(session, user_id, document_id)
    document.title = text_input.title(title)
    session.flush()
    changed(session, user_id)
    return document


def courses_of_documents(session: Session, user_id: str) -> dict[str, str]:
    """The course of each document of the learner's courses, by the ids of both."""
    mine = (col(StoredDocument.user_id) == user_id, col(StoredDocument.deleted_at).is_(None))
    found = select(StoredDocument.id, StoredDocument.course_id).where(*mine, col(StoredDocument.course_id).is_not(None))
    return {document_id: course_id for document_id, course_id in session.exec(found) if course_id}


def delete_document(session: Session, user_id: str, document_id: str, *, now: datetime) -> None:
    """Move a document to the trash, with its lessons. Cards made of it stay. `restore_documents` undoes it."""
    get_document(session, user_id, document_id).deleted_at = now
    session.flush()
    changed(session, user_id)


def restore_documents(session: Session, user_id: str, document_ids: Collection[str]) -> None:
    """Undo `delete_document` for all of these, or raise and restore none. Raises `Conflict` if the same file is in the
    course again.
    """
    for document in [_found(session, user_id, document_id) for document_id in dict.fromkeys(document_ids)]:
        course = get_course(session, user_id, document.course_id or "")
        if document.deleted_at is None:
            continue
        if _same_file(session, course, document.file_digest or ""):
            raise Conflict("The same file has been added to this course again. Delete that document first.")
        document.deleted_at = None
        session.flush()
    changed(session, user_id)


def _of_file(course: Course, file: ReceivedFile, *, name: str, title: str, now: datetime) -> StoredDocument:
    return StoredDocument(
        user_id=course.user_id,
        course_id=course.id,
        title=text_input.title(title) if title.strip() else document_title(name, ""),
        file_name=storable_name(name),
        file_digest=file.digest,
        file_bytes=file.size,
        format=file.format,
        characters=0,
        has_pages=False,
        created_at=now,
    )


def _same_file(session: Session, course: Course, digest: str) -> StoredDocument | None:
    same = (col(StoredDocument.course_id) == course.id, col(StoredDocument.file_digest) == digest)
    return session.exec(select(StoredDocument).where(*same, col(StoredDocument.deleted_at).is_(None))).one_or_none()


def check_number(session: Session, course: Course) -> None:
    """Raises `Conflict` if the course can have no more documents."""
    in_course = (col(StoredDocument.course_id) == course.id, col(StoredDocument.deleted_at).is_(None))
    if session.exec(select(func.count()).select_from(StoredDocument).where(*in_course)).one() >= MOST:
        raise Conflict(f"A course has at most {MOST} documents. Delete one first, or make another course.")


def storable_name(name: str) -> str:
    return " ".join(text_input.storable(name).split())[-_LONGEST_NAME:]


def _found(session: Session, user_id: str, document_id: str) -> StoredDocument:
    mine = (col(StoredDocument.id) == document_id, col(StoredDocument.user_id) == user_id)
    document = session.exec(
        select(StoredDocument).where(*mine, col(StoredDocument.course_id).is_not(None))
    ).one_or_none()
    if document is None:
        raise NotFound(_GONE)
    return document
