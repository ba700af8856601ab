"""Turns what FSRS computes into whole days between reviews, by the rules of Anki.

The days are computed here because the `fsrs` package's fuzz can leave its range and uses the global random numbers, so
that preview, undo and redo would differ. The rules are those of Anki, rslib/src/scheduler/states, and give the same
sets of intervals as Anki 26.9.
"""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import fsrs

from studyapp.models import Rating

_FUZZ_RANGES: Final = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, math.inf, 0.05))
DECAY: Final = -fsrs.Scheduler().parameters[20]
"""The exponent of the FSRS-6 forgetting curve."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What limits the days of one answer, besides what FSRS asks for."""

    factor: float
    """From 0 up to, but not including, 1: where in the range of its fuzz an interval lies."""
    longest: int
    """In days."""


def review_intervals(ideal: Mapping[Rating, float], previous: int, bounds: Bounds) -> dict[Rating, int]:
    """The days after each answer to a card in review; `previous` is the interval it had.

    Good is at least a day longer than hard, easy a day longer than good, and an interval that grows does so by a day
    at least. Fuzz alone never makes it shorter than the previous one.
    """

    def days(rating: Rating, *, shortest: int) -> int:
        return fuzzed(ideal[rating], max(_floor(ideal[rating], previous, bounds.longest), shortest), bounds)

    hard = days(Rating.HARD, shortest=1)
    good = days(Rating.GOOD, shortest=hard + 1)
    easy = days(Rating.EASY, shortest=good + 1)
    return {Rating.AGAIN: _whole(ideal[Rating.AGAIN], bounds.longest), Rating.HARD: hard, Rating.GOOD: good,
            Rating.EASY: easy}  # fmt: skip


def graduating_intervals(ideal: Mapping[Rating, float], bounds: Bounds) -> dict[Rating, int]:
    """The days after each answer with which a card leaves the steps of learning or relearning."""
    whole = {rating: _whole(days, bounds.longest) for rating, days in ideal.items()}
    days = {rating: fuzzed(whole[rating], 1, bounds) for rating in (Rating.AGAIN, Rating.HARD, Rating.GOOD)}
    return {**days, Rating.EASY: fuzzed(whole[Rating.EASY], fuzzed(ideal[Rating.GOOD], 1, bounds) + 1, bounds)}


def ideal_days(stability: float, desired_retention: float) -> float:
    """Days until recall falls to the desired probability, by the FSRS-6 forgetting curve; for 0.9 the stability."""
    return stability * (desired_retention ** (1 / DECAY) - 1) / (0.9 ** (1 / DECAY) - 1)


def fuzz_factor(card_id: str, reps: int) -> float:
    """A number from 0 up to, but not including, 1. It depends only on the card and how often it was answered."""
    digest = hashlib.blake2b(f"{card_id}:{reps}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) / 2**53


def fuzzed(days: float, shortest: int, bounds: Bounds) -> int:
    """Anki's `with_review_fuzz`: a whole number of days near the ideal, which separates cards learned together."""
    lower, upper = _range(days, shortest, bounds.longest)
    return min(math.floor(lower + bounds.factor * (1 + upper - lower)), upper)


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


def _floor(days: float, previous: int, longest: int) -> int:
    """The shortest interval allowed after the previous one: longer if FSRS asks for a longer one, as long if fuzz could
    reach it, else 1.
    """
    if round(days) > previous:
        return previous + 1
    return previous if previous <= _range(days, 1, longest)[1] else 1


def _whole(days: float, longest: int) -> int:
    return min(max(1, round(days)), longest)


def _range(days: float, shortest: int, longest: int) -> tuple[int, int]:
    """The shortest and the longest interval that fuzz makes of this one."""
    shortest = min(shortest, longest)
    days = min(max(days, shortest), longest)
    spread = _spread(days)
    lower = min(max(round(days - spread), shortest), longest)
    upper = min(max(round(days + spread), shortest), longest)
    if upper == lower and 2 < upper < longest:
        upper = lower + 1
    return lower, upper


def _spread(days: float) -> float:
    if days < _FUZZ_RANGES[0][0]:
        return 0.0
    return 1.0 + sum(share * max(min(days, end) - start, 0.0) for start, end, share in _FUZZ_RANGES)
