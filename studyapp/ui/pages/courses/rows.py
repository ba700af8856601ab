"""A course as a row of the list."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from studyapp.jobs.requests.courses import being_read, cards_being_made, lessons_being_made
from studyapp.services.courses.lists import CourseSummary, list_summaries
from studyapp.services.lessons.course_mastery import of_all_courses
from studyapp.services.lessons.mastery import Tally
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
    study: str
    """The address to study its cards; empty without any."""
    percent: int
    """How well it is known."""
    mastery: str
    """The same in words; empty before the first lesson."""
    making: str
    """What is being read or made for it; empty if nothing is."""
    is_archived: bool


def course_rows(session: Session, user_id: str, *, now: datetime) -> list[CourseRow]:
    reading, making = being_read(session, user_id), lessons_being_made(session, user_id)
    cards = cards_being_made(session, user_id)
    found = list_summaries(session, user_id, now=now)
    known = of_all_courses(session, user_id, now=now) if found else {}
    return [
        _row(
            each,
            being_made(
                reading.get(each.course.id, 0), making.get(each.course.id, 0), has_cards=each.course.id in cards
            ),
            known.get(each.course.id, Tally()).percent,
        )
        for each in found
    ]


def being_made(documents: int, lessons: int, *, has_cards: bool = False) -> str:
    """E.g. `Processing 1 document, generating 3 lessons and flashcards…`; empty if nothing is."""
    learned = f"{lessons} {'lesson' if lessons == 1 else 'lessons'}" if lessons else ""
    made = " and ".join(filter(None, (learned, "flashcards" if has_cards else "")))
    parts = (
        f"processing {documents} {'document' if documents == 1 else 'documents'}" if documents else "",
        f"generating {made}" if made else "",
    )
    words = ", ".join(filter(None, parts))
    return f"{words[0].upper()}{words[1:]}…" if words else ""


def mastery_words(percent: int | None) -> str:
    """E.g. `62 % mastered`; empty before the first lesson."""
    return "" if percent is None else f"{percent} % mastered"


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


def _row(each: CourseSummary, making: str, percent: int | None) -> CourseRow:
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
        study=f"/study/{each.deck_id}" if each.deck_id else "",
        percent=percent or 0,
        mastery=mastery_words(percent),
        making=making,
        is_archived=course.archived_at is not None,
    )
