"""Endpoints for lessons and the sections they are on."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field, JsonValue, model_validator

from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import Body, Id, PathId, Text
from studyapp.errors import BadInput
from studyapp.jobs.kinds.lesson.request import LANGUAGE
from studyapp.jobs.requests import lessons as making
from studyapp.jobs.store.views import JobView
from studyapp.models import Lesson
from studyapp.schemas.courses.lessons import (
    LessonAnswer,
    LessonStarted,
    LessonsThere,
    LessonThere,
    SectionTextAnswer,
    shown_lesson,
)
from studyapp.services.lessons import lessons, sections
from studyapp.services.text_input import WHOLE, WISH_CHARS

router = APIRouter(tags=["courses"])

_THERE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The lesson is there already.", "model": LessonThere}
}
_ALL_THERE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "None of the lessons is missing.", "model": LessonsThere}
}


_Ordinal = Annotated[int, Field(strict=True, ge=1), WHOLE]


class LessonToMake(Body):
    section_id: Id = Field(description="A section of the body that has no sections of its own.")


def _only(name: str, *others: str) -> dict[str, JsonValue]:
    """The JSON Schema of a body that has this field and none of the others."""
    nothing: dict[str, JsonValue] = {other: {"type": "null"} for other in others}
    return {"required": [name], "properties": {name: {"type": "string", "minLength": 1}, **nothing}}


class LessonsToMake(Body):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"oneOf": [_only("section_id", "document_id"), _only("document_id", "section_id")]},
    )

    section_id: Id | None = Field(default=None, description="The chapter whose lessons are wanted.")
    document_id: Id | None = Field(default=None, description="The document whose chosen sections want lessons.")

    @model_validator(mode="after")
    def _of_one(self) -> "LessonsToMake":
        if (self.section_id is None) == (self.document_id is None):
            raise BadInput("Give a chapter or a document, and only one of them.")
        return self


class LessonToMakeAnew(Body):
    wish: Text = Field(default="", max_length=WISH_CHARS, description="What you want of it, e.g. “more examples”.")
    language: str = Field(default="", pattern=LANGUAGE, description="The language to write it in, e.g. `de`.")
    concept: _Ordinal | None = Field(default=None, description="The place of the only concept to make anew.")


@router.post("/lessons/generate", status_code=202, responses=_THERE | documented(404, 409, 413, 429))
def generate_lesson(
    body: LessonToMake, response: Response, learner: Learner, database: Db, now: Now
) -> LessonStarted | LessonThere:
    """Have the lesson on a section made. One that is there is never made twice; one under way gives its job."""
    with database.write() as session:
        return _told(making.make_lesson(session, learner, body.section_id, now=now), response)


@router.post("/lessons/generate-all", status_code=202, responses=_ALL_THERE | documented(404, 409, 413, 429))
def generate_lessons(
    body: LessonsToMake, response: Response, learner: Learner, database: Db, now: Now
) -> LessonStarted | LessonsThere:
    """Have all lessons of a chapter or a document made that are missing: one request, however many these are.

    `job_id` is the first job; the others have it as their `parent_id`.
    """
    with database.write() as session:
        if body.document_id:
            job = making.make_lessons_of_document(session, learner, body.document_id, now=now)
        else:
            job = making.make_lessons_of_chapter(session, learner, body.section_id or "", now=now)
    if job is None:
        response.status_code = 200
        return LessonsThere(message="All lessons are there.")
    return LessonStarted(job_id=job.parent_id or job.id, message="The lessons are being made.")


@router.get("/lessons/{lesson_id}", responses=documented(404))
def get_lesson(lesson_id: PathId, learner: Learner, database: Db) -> LessonAnswer:
    """The lesson as far as it is made. Keys and explanations are told once a check-in has been answered."""
    with database.read() as session:
        return shown_lesson(session, learner, lesson_id)


@router.post("/lessons/{lesson_id}/regenerate", status_code=202, responses=_THERE | documented(404, 409, 413, 429))
def regenerate_lesson(
    lesson_id: PathId, body: LessonToMakeAnew, response: Response, *, learner: Learner, database: Db, now: Now
) -> LessonStarted | LessonThere:
    """Have a lesson made anew as the wish says, or one concept of it. What is there stays until the first new concept.

    Check-ins that were answered stay with their answers and cards. 409 while the lesson is being made.
    """
    with database.write() as session:
        if body.concept:
            job = making.make_concept_anew(session, learner, lesson_id, body.concept, wish=body.wish, now=now)
            return _told(job, response)
        section_id = lessons.get_lesson(session, learner, lesson_id).section_id
        asked = {"wish": body.wish, "language": body.language}
        return _told(making.make_lesson(session, learner, section_id, **asked, now=now), response)


@router.get("/sections/{section_id}/text", responses=documented(404))
def get_section_text(section_id: PathId, learner: Learner, database: Db) -> SectionTextAnswer:
    with database.read() as session:
        section = sections.get_section(session, learner, section_id)
        return SectionTextAnswer.of(section.id, sections.section_text(session, section))


def _told(made: Lesson | JobView, response: Response) -> LessonStarted | LessonThere:
    if isinstance(made, Lesson):
        response.status_code = 200
        return LessonThere(lesson_id=made.id, message="The lesson is there.")
    return LessonStarted(job_id=made.id, message="The lesson is being made.")
