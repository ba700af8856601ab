"""Decides when a card comes back: FSRS-6 models memory, and Anki's rules turn its result into days.

The `fsrs` package computes states, steps, stability and difficulty; `intervals` computes the days. Time is counted in
study days, as in Anki: a card learned in the evening and answered the next morning is a day old
(docs/decisions/0011-study-days.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final

import fsrs

from studyapp.models import CardState, Rating, User
from studyapp.models.accounts import LEARNING_STEPS, MAXIMUM_INTERVAL_DAYS, RELEARNING_STEPS
from studyapp.services.scheduling.intervals import (
    Bounds,
    fuzz_factor,
    graduating_intervals,
    ideal_days,
    review_intervals,
)
from studyapp.services.scheduling.study_days import StudyCalendar

_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Memory:
    """How well a card is remembered, as FSRS describes it. Moments are aware UTC."""

    state: CardState
    step: int | None
    stability: float | None
    difficulty: float | None
    due_at: datetime
    last_review_at: datetime | None
    reps: int
    lapses: int


@dataclass(frozen=True, slots=True)
class Preferences:
    """A learner's preferences for scheduling."""

    desired_retention: float = 0.9
    timezone: str = "UTC"
    day_starts_at_hour: int = 4
    learning_steps: tuple[int, ...] = LEARNING_STEPS
    """In minutes. Without steps a new card gets an interval in days at once."""
    relearning_steps: tuple[int, ...] = RELEARNING_STEPS
    maximum_interval_days: int = MAXIMUM_INTERVAL_DAYS

    @classmethod
    def of(cls, user: User) -> "Preferences":
        return cls(
            desired_retention=user.desired_retention,
            timezone=user.timezone,
            day_starts_at_hour=user.day_starts_at_hour,
            learning_steps=tuple(user.learning_steps),
            relearning_steps=tuple(user.relearning_steps),
            maximum_interval_days=user.maximum_interval_days,
        )

    @property
    def calendar(self) -> StudyCalendar:
        return StudyCalendar.of(self.timezone, self.day_starts_at_hour)


def answer(memory: Memory, rating: Rating, *, card_id: str, now: datetime, preferences: Preferences) -> Memory:
    """The memory after this answer, exactly as `preview` predicts it."""
    return preview(memory, card_id=card_id, now=now, preferences=preferences)[rating]


def preview(memory: Memory, *, card_id: str, now: datetime, preferences: Preferences) -> dict[Rating, Memory]:
    """The memory after each of the four possible answers."""
    now = now.astimezone(UTC)
    calendar = preferences.calendar
    outcomes = {rating: _remember(memory, rating, now, preferences) for rating in Rating}
    days = _days(memory, outcomes, preferences, fuzz_factor(card_id, memory.reps))
    return {
        rating: replace(
            outcome,
            due_at=calendar.after_days(now, days[rating])
            if outcome.state is CardState.REVIEW
            else _step_due_at(outcome.due_at, now, calendar),
        )
        for rating, outcome in outcomes.items()
    }


def interval(memory: Memory, preferences: Preferences) -> timedelta:
    """The time from the last review to the next, as a learner thinks of it: whole days between reviews, even if clocks
    changed in between, and for a step that ends on a later study day, unless that day begins within the hour.
    """
    if memory.last_review_at is None:
        return timedelta()
    length = memory.due_at - memory.last_review_at
    if memory.state is CardState.REVIEW:
        return timedelta(days=round(length / _DAY))
    days = preferences.calendar.days_between(memory.last_review_at, memory.due_at)
    return timedelta(days=days) if days and length >= _HOUR else length


def _step_due_at(due_at: datetime, now: datetime, calendar: StudyCalendar) -> datetime:
    """When a step ends: one that reaches into another study day ends as soon as that day begins, as in Anki."""
    return due_at if calendar.days_between(now, due_at) == 0 else calendar.starts_at(calendar.study_day(due_at))


def _remember(memory: Memory, rating: Rating, now: datetime, preferences: Preferences) -> Memory:
    """The memory after this answer as the `fsrs` package computes it, with the package's due moment."""
    is_new = memory.state is CardState.NEW
    before = fsrs.Card(
        card_id=0,
        state=fsrs.State.Learning if is_new else _TO_FSRS[memory.state],
        step=0 if is_new else memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_at,
        last_review=_last_review(memory, now, preferences.calendar),
    )
    after, _ = _library(preferences).review_card(before, fsrs.Rating(int(rating)), now)
    return Memory(
        state=_FROM_FSRS[after.state],
        step=after.step,
        stability=after.stability,
        difficulty=after.difficulty,
        due_at=after.due,
        last_review_at=now,
        reps=memory.reps + 1,
        lapses=memory.lapses + (memory.state is CardState.REVIEW and rating is Rating.AGAIN),
    )


def _last_review(memory: Memory, now: datetime, calendar: StudyCalendar) -> datetime | None:
    """The last review as the package is told it: as many times 24 hours ago as study days lie between.

    The package counts the time since in blocks of 24 hours, and takes less than one for a repeat on the same day.
    """
    return memory.last_review_at and now - _DAY * calendar.days_between(memory.last_review_at, now)


_TO_FSRS: Final = {
    CardState.LEARNING: fsrs.State.Learning,
    CardState.REVIEW: fsrs.State.Review,
    CardState.RELEARNING: fsrs.State.Relearning,
}
_FROM_FSRS: Final = {theirs: ours for ours, theirs in _TO_FSRS.items()}


def _library(preferences: Preferences) -> fsrs.Scheduler:
    return _scheduler(preferences.learning_steps, preferences.relearning_steps)


@lru_cache(maxsize=64)
def _scheduler(learning_steps: tuple[int, ...], relearning_steps: tuple[int, ...]) -> fsrs.Scheduler:
    """The package's scheduler. It gets steps only, because retention and the longest interval are applied here."""
    return fsrs.Scheduler(
        learning_steps=[timedelta(minutes=step) for step in learning_steps],
        relearning_steps=[timedelta(minutes=step) for step in relearning_steps],
        enable_fuzzing=False,
    )


def _days(
    memory: Memory, outcomes: Mapping[Rating, Memory], preferences: Preferences, factor: float
) -> dict[Rating, int]:
    """Days until the next review for each answer. Those for answers that stay in learning are not used."""
    ideal = {rating: _ideal_days(outcome, preferences) for rating, outcome in outcomes.items()}
    bounds = Bounds(factor, preferences.maximum_interval_days)
    if memory.state is CardState.REVIEW:
        return review_intervals(ideal, interval(memory, preferences).days, bounds)
    return graduating_intervals(ideal, bounds)


def _ideal_days(outcome: Memory, preferences: Preferences) -> float:
    assert outcome.stability is not None, "every answer leaves a stability"
    return ideal_days(outcome.stability, preferences.desired_retention)
