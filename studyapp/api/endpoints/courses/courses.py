"""Endpoints for courses."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import Body, Date, PathId, Text
from studyapp.jobs.requests import courses as with_jobs
from studyapp.jobs.requests.restoring import restore
from studyapp.schemas.courses.courses import CourseAnswer, CoursesAnswer
from studyapp.schemas.courses.documents import DocumentsAnswer, listed_documents
from studyapp.services.courses import courses
from studyapp.services.courses.courses import CODE_CHARS, TERM_CHARS
from studyapp.services.text_input import TITLE_CHARS, at_least

router = APIRouter(prefix="/courses", tags=["courses"])

_Name = Annotated[Text, Field(max_length=TITLE_CHARS, json_schema_extra=at_least(1))]
_Code = Annotated[Text, Field(max_length=CODE_CHARS, examples=["BIO 101"])]
_Term = Annotated[Text, Field(max_length=TERM_CHARS, examples=["Winter 2026"])]


class NewCourse(Body):
    name: _Name
    code: _Code = ""
    term: _Term = ""
    exam_date: Date | None = None


class CourseEdit(Body):
    name: _Name = ""
    code: _Code = ""
    term: _Term = ""
    exam_date: Date | None = Field(default=None, description="Null takes the date away.")


@router.get("")
def list_courses(learner: Learner, database: Db) -> CoursesAnswer:
    with database.read() as session:
        return CoursesAnswer(courses=[CourseAnswer.of(course) for course in courses.list_courses(session, learner)])


@router.post("", status_code=201, responses=documented(409, 413))
def create_course(body: NewCourse, learner: Learner, database: Db, now: Now) -> CourseAnswer:
    with database.write() as session:
        return CourseAnswer.of(courses.create_course(session, learner, **body.model_dump(), now=now))


@router.get("/{course_id}", responses=documented(404))
def get_course(course_id: PathId, learner: Learner, database: Db) -> CourseAnswer:
    with database.read() as session:
        return CourseAnswer.of(courses.get_course(session, learner, course_id))


@router.get("/{course_id}/documents", responses=documented(404))
def list_course_documents(course_id: PathId, learner: Learner, database: Db) -> DocumentsAnswer:
    """List the documents of a course, oldest first, without their sections. Get a document to see these."""
    with database.read() as session:
        return listed_documents(session, learner, course_id)


@router.patch("/{course_id}", responses=documented(404, 413))
def edit_course(course_id: PathId, body: CourseEdit, learner: Learner, database: Db, now: Now) -> CourseAnswer:
    """Change the fields that are given."""
    given = body.model_dump(exclude_unset=True)
    with database.write() as session:
        return CourseAnswer.of(courses.edit_course(session, learner, course_id, **given, now=now))


@router.delete("/{course_id}", status_code=204, responses=documented(404))
def delete_course(course_id: PathId, learner: Learner, database: Db, now: Now) -> None:
    """Move the course to the trash with its documents, lessons and cards. Jobs for it are cancelled."""
    with database.write() as session:
        with_jobs.delete_course(session, learner, course_id, now=now)


@router.post("/{course_id}/archive", responses=documented(404))
def archive_course(course_id: PathId, learner: Learner, database: Db, now: Now) -> CourseAnswer:
    with database.write() as session:
        return CourseAnswer.of(courses.archive_course(session, learner, course_id, now=now))


@router.post("/{course_id}/restore", responses=documented(404, 409))
def restore_course(course_id: PathId, learner: Learner, database: Db, now: Now) -> CourseAnswer:
    """Take up an archived course again, also one in the trash."""
    with database.write() as session:
        restore(session, learner, course_ids=[course_id], now=now)
        return CourseAnswer.of(courses.archive_course(session, learner, course_id, archived=False, now=now))
