"""Answers about uploaded documents."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from pydantic import BaseModel, Field
from sqlmodel import Session

from studyapp.jobs.requests.courses import import_job, import_jobs
from studyapp.jobs.requests.lessons import lesson_jobs
from studyapp.jobs.store.views import JobView
from studyapp.models import JobStatus, StoredDocument
from studyapp.schemas.courses.courses import SectionAnswer
from studyapp.services.courses.documents import list_documents
from studyapp.services.courses.page_pictures import Marked
from studyapp.services.courses.reading import sections_of
from studyapp.services.documents import find_document, left_out_of
from studyapp.services.lessons import course_mastery
from studyapp.services.lessons.lessons import lessons_of_document


class DocumentAnswer(BaseModel):
    id: str
    course_id: str | None = Field(description="Null for a document that was not added to a course.")
    title: str = Field(description="As stated in the file, else its first heading, else its name.")
    characters: int
    pages: int | None = Field(description="Null for a file without pages.")
    status: JobStatus = Field(description="How far its reading is.")
    job_id: str | None = Field(description="The latest job that read it. Null for one outside of courses.")
    is_locked: bool = Field(description="Whether it waits for the password that opens its file.")
    note: str = Field(description="Why it could not be read, or what was left out of it; empty if nothing was.")
    left_out: str = Field(description="A sentence about the pages that could not be read; empty if there are none.")
    pairs: int = Field(description="How many pairs it has if it is a word list; 0 for any other document.")
    sections: list[SectionAnswer] = Field(description="Chapters and their sections, in order.")
    created_at: datetime

    @classmethod
    def of(
        cls, document: StoredDocument, job: JobView | None = None, sections: Sequence[SectionAnswer] = ()
    ) -> "DocumentAnswer":
        return cls(
            id=document.id,
            course_id=document.course_id,
            title=document.title,
            characters=document.characters,
            pages=len(document.problems) if document.has_pages else None,
            status=reading_status(document, job),
            job_id=job.id if job else None,
            is_locked=document.is_locked,
            note=(job.error if job and document.read_at is None else None) or left_out_of(document),
            left_out=left_out_of(document),
            pairs=document.pairs,
            sections=list(sections),
            created_at=document.created_at,
        )


class DocumentsAnswer(BaseModel):
    documents: list[DocumentAnswer]


class PageAnswer(BaseModel):
    text: str


class MarkAnswer(BaseModel):
    """A line of the quote, in percent of the picture's width and height."""

    left: float
    top: float
    width: float
    height: float


class MarksAnswer(BaseModel):
    width: int = Field(description="Of the page's picture, in pixels.")
    height: int
    boxes: list[MarkAnswer] = Field(description="Where the quote stands, line by line; none if it is not found.")

    @classmethod
    def of(cls, marked: Marked) -> "MarksAnswer":
        boxes = [MarkAnswer(**asdict(mark)) for mark in marked.marks]
        return cls(width=marked.width, height=marked.height, boxes=boxes)


def reading_status(document: StoredDocument, job: JobView | None) -> JobStatus:
    """The status of the job, or, once that is forgotten, what the document itself says."""
    if job:
        return job.status
    return JobStatus.COMPLETED if document.read_at else JobStatus.FAILED


def shown_document(session: Session, user_id: str, document_id: str, *, now: datetime) -> DocumentAnswer:
    document = find_document(session, user_id, document_id)
    if not document.course_id:
        return DocumentAnswer.of(document)
    job = import_job(session, user_id, document.id)
    return DocumentAnswer.of(document, job, _sections(session, document, now=now))


def listed_documents(session: Session, user_id: str, course_id: str) -> DocumentsAnswer:
    """The documents of a course without their sections."""
    found = list_documents(session, user_id, course_id)
    jobs = import_jobs(session, user_id, [document.id for document in found])
    return DocumentsAnswer(documents=[DocumentAnswer.of(document, jobs.get(document.id)) for document in found])


def _sections(session: Session, document: StoredDocument, *, now: datetime) -> list[SectionAnswer]:
    found = sections_of(session, document)
    made = lessons_of_document(session, document.user_id, document.id)
    jobs = lesson_jobs(session, document.user_id, [section.id for section in found])
    known = course_mastery.of_document(session, document.user_id, document.id, now=now).sections
    return [
        SectionAnswer.of(
            section,
            lesson_id=made[section.id].id if section.id in made else None,
            job_id=jobs[section.id].id if section.id in jobs else None,
            known=known.get(section.id),
        )
        for section in found
    ]
