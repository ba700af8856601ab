"""Courses and documents together with the jobs that read them."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from studyapp.errors import Conflict
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store.reading import jobs_for_target, latest_by_target
from studyapp.jobs.store.views import JobView
from studyapp.models import ACTIVE, Job, JobType, Section, StoredDocument
from studyapp.services.courses import courses, documents, locked
from studyapp.services.courses.files.storage import ReceivedFile

KIND = JobType.DOCUMENT_IMPORT

_ID_CHARS: Final = 36
_SECTION_ID: Final = func.substr(col(Job.target_id), 1, _ID_CHARS)
"""Of a job for a section or a paragraph, which is named by its section and its start."""


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
    copy: ReceivedFile | None = None,
    upload_id: str = "",
    now: datetime,
) -> tuple[StoredDocument, JobView | None]:
    """Add a received file to a course, and enqueue the job that reads it. If one of them is refused, neither is there.

    The same file gives the document that is there, with the job that reads it now or read it last. `copy` is one that
    opens without the password, if the file needs one. `upload_id` is as which the file arrived, if in several requests.
    """
    document, is_new = documents.add_document(
        session,
        user_id,
        course_id,
        file,
        name=name,
        title=title,
        data_dir=data_dir,
        most_bytes=most_bytes,
        upload_id=upload_id,
        now=now,
    )
    if copy and not document.open_digest:
        return document, unlock_document(session, user_id, document.id, copy, most_bytes=most_bytes, now=now)
    if not is_new:
        return document, import_job(session, user_id, document.id)
    return document, read_document(session, user_id, document.id, now=now)


def read_document(session: Session, user_id: str, document_id: str, *, now: datetime) -> JobView:
    """Enqueue the job that reads a document, or return the one that is at it."""
    return QUEUE.enqueue(session, user_id, KIND, {"document_id": document_id}, now=now).job


def unlock_document(
    session: Session, user_id: str, document_id: str, copy: ReceivedFile, *, most_bytes: int, now: datetime
) -> JobView:
    """Enqueue the job that reads a document from this copy, which opens without its password."""
    locked.unlock(session, user_id, document_id, copy, most_bytes=most_bytes)
    return read_document(session, user_id, document_id, now=now)


def import_job(session: Session, user_id: str, document_id: str) -> JobView | None:
    """The job that reads the document now, or the last one that did; None if there is none any more."""
    under_way = [job for job in jobs_for_target(session, user_id, "document", document_id) if job.type is KIND]
    return next(iter(under_way), None) or import_jobs(session, user_id, [document_id]).get(document_id)


def import_jobs(session: Session, user_id: str, document_ids: Sequence[str]) -> dict[str, JobView]:
    """The latest job of each of these documents, by the id of the document."""
    return latest_by_target(session, user_id, "document", document_ids, KIND)


def being_read(session: Session, user_id: str) -> dict[str, int]:
    """How many documents of each course wait to be read or are being read, by the id of the course."""
    reads = (col(Job.type) == KIND, col(Job.status).in_(ACTIVE), col(Job.target_id) == col(StoredDocument.id))
    active = select(Job.id).where(col(Job.user_id) == user_id, *reads).exists()
    mine = (col(StoredDocument.user_id) == user_id, col(StoredDocument.deleted_at).is_(None))
    count = select(col(StoredDocument.course_id), func.count()).where(*mine, active)
    found = session.exec(count.group_by(col(StoredDocument.course_id)))
    return {course_id: number for course_id, number in found if course_id}


def lessons_being_made(session: Session, user_id: str) -> dict[str, int]:
    """How many lessons of each course wait or are being made, by the id of the course."""
    of_section = select(col(StoredDocument.course_id), func.count()).join(
        Section, col(Section.document_id) == col(StoredDocument.id)
    )
    made = (col(Job.type) == JobType.LESSON_GENERATION, col(Job.status).in_(ACTIVE), col(Job.user_id) == user_id)
    active = select(Job.id).where(*made, col(Job.target_id) == col(Section.id)).exists()
    mine = (col(Section.user_id) == user_id, col(StoredDocument.deleted_at).is_(None))
    found = session.exec(of_section.where(*mine, active).group_by(col(StoredDocument.course_id)))
    return {course_id: number for course_id, number in found if course_id}


@dataclass(frozen=True, slots=True)
class CardsUnderWay:
    """The jobs that make flashcards of a course."""

    jobs: int = 0
    percent: int = 0
    """How far they are together."""


def cards_being_made(session: Session, user_id: str) -> dict[str, CardsUnderWay]:
    """The jobs that wait to make flashcards of the documents of each course or do so, by the id of the course."""
    of_section = col(Job.target_kind).in_(["section", "paragraph"]) & (col(Section.id) == _SECTION_ID)
    document_id = func.coalesce(col(Section.document_id), col(Job.target_id))
    made = (col(Job.type) == JobType.FLASHCARD_GENERATION, col(Job.status).in_(ACTIVE), col(Job.user_id) == user_id)
    mine = (col(StoredDocument.user_id) == user_id, col(StoredDocument.deleted_at).is_(None))
    count = (
        select(col(StoredDocument.course_id), func.count(), func.avg(col(Job.progress)))
        .select_from(Job)
        .join(Section, of_section, isouter=True)
        .join(StoredDocument, col(StoredDocument.id) == document_id)
    )
    found = session.exec(count.where(*made, *mine).group_by(col(StoredDocument.course_id)))
    return {course_id: CardsUnderWay(jobs, round(percent)) for course_id, jobs, percent in found if course_id}


def stop_all(session: Session, user_id: str, course_id: str, *, now: datetime) -> None:
    """Cancel all jobs that read the documents of a course or make something of them. What was made stays."""
    _cancel(session, user_id, [each.id for each in documents.list_documents(session, user_id, course_id)], now=now)


def delete_course(session: Session, user_id: str, course_id: str, *, now: datetime) -> None:
    """Move a course to the trash, and cancel the jobs that make something for it."""
    theirs = [document.id for document in documents.list_documents(session, user_id, course_id)]
    _cancel(session, user_id, theirs, now=now)
    courses.delete_course(session, user_id, course_id, now=now)


def delete_document(session: Session, user_id: str, document_id: str, *, now: datetime) -> None:
    """Move a document to the trash, and cancel the jobs that make something of it."""
    document = documents.get_document(session, user_id, document_id)
    _cancel(session, user_id, [document.id], now=now)
    documents.delete_document(session, user_id, document.id, now=now)


def _cancel(session: Session, user_id: str, document_ids: Sequence[str], *, now: datetime) -> None:
    inside = (col(Section.user_id) == user_id, col(Section.document_id).in_(document_ids))
    of_documents = (col(Job.target_kind) == "document") & col(Job.target_id).in_(document_ids)
    sections = _SECTION_ID.in_(select(Section.id).where(*inside))
    of_sections = col(Job.target_kind).in_(["section", "paragraph"]) & sections
    theirs = or_(of_documents, of_sections)
    active = select(Job.id).where(col(Job.user_id) == user_id, col(Job.status).in_(ACTIVE), theirs)
    for job_id in session.exec(active.order_by(col(Job.id))).all():
        with suppress(Conflict):  # on PostgreSQL it may have ended since
            QUEUE.cancel(session, user_id, job_id, now=now)
