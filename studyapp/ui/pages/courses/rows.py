"""A course as a row of the list."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from studyapp.jobs.requests.courses import being_read
from studyapp.services.courses.lists import CourseSummary, list_summaries
from studyapp.ui.numbers import card_count


@dataclass(frozen=True)
class CourseRow:
    id: str
    name: str
    code: str
    term: str
    exam_date: str
    """ISO date; empty if there is none."""
    exam: str
    """When the exam is, in words; empty without a date."""
    is_over: bool
    """Whether the exam is past, so that the course may be archived."""
    documents: str
    """E.g. `3 documents`; empty if there are none yet."""
    cards: str
    """E.g. `1,200 cards`; empty if there are none yet."""
    due: int
    new: int
    reading: str
    """What is being read for it; empty if nothing is."""
    is_archived: bool


def course_rows(session: Session, user_id: str, *, now: datetime) -> list[CourseRow]:
    reading = being_read(session, user_id)
    return [_row(each, reading.get(each.course.id, 0)) for each in list_summaries(session, user_id, now=now)]


def days_to_exam(days: int | None) -> str:
    """E.g. `exam in 12 days`; empty without a date."""
    match days:
        case None:
            return ""
        case 0:
            return "exam today"
        case 1:
            return "exam tomorrow"
        case _:
            return "exam is over" if days < 0 else f"exam in {days} days"


def _row(each: CourseSummary, reading: int) -> CourseRow:
    course, count = each.course, each.documents
    return CourseRow(
        id=course.id,
        name=course.name,
        code=course.code,
        term=course.term,
        exam_date=course.exam_date.isoformat() if course.exam_date else "",
        exam=days_to_exam(each.days_left),
        is_over=each.days_left is not None and each.days_left < 0,
        documents=f"{count} {'document' if count == 1 else 'documents'}" if count else "",
        cards=card_count(each.cards) if each.cards else "",
        due=each.due,
        new=each.new,
        reading=f"Processing {reading} {'document' if reading == 1 else 'documents'} …" if reading else "",
        is_archived=course.archived_at is not None,
    )
