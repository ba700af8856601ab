"""When a card comes back: FSRS-6 for what is remembered, Anki's rules for which day that makes.

The `fsrs` package computes states, steps, stability and difficulty. The days between two reviews are ours: its own
fuzz can leave its range and uses the global random numbers, so preview, undo and redo would not agree. Sources of the
constants: Anki, rslib/src/scheduler/states/{fuzz,review}.rs.
"""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import fsrs

from studyapp.models import CardState, Rating

MAX_INTERVAL_DAYS: Final = 36_500

_FUZZ_RANGES: Final = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, math.inf, 0.05))
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known about how well a card is remembered. Moments are aware UTC."""

    state: CardState
    step: int | None
    stability: float | None
    difficulty: float | None
    due_at: datetime
    last_review_at: datetime | None
    reps: int
    lapses: int


def answer(
    memory: Memory,
    rating: Rating,
    *,
    card_id: str,
    now: datetime,
    desired_retention: float,
    timezone: str,
    day_starts_at_hour: int,
) -> Memory:
    """The memory after this answer, exactly as `preview` foretells it."""
    foretold = preview(
        memory,
        card_id=card_id,
        now=now,
        desired_retention=desired_retention,
        timezone=timezone,
        day_starts_at_hour=day_starts_at_hour,
    )
    return foretold[rating]


def preview(
    memory: Memory, *, card_id: str, now: datetime, desired_retention: float, timezone: str, day_starts_at_hour: int
) -> dict[Rating, Memory]:
    """What each of the four answers would lead to."""
    now = now.astimezone(UTC)
    outcomes = {rating: _remember(memory, rating, now, desired_retention) for rating in Rating}
    days = _review_days(memory, outcomes, desired_retention, _fuzz_factor(card_id, memory.reps))
    calendar = _Calendar(ZoneInfo(timezone), day_starts_at_hour)
    return {
        rating: replace(outcome, due_at=calendar.after_days(now, days[rating]))
        if outcome.state is CardState.REVIEW
        else outcome
        for rating, outcome in outcomes.items()
    }


def interval(memory: Memory) -> timedelta:
    """From the last review to the next: whole days between reviews, whatever the clocks were changed in between."""
    if memory.last_review_at is None:
        return timedelta()
    length = memory.due_at - memory.last_review_at
    return timedelta(days=round(length / _DAY)) if memory.state is CardState.REVIEW else length


def day_end(now: datetime, timezone: str, hour: int) -> datetime:
    """When the learner's study day turns over next; review cards due before it are due today."""
    calendar = _Calendar(ZoneInfo(timezone), hour)
    return calendar.starts_at(calendar.study_day(now) + _DAY)


def day_start(moment: datetime, timezone: str, hour: int) -> datetime:
    """When the study day of this moment started."""
    calendar = _Calendar(ZoneInfo(timezone), hour)
    return calendar.starts_at(calendar.study_day(moment))


def day_starts(now: datetime, timezone: str, hour: int, *, days: int) -> list[tuple[date, datetime]]:
    """The study day of `now` and the `days` after it: each one's date and when it starts."""
    calendar = _Calendar(ZoneInfo(timezone), hour)
    today = calendar.study_day(now)
    return [(today + _DAY * n, calendar.starts_at(today + _DAY * n)) for n in range(days + 1)]


def describe_interval(delta: timedelta) -> str:
    """How a button says it: `10 min`, `5 h`, `3 d`, `1.2 mo`, `2 y`."""
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


def _remember(memory: Memory, rating: Rating, now: datetime, desired_retention: float) -> Memory:
    """The package's own answer, its due moment included."""
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
    after, _ = _scheduler(desired_retention).review_card(before, fsrs.Rating(int(rating)), now)
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


@cache
def _scheduler(desired_retention: float) -> fsrs.Scheduler:
    return fsrs.Scheduler(desired_retention=desired_retention, maximum_interval=MAX_INTERVAL_DAYS, enable_fuzzing=False)


def _review_days(
    memory: Memory, outcomes: Mapping[Rating, Memory], desired_retention: float, factor: float
) -> dict[Rating, int]:
    """Days until the next review for each answer that leads to one, in Anki's order.

    On review cards good is at least a day longer than hard, and what grows grows by a day at least; easy is always a
    day longer than good. Answers that stay in learning have no use for their entry.
    """
    is_review = memory.state is CardState.REVIEW
    previous = interval(memory).days if is_review else None
    wanted = {rating: _ideal_days(outcome.stability, desired_retention) for rating, outcome in outcomes.items()}
    hard = _fuzzed(wanted[Rating.HARD], _growth(wanted[Rating.HARD], previous), factor)
    after_hard = hard + 1 if is_review else 1
    good = _fuzzed(wanted[Rating.GOOD], max(_growth(wanted[Rating.GOOD], previous), after_hard), factor)
    easy = _fuzzed(wanted[Rating.EASY], max(_growth(wanted[Rating.EASY], previous), good + 1), factor)
    return {Rating.AGAIN: 1, Rating.HARD: hard, Rating.GOOD: good, Rating.EASY: easy}


def _ideal_days(stability: float | None, desired_retention: float) -> float:
    """Days until recall falls to the desired probability: the inverse of the FSRS-6 forgetting curve, 0.9 → S."""
    assert stability is not None, "every answer leaves a stability"
    decay = -_scheduler(desired_retention).parameters[20]
    return stability * (desired_retention ** (1 / decay) - 1) / (0.9 ** (1 / decay) - 1)


def _growth(days: float, previous: int | None) -> int:
    """The shortest interval that still counts as growing, where growing is what FSRS asks for."""
    return previous + 1 if previous is not None and round(days) > previous else 1


def _fuzzed(days: float, shortest: int, factor: float) -> int:
    """Anki's `with_review_fuzz`: a whole number of days near the ideal, so that cards learned together part."""
    shortest = min(shortest, MAX_INTERVAL_DAYS)
    days = min(max(days, shortest), MAX_INTERVAL_DAYS)
    spread = _spread(days)
    lower = min(max(round(days - spread), shortest), MAX_INTERVAL_DAYS)
    upper = min(max(round(days + spread), shortest), MAX_INTERVAL_DAYS)
    if upper == lower and 2 < upper < MAX_INTERVAL_DAYS:
        upper = lower + 1
    return min(math.floor(lower + factor * (1 + upper - lower)), upper)


def _spread(days: float) -> float:
    if days < _FUZZ_RANGES[0][0]:
        return 0.0
    return 1.0 + sum(share * max(min(days, end) - start, 0.0) for start, end, share in _FUZZ_RANGES)


def _fuzz_factor(card_id: str, reps: int) -> float:
    """0 ≤ f < 1, the same whenever the same card is answered the same number of times."""
    digest = hashlib.blake2b(f"{card_id}:{reps}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) / 2**53


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Study days: they start at an hour of the learner's own clock, also where that clock is changed."""

    zone: ZoneInfo
    hour: int

    def starts_at(self, day: date) -> datetime:
        return datetime.combine(day, time(self.hour), self.zone).astimezone(UTC)

    def study_day(self, moment: datetime) -> date:
        day = moment.astimezone(self.zone).date()
        return day if moment >= self.starts_at(day) else day - _DAY

    def after_days(self, moment: datetime, days: int) -> datetime:
        """The same time of day that many study days later. A changed clock must not move it into another study day."""
        same_time = (moment.astimezone(self.zone) + _DAY * days).astimezone(UTC)
        day = self.study_day(moment) + _DAY * days
        return min(max(same_time, self.starts_at(day)), self.starts_at(day + _DAY) - timedelta(seconds=1))
