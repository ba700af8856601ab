"""How well a learner knows a concept, by the answers to its check-ins and by how likely they are remembered now.

One slip costs a level and two cost two, so that neither one lucky answer masters a concept nor one slip resets it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from studyapp.models import Verdict

_WEIGHTS: Final = (0.5, 0.7, 0.85, 0.95, 1.0)
"""What the last five answers count, the newest most."""
_COUNTS: Final = {Verdict.RIGHT: 1.0, Verdict.PARTLY: 0.5, Verdict.WRONG: 0.0}
_UNDERSTOOD_SCORE: Final = 0.6
_UNDERSTOOD_RECALL: Final = 0.5
_UNDERSTOOD_RIGHT: Final = 2
_MASTERED_SCORE: Final = 0.85
_MASTERED_RECALL: Final = 0.85
_MASTERED_RIGHT: Final = 3
_WEAK_SCORE: Final = 0.5
_CHECK_INS: Final = 2
"""So many check-ins must have been answered right, since one may be known by heart."""
_DAYS: Final = 2


class Level(StrEnum):
    NEW = "new"
    """No check-in was answered yet."""
    INTRODUCED = "introduced"
    UNDERSTOOD = "understood"
    MASTERED = "mastered"


_SHARES: Final = {Level.NEW: 0.0, Level.INTRODUCED: 0.25, Level.UNDERSTOOD: 0.7, Level.MASTERED: 1.0}
"""What a concept counts for the mastery of its section; one that is introduced as much of it as was answered right."""


@dataclass(frozen=True, slots=True)
class Given:
    """A judged answer to a check-in, in its lesson or as a card."""

    check_in_id: str
    verdict: Verdict
    at: datetime
    day: date
    """The learner's study day."""


@dataclass(frozen=True, slots=True)
class Mastery:
    level: Level = Level.NEW
    is_weak: bool = False
    score: float = 0.0
    """The weighted mean of the last five answers, from 0 to 1."""
    right: int = 0
    """How many of the last five answers are right."""
    recent: int = 0
    """How many the last answers are, at most five."""
    recall: float | None = None
    """How likely its cards are remembered now, from 0 to 1; None if it has no card that was studied."""

    @property
    def share(self) -> float:
        """What it counts for the mastery of its section, from 0 to 1. A wrong answer never raises it."""
        return _SHARES[self.level] * (self.score if self.level is Level.INTRODUCED else 1.0)


@dataclass(frozen=True, slots=True)
class Tally:
    """The concepts of some sections, added up."""

    share: float = 0.0
    """The sum of what the concepts count, from 0 to `concepts`."""
    concepts: int = 0
    unlearned: int = 0
    """How many sections have no lesson yet. Each counts as one concept that is not learned."""

    @classmethod
    def of(cls, masteries: Collection[Mastery]) -> "Tally":
        """Of one section: without concepts it is not learned yet."""
        return cls(sum(each.share for each in masteries), len(masteries), 0 if masteries else 1)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.share + other.share, self.concepts + other.concepts, self.unlearned + other.unlearned)

    @property
    def percent(self) -> int | None:
        """The mean of all, from 0 to 100; None before the first lesson."""
        return round(100 * self.share / (self.concepts + self.unlearned)) if self.concepts else None


def mastery(given: Sequence[Given], *, recall: float | None, check_ins: int = _CHECK_INS) -> Mastery:
    """The mastery after these answers, oldest first. `check_ins` is how many the concept has.

    Without a card nothing tells whether it is still remembered, so that it is not mastered. A concept with a single
    check-in takes right answers on different days in place of different check-ins.
    """
    if not given:
        return Mastery(recall=recall)
    last = given[-len(_WEIGHTS) :]
    score, right = _score(last), [each for each in given if each.verdict is Verdict.RIGHT]
    slipped_twice = [each.verdict for each in last[-2:]] == [Verdict.WRONG] * 2
    found = Mastery(
        level=Level.INTRODUCED,
        is_weak=score < _WEAK_SCORE or slipped_twice,
        score=score,
        right=sum(each.verdict is Verdict.RIGHT for each in last),
        recent=len(last),
        recall=recall,
    )
    return _raised(found, right, check_ins, is_last_right=last[-1].verdict is Verdict.RIGHT)


def _raised(found: Mastery, right: Sequence[Given], check_ins: int, *, is_last_right: bool) -> Mastery:
    """The same with the level that it reaches."""
    level = found.level
    if not found.is_weak and _is_understood(found, right, check_ins):
        level = Level.UNDERSTOOD
        if is_last_right and _is_mastered(found, right):
            level = Level.MASTERED
    return Mastery(level, found.is_weak, found.score, found.right, found.recent, found.recall)


def _is_understood(found: Mastery, right: Sequence[Given], check_ins: int) -> bool:
    different = {each.check_in_id for each in right} if check_ins > 1 else {each.day for each in right}
    return (
        found.score >= _UNDERSTOOD_SCORE
        and len(right) >= _UNDERSTOOD_RIGHT
        and len(different) >= _CHECK_INS
        and (found.recall is None or found.recall >= _UNDERSTOOD_RECALL)
    )


def _is_mastered(found: Mastery, right: Sequence[Given]) -> bool:
    """Whether what is understood is mastered."""
    return (
        found.score >= _MASTERED_SCORE
        and len(right) >= _MASTERED_RIGHT
        and len({each.day for each in right}) >= _DAYS
        and found.recall is not None
        and found.recall >= _MASTERED_RECALL
    )


def _score(last: Sequence[Given]) -> float:
    weights = _WEIGHTS[-len(last) :]
    return sum(weight * _COUNTS[each.verdict] for weight, each in zip(weights, last, strict=True)) / sum(weights)
