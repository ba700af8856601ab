"""Memories of cards, and what an answer makes of them under a learner's preferences."""

from datetime import UTC, datetime, timedelta
from typing import Any

from studyapp.models import CardState, Rating
from studyapp.services.scheduling.fsrs import Memory, Preferences, answer, preview
from studyapp.services.scheduling.fsrs import interval as interval_of
from studyapp.services.scheduling.intervals import ideal_days

PUBLISHED_START = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)


def new_memory(at: datetime = PUBLISHED_START) -> Memory:
    return Memory(CardState.NEW, None, None, None, due_at=at, last_review_at=None, reps=0, lapses=0)


def answered(
    memory: Memory,
    rating: Rating,
    now: datetime,
    *,
    card_id: str = "card",
    retention: float = 0.9,
    timezone: str = "UTC",
    hour: int = 4,
    **more: Any,
) -> Memory:
    preferences = Preferences(retention, timezone, hour, **more)
    return answer(memory, rating, card_id=card_id, now=now, preferences=preferences)


def foretold(
    memory: Memory, now: datetime, *, card_id: str = "card", retention: float = 0.9, **more: Any
) -> dict[Rating, Memory]:
    return preview(memory, card_id=card_id, now=now, preferences=Preferences(retention, **more))


def interval(memory: Memory, **preferences: Any) -> timedelta:
    return interval_of(memory, Preferences(**preferences))


def ideal(memory: Memory, retention: float = 0.9) -> float:
    """Days until recall falls to this probability."""
    assert memory.stability is not None
    return ideal_days(memory.stability, retention)


def in_review(*, scheduled: int = 10, stability: float = 10.0, now: datetime = PUBLISHED_START) -> Memory:
    """A card due now that was last seen `scheduled` days ago."""
    last = now - timedelta(days=scheduled)
    return Memory(CardState.REVIEW, None, stability, 5.0, due_at=now, last_review_at=last, reps=4, lapses=0)
