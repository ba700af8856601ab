"""How well a learner knows a concept, by the answers to its check-ins and by how likely they are remembered now.

One slip costs a level and two cost two, so that neither one lucky answer masters a concept nor one slip resets it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from studyapp.services.lessons.evidence import SLIPS, Evidence
from studyapp.services.scheduling.study_days import StudyCalendar

_UNDERSTOOD_SCORE: Final = 0.6
_UNDERSTOOD_RECALL: Final = 0.5
_UNDERSTOOD_RIGHT: Final = 2
_MASTERED_SCORE: Final = 0.85
_MASTERED_RECALL: Final = 0.85
_MASTERED_RIGHT: Final = 3
_WEAK_SCORE: Final = 0.5
_CHECK_INS: Final = 2
"""So many check-ins must have been answered right, since one may be known by heart."""


class Level(StrEnum):
    NEW = "new"
    """No check-in was answered yet."""
    INTRODUCED = "introduced"
    UNDERSTOOD = "understood"
    MASTERED = "mastered"


_SHARES: Final = {Level.NEW: 0.0, Level.INTRODUCED: 0.25, Level.UNDERSTOOD: 0.7, Level.MASTERED: 1.0}
"""What a concept counts for the mastery of its section; one that is introduced as much of it as was answered right."""


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

    @classmethod
    def stored(cls, fields: Mapping[str, Any]) -> "Mastery":
        """As `asdict` gave it."""
        return replace(cls(**fields), level=Level(fields["level"]))

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


def mastery(known: Evidence, calendar: StudyCalendar) -> Mastery:
    """How well a concept is known by this evidence. `calendar` tells the learner's study days apart.

    Without a card nothing tells whether it is still remembered, so that it is not mastered. A concept with a single
    check-in takes right answers on different days in place of different check-ins.
    """
    if not known.recent:
        return Mastery(recall=known.recall)
    is_weak = known.score < _WEAK_SCORE or known.slips == SLIPS
    level = Level.INTRODUCED
    if not is_weak and _is_understood(known, calendar):
        level = Level.MASTERED if _is_mastered(known, calendar) else Level.UNDERSTOOD
    return Mastery(level, is_weak, known.score, known.recent_right, known.recent, known.recall)


def _is_understood(known: Evidence, calendar: StudyCalendar) -> bool:
    return (
        known.score >= _UNDERSTOOD_SCORE
        and known.right >= _UNDERSTOOD_RIGHT
        and (known.right_check_ins >= _CHECK_INS if known.check_ins > 1 else _is_on_days(known, calendar))
        and (known.recall is None or known.recall >= _UNDERSTOOD_RECALL)
    )


def _is_mastered(known: Evidence, calendar: StudyCalendar) -> bool:
    """Whether what is understood is mastered."""
    return (
        known.is_last_right
        and known.score >= _MASTERED_SCORE
        and known.right >= _MASTERED_RIGHT
        and known.recall is not None
        and known.recall >= _MASTERED_RECALL
        and _is_on_days(known, calendar)
    )


def _is_on_days(known: Evidence, calendar: StudyCalendar) -> bool:
    """Whether right answers were given on different study days."""
    first, last = known.first_right_at, known.last_right_at
    return first is not None and last is not None and calendar.study_day(first) != calendar.study_day(last)
