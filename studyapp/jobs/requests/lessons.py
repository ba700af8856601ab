"""Lessons together with the jobs that make them: one section's, or all of a chapter or a document as one batch."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from studyapp.errors import BadInput, Conflict
from studyapp.jobs.kinds.lesson.ground import is_wanted_anew
from studyapp.jobs.kinds.lesson.request import LessonRequest
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store.reading import latest_by_target
from studyapp.jobs.store.views import Admission, JobView
from studyapp.models import JobType, Lesson, Section, StoredDocument
from studyapp.services.courses import documents
from studyapp.services.lessons import lessons, sections

KIND: Final = JobType.LESSON_GENERATION
BEHIND_REQUESTS: Final = -10
"""The priority of the lessons of a batch, so that what a learner asks for meanwhile goes before them."""


def make_lesson(
    session: Session, user_id: str, section_id: str, *, wish: str = "", language: str = "", now: datetime
) -> Lesson | JobView:
    """The finished lesson on a section, or else the job that makes it, which may be under way already.

    With a wish, or in another language, a lesson that is there is made anew. Raises `Conflict` if that is impossible
    because it is being made.
    """
    request = LessonRequest(section_id=section_id, wish=wish, language=language)
    if lesson := _there(session, user_id, request):
        return lesson
    try:
        admission = QUEUE.enqueue(session, user_id, KIND, request.model_dump(), now=now)
    except Conflict:  # on PostgreSQL another tab's job may have finished it since
        if lesson := _there(session, user_id, request):
            return lesson
        raise
    if wish or language:
        _check_created(admission)
    return admission.job


def retry_lesson(session: Session, user_id: str, section_id: str, *, now: datetime) -> JobView:
    """Retry the latest job for the lesson on a section, with all that was asked for."""
    section = sections.get_section(session, user_id, section_id)
    job = lesson_jobs(session, user_id, [section.id]).get(section.id)
    if job is None:
        raise Conflict("There is nothing to retry. Ask for the lesson once more.")
    return QUEUE.retry(session, user_id, job.id, now=now).job


def make_concept_anew(
    session: Session, user_id: str, lesson_id: str, ordinal: int, *, wish: str = "", now: datetime
) -> JobView:
    """Start the job that writes one concept anew. Raises `Conflict` if the lesson is being made."""
    lesson = lessons.get_lesson(session, user_id, lesson_id)
    asked = {"section_id": lesson.section_id, "wish": wish, "concept": ordinal, "language": ""}
    return _check_created(QUEUE.enqueue(session, user_id, KIND, asked, now=now))


def make_lessons_of_document(session: Session, user_id: str, document_id: str, *, now: datetime) -> JobView | None:
    """Start the jobs for all lessons of a document that are missing, and return the first; None if none is missing.

    They count as one request. Sections the learner has not chosen get none.
    """
    document = documents.get_document(session, user_id, document_id)
    if document.read_at is None:
        raise Conflict("The document is still being read. Try again when that is done.")
    return _make_all(session, user_id, sections.leaves_of_document(session, user_id, document.id), now=now)


def make_lessons_of_chapter(session: Session, user_id: str, section_id: str, *, now: datetime) -> JobView | None:
    """As `make_lessons_of_document`, for the sections of a chapter: those chosen, or all of them if none is."""
    return _make_all(session, user_id, sections.leaves_of_chapter(session, user_id, section_id), now=now)


def lesson_jobs(session: Session, user_id: str, section_ids: Sequence[str]) -> dict[str, JobView]:
    """The latest job for the lesson on each of these sections, by the id of the section."""
    return latest_by_target(session, user_id, "section", section_ids, KIND)


def lesson_jobs_of_course(session: Session, user_id: str, course_id: str) -> dict[str, JobView]:
    """As `lesson_jobs`, for all sections of a course."""
    ids = select(Section.id).join(StoredDocument, col(StoredDocument.id) == col(Section.document_id))
    mine = (col(Section.user_id) == user_id, col(StoredDocument.course_id) == course_id)
    return latest_by_target(session, user_id, "section", ids.where(*mine), KIND)


def _there(session: Session, user_id: str, request: LessonRequest) -> Lesson | None:
    """The lesson, if it is finished and as requested."""
    section = sections.get_section(session, user_id, request.section_id)
    lesson = lessons.lesson_of_section(session, user_id, section.id)
    if lesson is None or lesson.finished_at is None or is_wanted_anew(lesson, request):
        return None
    return lesson


def _make_all(session: Session, user_id: str, leaves: Sequence[Section], *, now: datetime) -> JobView | None:
    """Enqueue the missing ones: the first like any other request, the others as its children."""
    readable = [leaf for leaf in leaves if sections.is_readable(leaf)]
    if not readable:
        raise BadInput("There is no section here that a lesson could be made of.")
    there = lessons.with_lessons(session, user_id, [leaf.id for leaf in readable])
    head: JobView | None = None
    under_way: JobView | None = None
    for leaf in readable:
        if leaf.id in there:
            continue
        admission = QUEUE.enqueue(
            session,
            user_id,
            KIND,
            {"section_id": leaf.id},
            priority=BEHIND_REQUESTS,
            parent_id=head.id if head else None,
            now=now,
        )
        if admission.created:
            head = head or admission.job
        else:
            under_way = under_way or admission.job
    return head or under_way


def _check_created(admission: Admission) -> JobView:
    if not admission.created:
        raise Conflict("This lesson is being made. Wait until that is done, or cancel it.", job_id=admission.job.id)
    return admission.job
