"""Courses: created, edited, archived, deleted and restored."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from studyapp.errors import Conflict, NotFound
from studyapp.models import Course, Deck
from studyapp.services import text_input
from studyapp.services.accounts import hold_user
from studyapp.services.changes import changed
from studyapp.services.decks import create_deck, delete_deck, edit_deck, restore_deck

MOST: Final = 100
"""The most courses of a learner that are not deleted."""
CODE_CHARS: Final = 40
TERM_CHARS: Final = 40
_GONE: Final = "This course is not there."


def _day(day: date | None) -> date | None:
    return day


_CHECKS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "name": partial(text_input.line, name="The name", shortest=1, longest=text_input.TITLE_CHARS),
    "code": partial(text_input.line, name="The code", longest=CODE_CHARS),
    "term": partial(text_input.line, name="The term", longest=TERM_CHARS),
    "exam_date": _day,
}


def create_course(
    session: Session,
    user_id: str,
    *,
    name: str,
    code: str = "",
    term: str = "",
    exam_date: date | None = None,
    now: datetime,
) -> Course:
    _claim_places(session, user_id, 1)
    course = Course(
        user_id=user_id,
        **_checked({"name": name, "code": code, "term": term, "exam_date": exam_date}),
        created_at=now,
        updated_at=now,
    )
    session.add(course)
    session.flush()
    changed(session, user_id)
    return course


def list_courses(session: Session, user_id: str) -> list[Course]:
    """All courses but deleted ones: those with the nearest exam first, then the newest."""
    by_exam = (col(Course.exam_date).is_(None), col(Course.exam_date), col(Course.id).desc())
    return list(session.exec(select(Course).where(*alive(user_id)).order_by(*by_exam)))


def get_course(session: Session, user_id: str, course_id: str) -> Course:
    course = _found(session, user_id, course_id)
    if course.deleted_at is not None:
        raise NotFound(_GONE)
    return course


def edit_course(session: Session, user_id: str, course_id: str, *, now: datetime, **values: Any) -> Course:
    """Change the given ones of `name`, `code`, `term` and `exam_date`; None takes the date away. The course's deck gets
    the new name if it still has the old one.
    """
    course = get_course(session, user_id, course_id)
    former = course.name
    course.sqlmodel_update({**_checked(values), "updated_at": now})
    deck = _deck(session, course)
    if deck and deck.deleted_at is None and deck.title == former != course.name:
        edit_deck(session, user_id, deck.id, title=course.name, now=now)
    session.flush()
    changed(session, user_id)
    return course


def archive_course(session: Session, user_id: str, course_id: str, *, now: datetime, archived: bool = True) -> Course:
    """Put a course away, or take it up again. It can still be read and studied."""
    course = get_course(session, user_id, course_id)
    if archived != (course.archived_at is not None):
        course.sqlmodel_update({"archived_at": now if archived else None, "updated_at": now})
        session.flush()
        changed(session, user_id)
    return course


def delete_course(session: Session, user_id: str, course_id: str, *, now: datetime) -> None:
    """Move a course to the trash, with its documents, lessons and cards. `restore_courses` undoes it."""
    course = get_course(session, user_id, course_id)
    deck, course.deleted_at = _deck(session, course), now
    if deck and deck.deleted_at is None:
        delete_deck(session, user_id, deck.id, now=now)
        course.deleted_at = deck.deleted_at
    session.flush()
    changed(session, user_id)


def restore_courses(session: Session, user_id: str, course_ids: Collection[str], *, now: datetime) -> int:
    """Undo `delete_course` for all of these, or raise and restore none. Returns how many came back."""
    courses = [_found(session, user_id, course_id) for course_id in dict.fromkeys(course_ids)]
    courses = [course for course in courses if course.deleted_at is not None]
    _claim_places(session, user_id, len(courses))
    for course in courses:
        deck = _deck(session, course)
        if deck and deck.deleted_at and deck.deleted_at == course.deleted_at:
            restore_deck(session, user_id, deck.id, now=now)
        course.sqlmodel_update({"deleted_at": None, "updated_at": now})
    session.flush()
    changed(session, user_id)
    return len(courses)


def deck_of(session: Session, user_id: str, course_id: str, *, now: datetime) -> Deck:
    """The deck for the course's cards. It is made when there is none, or when the learner has deleted it."""
    course = get_course(session, user_id, course_id)
    deck = _deck(session, course)
    if deck is None or deck.deleted_at is not None:
        session.refresh(course, with_for_update={"key_share": True})  # so that two who need it at once share one
        deck = _deck(session, course)
    if deck is None or deck.deleted_at is not None:
        deck = create_deck(session, user_id, title=course.name, now=now)
        course.deck_id = deck.id
        session.flush()
    return deck


def alive(user_id: str) -> tuple[ColumnElement[bool], ...]:
    return (col(Course.user_id) == user_id, col(Course.deleted_at).is_(None))


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _CHECKS[name](value) for name, value in fields.items()}


def _claim_places(session: Session, user_id: str, count: int) -> None:
    """Raise `Conflict` if so many more courses are too many. The lock counts requests one after the other."""
    hold_user(session, user_id)
    existing = session.exec(select(func.count()).select_from(Course).where(*alive(user_id))).one()
    if count and existing + count > MOST:
        raise Conflict(f"You have {existing} courses; {MOST} are the most. Delete one that you do not need any more.")


def _found(session: Session, user_id: str, course_id: str) -> Course:
    mine = (col(Course.id) == course_id, col(Course.user_id) == user_id)
    course = session.exec(select(Course).where(*mine)).one_or_none()
    if course is None:
        raise NotFound(_GONE)
    return course


def _deck(session: Session, course: Course) -> Deck | None:
    return session.get(Deck, course.deck_id) if course.deck_id else None
