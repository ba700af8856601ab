"""The log of answers. Each row has the card's state before the answer, so that an answer can be undone."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, col, select

from studyapp.models import Card, Rating, Review, User
from studyapp.services.accounts import hold_user
from studyapp.services.scheduling import fsrs
from studyapp.services.scheduling.fsrs import Memory, Preferences

LONGEST_ANSWER: Final = timedelta(minutes=10)
"""A longer time means that the learner went away, so at most this much is logged."""

_DAY: Final = timedelta(days=1)


def schedule(
    session: Session, user: User, card: Card, *, rating: Rating, duration_ms: int, now: datetime
) -> tuple[Review, timedelta]:
    """Schedule the card by this answer. Returns the row for the log and the time until the card comes back."""
    before, preferences = memory_of(card), Preferences.of(user)
    after = fsrs.answer(before, rating, card_id=card.id, now=now, preferences=preferences)
    scheduled = fsrs.interval(after, preferences)
    review = log_answer(session, card, before, rating=rating, scheduled=scheduled, duration_ms=duration_ms, now=now)
    remember(card, after)
    session.add(review)
    return review, scheduled


def log_answer(
    session: Session,
    card: Card,
    before: Memory,
    *,
    rating: Rating,
    scheduled: timedelta,
    duration_ms: int,
    now: datetime,
) -> Review:
    return Review(
        user_id=card.user_id,
        card_id=card.id,
        deck_id=card.deck_id,
        number=_next_number(session, card.user_id),
        rating=rating,
        duration_ms=min(max(duration_ms, 0), LONGEST_ANSWER // timedelta(milliseconds=1)),
        elapsed_days=None if before.last_review_at is None else (now - before.last_review_at) / _DAY,
        scheduled_days=scheduled / _DAY,
        reviewed_at=now,
        state_before=before.state,
        step_before=before.step,
        stability_before=before.stability,
        difficulty_before=before.difficulty,
        due_before=before.due_at,
        last_review_before=before.last_review_at,
        reps_before=before.reps,
        lapses_before=before.lapses,
    )


def latest_review(session: Session, user_id: str, session_id: str | None) -> Review | None:
    given = (col(Review.user_id) == user_id, *((col(Review.session_id) == session_id,) if session_id else ()))
    return session.exec(select(Review).where(*given).order_by(col(Review.number).desc()).limit(1)).one_or_none()


def find_review(session: Session, user_id: str, review_id: str) -> Review | None:
    """The review, or None once it was undone."""
    mine = (col(Review.id) == review_id, col(Review.user_id) == user_id)
    return session.exec(select(Review).where(*mine)).one_or_none()


def memory_of(card: Card) -> Memory:
    return Memory(
        state=card.state,
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due_at=card.due_at,
        last_review_at=card.last_review_at,
        reps=card.reps,
        lapses=card.lapses,
    )


def memory_before(review: Review) -> Memory:
    return Memory(
        state=review.state_before,
        step=review.step_before,
        stability=review.stability_before,
        difficulty=review.difficulty_before,
        due_at=review.due_before,
        last_review_at=review.last_review_before,
        reps=review.reps_before,
        lapses=review.lapses_before,
    )


def remember(card: Card, memory: Memory) -> None:
    card.state, card.step = memory.state, memory.step
    card.stability, card.difficulty = memory.stability, memory.difficulty
    card.due_at, card.last_review_at = memory.due_at, memory.last_review_at
    card.reps, card.lapses = memory.reps, memory.lapses


def _next_number(session: Session, user_id: str) -> int:
    """The number for the next answer. Locks the learner's row, so that simultaneous answers get different numbers."""
    hold_user(session, user_id)
    latest = session.exec(select(func.max(col(Review.number))).where(col(Review.user_id) == user_id)).one()
    return (latest or 0) + 1
