"""Makes the lesson on a section. Each concept is saved with its check-ins as soon as it has passed the rules.

The checkpoint is written in the same transaction as the concept it counts, so a later attempt, a retry or a new request
asks only for the concepts that are missing, whatever interrupted the one before.
"""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from sqlmodel import Session

from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.generation.checking import describe_rejected
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.definition import CarriedOn, Handler, Target
from studyapp.jobs.kinds.lesson import ground
from studyapp.jobs.kinds.lesson.clippings import clippings
from studyapp.jobs.kinds.lesson.progress import Progress, resumed
from studyapp.jobs.kinds.lesson.request import LessonRequest
from studyapp.jobs.kinds.lesson.words import WORDS
from studyapp.jobs.kinds.lesson.writing import Writing
from studyapp.jobs.store.views import JobSnapshot
from studyapp.material.cleaning import MIN_CONTENT_CHARS
from studyapp.models import Lesson, Section, SectionKind
from studyapp.services.lessons import lessons, sections

THERE: Final = "There is a lesson on this section already. Say what you want otherwise to have it made anew."


def accept(session: Session, user_id: str, request: LessonRequest, now: datetime) -> Target:  # noqa: ARG001
    section = sections.get_section(session, user_id, request.section_id, hold=True)
    _check_readable(session, section)
    lesson = lessons.lesson_of_section(session, user_id, section.id)
    if request.concept:
        _check_concept(session, lesson, request.concept)
    elif lesson and lesson.finished_at and not ground.is_wanted_anew(lesson, request):
        raise Conflict(THERE)
    return Target("section", section.id, items_expected=1 if request.concept else None)


def _check_readable(session: Session, section: Section) -> None:
    if section.kind is not SectionKind.BODY:
        raise BadInput("This is front or back matter, of which no lessons are made. Mark it as body text first.")
    if not sections.is_leaf(session, section):
        raise BadInput("Lessons are on the sections of this chapter. Choose one of them, or have all made.")
    if section.text_end is None:
        raise Conflict("The document is still being read. Try again when that is done.")
    if section.text_end - (section.text_start or 0) < MIN_CONTENT_CHARS:
        raise BadInput("This section has too little text for a lesson.")


def _check_concept(session: Session, lesson: Lesson | None, ordinal: int) -> None:
    ordinals = {each.concept.ordinal for each in lessons.concepts_of(session, lesson)} if lesson else set[int]()
    if ordinal not in ordinals:
        raise NotFound("The lesson has no such concept.")


async def make_lesson(context: JobContext, request: LessonRequest) -> dict[str, Any]:
    await context.report(phase="reading")
    progress = resumed(context.checkpoint)
    read = partial(ground.read, user_id=context.job.user_id, request=request, progress=progress)
    given = await context.query(read)
    if not given.is_done:
        given = replace(given, clippings=await clippings(context, request.section_id, given.text))
        writing = Writing(context, request, given, progress)
        await context.report(phase="generating")
        await writing.write()
        progress = writing.progress
    made = await context.query(lambda session: _summary(session, context.job, progress, partial=False))
    return made | ({"note": said} if (said := _note(progress)) else {})


def summarize(session: Session, job: JobSnapshot) -> dict[str, Any]:
    """The result of a job that ended early: the lesson as far as it goes."""
    return _summary(session, job, resumed(job.checkpoint), partial=True)


def carry_on(job: JobSnapshot) -> CarriedOn | None:
    """The start of a retry: concepts that are saved stay, and a lesson that was set aside is not so again."""
    progress = resumed(job.checkpoint)
    if job.payload.get("concept"):
        return CarriedOn({}, missing=0) if progress.saved else None
    return CarriedOn(progress.further(), missing=None) if progress.has_begun or progress.has_head else None


def _summary(session: Session, job: JobSnapshot, progress: Progress, *, partial: bool) -> dict[str, Any]:
    lesson = lessons.lesson_of_section(session, job.user_id, job.target_id)
    return {
        "lesson_id": lesson.id if lesson else None,
        "section_id": job.target_id,
        "count": progress.saved,
        "rejected": dict(progress.rejected),
        "partial": partial,
    }


def _note(progress: Progress) -> str:
    return f"Left out were {describe_rejected(progress.rejected)}." if progress.rejected else ""


LESSON: Final = Handler(
    words=WORDS,
    payload=LessonRequest,
    dedup_key=lambda request: request.section_id,
    accept=accept,
    run=make_lesson,
    summarize=summarize,
    carry_on=carry_on,
)
