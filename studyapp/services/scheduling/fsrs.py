"""Decides when a card comes back: FSRS-6 models memory, and Anki's rules turn its result into days.

The `fsrs` package computes states, steps, stability and difficulty. The days between two reviews are computed here: the
package's fuzz can leave its range and uses the global random numbers, so preview, undo and redo would differ. The
constants come from Anki, rslib/src/scheduler/states/{fuzz,review}.rs.

The time since the last review is counted by the package, in whole days of 24 hours and not in study days as in Anki. So
a card learned in the evening and answered the next morning counts as repeated on the same day. Due dates, however, go
by study days.
"""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import fsrs

from studyapp.models import CardState, Rating, User
from studyapp.models.accounts import LEARNING_STEPS, MAXIMUM_INTERVAL_DAYS, RELEARNING_STEPS

_FUZZ_RANGES: Final = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, math.inf, 0.05))
_DAY: Final = timedelta(days=1)


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


def answer(memory: Memory, rating: Rating, *, card_id: str, now: datetime, preferences: Preferences) -> Memory:
    """The memory after this answer, exactly as `preview` predicts it."""
    return preview(memory, card_id=card_id, now=now, preferences=preferences)[rating]


def preview(memory: Memory, *, card_id: str, now: datetime, preferences: Preferences) -> dict[Rating, Memory]:
    """The memory after each of the four possible answers."""
    now = now.astimezone(UTC)
    outcomes = {rating: _remember(memory, rating, now, preferences) for rating in Rating}
    days = _review_days(memory, outcomes, preferences, _fuzz_factor(card_id, memory.reps))
    calendar = _Calendar(ZoneInfo(preferences.timezone), preferences.day_starts_at_hour)
    return {
        rating: replace(outcome, due_at=calendar.after_days(now, days[rating]))
        if outcome.state is CardState.REVIEW
        else outcome
        for rating, outcome in outcomes.items()
    }


def interval(memory: Memory) -> timedelta:
    """The time from the last review to the next: whole days between reviews, even if clocks changed in between."""
    if memory.last_review_at is None:
        return timedelta()
    length = memory.due_at - memory.last_review_at
    return timedelta(days=round(length / _DAY)) if memory.state is CardState.REVIEW else length


def day_end(now: datetime, timezone: str, hour: int) -> datetime:
    """When the learner's next study day begins. Review cards due before that are due today."""
    calendar = _Calendar(ZoneInfo(timezone), hour)
    return calendar.starts_at(calendar.study_day(now) + _DAY)


def day_start(moment: datetime, timezone: str, hour: int) -> datetime:
    """When the study day of this moment began."""
    calendar = _Calendar(ZoneInfo(timezone), hour)
    return calendar.starts_at(calendar.study_day(moment))


def day_starts(now: datetime, timezone: str, hour: int, *, days: int) -> list[tuple[date, datetime]]:
    """The study day of `now` and the next `days` ones: the date of each, and when it begins."""
    calendar = _Calendar(ZoneInfo(timezone), hour)
    today = calendar.study_day(now)
    return [(today + _DAY * n, calendar.starts_at(today + _DAY * n)) for n in range(days + 1)]


def describe_interval(delta: timedelta) -> str:
    """An interval as a button shows it, e.g. `10 min`, `5 h`, `3 d`, `1.2 mo` or `2 y`."""
    minutes = max(1, round(delta / timedelta(minutes=1)))
    days = delta / _DAY
    if minutes < 60:
        return f"{minutes} min"
    if days < 1 and (hours := round(minutes / 60)) < 24:
        return f"{hours} h"
    if days < 30.5:
        return f"{max(1, round(days))} d"
    if days < 365:
        return f"{days / 30.4375:.1f}".removesuffix(".0") + " mo"
    return f"{days / 365.25:.1f}".removesuffix(".0") + " y"


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
        last_review=memory.last_review_at,
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


def _review_days(
    memory: Memory, outcomes: Mapping[Rating, Memory], preferences: Preferences, factor: float
) -> dict[Rating, int]:
    """Days until the next review for each answer that leads to one, in the order Anki demands.

    For review cards, good is at least a day longer than hard, and an interval that grows does so by a day at least.
    Easy is always a day longer than good. Entries for answers that stay in learning are not used.
    """
    is_review, longest = memory.state is CardState.REVIEW, preferences.maximum_interval_days
    previous = interval(memory).days if is_review else None
    retention = preferences.desired_retention
    wanted = {rating: _ideal_days(outcome.stability, retention) for rating, outcome in outcomes.items()}

    def days(rating: Rating, *, after: int) -> int:
        return _fuzzed(wanted[rating], max(_growth(wanted[rating], previous), after), factor, longest)

    hard = days(Rating.HARD, after=1)
    good = days(Rating.GOOD, after=hard + 1 if is_review else 1)
    easy = days(Rating.EASY, after=good + 1)
    again = min(_fuzzed(wanted[Rating.AGAIN], 1, factor, longest), hard)
    return {Rating.AGAIN: again, Rating.HARD: hard, Rating.GOOD: good, Rating.EASY: easy}


def _ideal_days(stability: float | None, desired_retention: float) -> float:
    """Days until recall falls to the desired probability, by the FSRS-6 forgetting curve; for 0.9 the stability."""
    assert stability is not None, "every answer leaves a stability"
    decay = -_scheduler(LEARNING_STEPS, RELEARNING_STEPS).parameters[20]
    return stability * (desired_retention ** (1 / decay) - 1) / (0.9 ** (1 / decay) - 1)


def _growth(days: float, previous: int | None) -> int:
    """The shortest interval that still is longer than the previous one, if FSRS asks for a longer one; else 1."""
    return previous + 1 if previous is not None and round(days) > previous else 1


def _fuzzed(days: float, shortest: int, factor: float, longest: int = MAXIMUM_INTERVAL_DAYS) -> int:
    """Anki's `with_review_fuzz`: a whole number of days near the ideal, which separates cards learned together."""
    shortest = min(shortest, longest)
    days = min(max(days, shortest), longest)
    spread = _spread(days)
    lower = min(max(round(days - spread), shortest), longest)
    upper = min(max(round(days + spread), shortest), longest)
    if upper == lower and 2 < upper < longest:
        upper = lower + 1
    return min(math.floor(lower + factor * (1 + upper - lower)), upper)


def _spread(days: float) -> float:
    if days < _FUZZ_RANGES[0][0]:
        return 0.0
    return 1.0 + sum(share * max(min(days, end) - start, 0.0) for start, end, share in _FUZZ_RANGES)


def _fuzz_factor(card_id: str, reps: int) -> float:
    """A number from 0 up to, but not including, 1. It depends only on the card and how often it was answered."""
    digest = hashlib.blake2b(f"{card_id}:{reps}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) / 2**53


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Study days, which begin at an hour of the learner's local time, also across daylight saving changes."""

    zone: ZoneInfo
    hour: int

    def starts_at(self, day: date) -> datetime:
        return datetime.combine(day, time(self.hour), self.zone).astimezone(UTC)

    def study_day(self, moment: datetime) -> date:
        day = moment.astimezone(self.zone).date()
        return day if moment >= self.starts_at(day) else day - _DAY

    def after_days(self, moment: datetime, days: int) -> datetime:
        """The same local time that many study days later. A clock change never moves it to another study day."""
        same_time = (moment.astimezone(self.zone) + _DAY * days).astimezone(UTC)
        day = self.study_day(moment) + _DAY * days
        return min(max(same_time, self.starts_at(day)), self.starts_at(day + _DAY) - timedelta(seconds=1))
