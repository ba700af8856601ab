"""Courses with what is in them, for the list and for the head of a course's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, col, select

from studyapp.models import Course, Deck, StoredDocument
from studyapp.services.accounts import get_user
from studyapp.services.courses.courses import list_courses
from studyapp.services.decks import DeckSummary, summaries, summary
from studyapp.services.scheduling.waiting import Waiting


@dataclass(frozen=True, slots=True)
class CourseSummary:
    course: Course
    documents: int
    cards: int
    due: int
    new: int
    deck_id: str
    """The deck of its cards; empty if there are none yet, or they are in the trash."""
    days_left: int | None
    """The number of days until the exam, negative once it is past; None without a date."""


def list_summaries(session: Session, user_id: str, *, now: datetime) -> list[CourseSummary]:
    """All courses but deleted ones, those with the nearest exam first."""
    return _summaries(session, user_id, list_courses(session, user_id), now=now)


def course_summary(session: Session, course: Course, *, now: datetime) -> CourseSummary:
    return _summaries(session, course.user_id, [course], now=now)[0]


def _summaries(session: Session, user_id: str, found: Sequence[Course], *, now: datetime) -> list[CourseSummary]:
    if not found:
        return []
    today = _today(session, user_id, now=now)
    documents = _documents(session, user_id)
    decks = _decks(session, user_id, found, now=now)
    return [
        CourseSummary(
            course=course,
            documents=documents.get(course.id, 0),
            cards=deck.cards if deck else 0,
            due=deck.due if deck else 0,
            new=deck.new if deck else 0,
            deck_id=deck.id if deck else "",
            days_left=(course.exam_date - today).days if course.exam_date else None,
        )
        for course in found
        for deck in [decks.get(course.deck_id or "")]
    ]


def _today(session: Session, user_id: str, *, now: datetime) -> date:
    """The date where the learner is. An exam is on a day of the calendar, which begins at midnight."""
    return now.astimezone(ZoneInfo(get_user(session, user_id).timezone)).date()


def _documents(session: Session, user_id: str) -> dict[str, int]:
    """How many documents each course has, by its id."""
    mine = (col(StoredDocument.user_id) == user_id, col(StoredDocument.deleted_at).is_(None))
    of_course = select(col(StoredDocument.course_id), func.count()).where(*mine)
    counted = of_course.where(col(StoredDocument.course_id).is_not(None)).group_by(col(StoredDocument.course_id))
    return {course_id: count for course_id, count in session.exec(counted) if course_id}


def _decks(session: Session, user_id: str, courses: Sequence[Course], *, now: datetime) -> dict[str, DeckSummary]:
    ids = [course.deck_id for course in courses if course.deck_id]
    if not ids:
        return {}
    waiting = Waiting.at(session, get_user(session, user_id), now=now)
    rows = session.exec(summaries(waiting, col(Deck.id).in_(ids)))
    return {deck.id: deck for deck in (summary(*row) for row in rows)}
