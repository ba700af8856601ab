"""Sittings: one survives a reload and a closed tab for a day, and sums up what was done in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select, update

from studyapp.errors import NotFound
from studyapp.models import Card, CardState, Rating, Review, StudySession, User
from studyapp.services.accounts import get_user
from studyapp.services.changes import changed
from studyapp.services.decks import get_deck
from studyapp.services.due import COUNTED_TO, LEARN_AHEAD, LEARNING_STATES, Counts, Waiting, count_waiting
from studyapp.services.scheduling import day_start

SESSION_LASTS: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class SessionProgress:
    answered: int
    left: Counts
    correct: int
    """Answers other than Again."""
    again: int
    seconds: int
    """Spent on the cards, not on the clock."""
    next_due_at: datetime | None
    """When the next card comes up that is not up now; review cards come up when their study day starts."""


def start_session(session: Session, user_id: str, *, deck_id: str | None = None, now: datetime) -> StudySession:
    """The open sitting of this scope, or a new one when there is none younger than a day."""
    if deck_id is not None:
        get_deck(session, user_id, deck_id)
    get_user(session, user_id)
    scope = (col(StudySession.user_id) == user_id, _same(deck_id), col(StudySession.ended_at).is_(None))
    fresh = col(StudySession.started_at) > now - SESSION_LASTS
    newest = select(StudySession).where(*scope, fresh).order_by(col(StudySession.started_at).desc()).limit(1)
    if sitting := session.exec(newest).one_or_none():
        sitting.active_at = now
        return sitting
    session.exec(update(StudySession).where(*scope).values(ended_at=col(StudySession.active_at)))
    sitting = StudySession(user_id=user_id, deck_id=deck_id, started_at=now, active_at=now)
    session.add(sitting)
    session.flush()
    return sitting


def get_session(session: Session, user_id: str, session_id: str) -> StudySession:
    mine = (col(StudySession.id) == session_id, col(StudySession.user_id) == user_id)
    sitting = session.exec(select(StudySession).where(*mine)).one_or_none()
    if sitting is None:
        raise NotFound("This study session is not there.")
    return sitting


def end_session(session: Session, user_id: str, session_id: str, *, now: datetime) -> None:
    sitting = get_session(session, user_id, session_id)
    sitting.ended_at = sitting.ended_at or now
    session.flush()
    changed(session, user_id)


def session_progress(session: Session, user_id: str, session_id: str, *, now: datetime) -> SessionProgress:
    sitting, user = get_session(session, user_id, session_id), get_user(session, user_id)
    waiting = Waiting.at(now, user, deck_id=sitting.deck_id)
    answered, again, milliseconds = session.exec(
        select(
            func.count(),
            func.count().filter(col(Review.rating) == Rating.AGAIN),
            func.coalesce(func.sum(col(Review.duration_ms)), 0),
        ).where(col(Review.user_id) == user_id, col(Review.session_id) == session_id)
    ).one()
    return SessionProgress(
        answered=answered,
        left=count_waiting(session, waiting, at_most=COUNTED_TO),
        correct=answered - again,
        again=again,
        seconds=round(milliseconds / 1000),
        next_due_at=_next_due_at(session, waiting, user),
    )


def _same(deck_id: str | None) -> ColumnElement[bool]:
    return col(StudySession.deck_id).is_(None) if deck_id is None else col(StudySession.deck_id) == deck_id


def _next_due_at(session: Session, waiting: Waiting, user: User) -> datetime | None:
    first: Any = select(func.min(col(Card.due_at))).where(waiting.scope)
    learning = first.where(col(Card.state).in_(LEARNING_STATES), col(Card.due_at) > waiting.now + LEARN_AHEAD)
    review = first.where(col(Card.state) == CardState.REVIEW, col(Card.due_at) >= waiting.day_end)
    soonest, day = session.exec(select(learning.scalar_subquery(), review.scalar_subquery())).one()
    starts = None if day is None else day_start(day, user.timezone, user.day_starts_at_hour)
    return min((moment for moment in (soonest, starts) if moment is not None), default=None)
