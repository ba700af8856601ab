"""Answers about courses and the sections of documents."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from studyapp.models import Course, Section, SectionKind
from studyapp.schemas.base import FromAttributes
from studyapp.services.lessons.course_mastery import KnownSection


class CourseAnswer(FromAttributes):
    id: str
    name: str
    code: str
    term: str
    exam_date: date | None
    deck_id: str | None = Field(description="The deck of its cards; null if there are none yet.")
    archived_at: datetime | None
    created_at: datetime

    @classmethod
    def of(cls, course: Course) -> "CourseAnswer":
        return cls.model_validate(course)


class CoursesAnswer(BaseModel):
    courses: list[CourseAnswer] = Field(description="Those with the nearest exam first.")


class SectionAnswer(BaseModel):
    id: str
    parent_id: str | None = Field(description="The chapter of a section; null for a chapter.")
    ordinal: int = Field(description="Its place in the document, from 1.")
    title: str
    kind: SectionKind
    page_from: int | None = Field(description="Null for a document without pages.")
    page_to: int | None
    characters: int | None = Field(description="Null while the document is being read.")
    lesson_id: str | None = Field(description="The lesson on it, finished or not; null if there is none yet.")
    job_id: str | None = Field(description="The latest job that made its lesson.")
    mastery: int | None = Field(description="How well it is known, from 0 to 100; null without a lesson.")

    @classmethod
    def of(
        cls,
        section: Section,
        *,
        lesson_id: str | None = None,
        job_id: str | None = None,
        known: KnownSection | None = None,
    ) -> "SectionAnswer":
        start, end = section.text_start, section.text_end
        return cls(
            id=section.id,
            parent_id=section.parent_id,
            ordinal=section.position,
            title=section.title,
            kind=section.kind,
            page_from=section.page_from,
            page_to=section.page_to,
            characters=None if start is None or end is None else end - start,
            lesson_id=lesson_id,
            job_id=job_id,
            mastery=known.tally.percent if known else None,
        )


class UploadAnswer(BaseModel):
    job_id: str | None = Field(description="The job that reads the file; null if that was too long ago.")
    document_id: str
    status: str = Field(description="`pending` while the file waits or is read, else `completed` or `failed`.")
    message: str
