"""How far a learner has come with each skill of a goal.

A card counts 0 while it is new and a quarter while it is learned. In review it counts between a quarter and one: by how
likely it is remembered now, and by how long it will be, in full from a stability of 30 days. So mastery falls when
answers go wrong and when time passes.

A skill counts by its own cards that are studied, and by the skills below it that are enabled, each weighted by its
cards. A skill without cards counts as one card that is not learned yet.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Float, case, func, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import col

from studyapp.database import UtcDateTime
from studyapp.models import Card, CardState, Review
from studyapp.services.scheduling.intervals import DECAY

LEARNING: Final = 0.25
"""What a card counts that is being learned."""
FULL_STABILITY: Final = 30.0
"""Days of stability from which a card that is remembered now counts in full."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The cards of some skills, added up."""

    cards: int = 0
    """Cards that are studied: neither deleted, suspended nor waiting to be accepted."""
    in_review: int = 0
    due: int = 0
    new: int = 0
    progress: float = 0.0
    """The sum of what the cards count, from 0 to `weight`."""
    weight: int = 0
    """The number of cards, with one for each skill that has none."""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.cards + other.cards,
            self.in_review + other.in_review,
            self.due + other.due,
            self.new + other.new,
            self.progress + other.progress,
            self.weight + other.weight,
        )

    @property
    def mastery(self) -> float:
        """From 0 to 1; 0 for nothing."""
        return self.progress / self.weight if self.weight else 0.0

    @property
    def is_complete(self) -> bool:
        """Whether there are cards, and all of them are in review."""
        return self.cards > 0 and self.in_review == self.cards


def own_tally(*, cards: int, in_review: int, due: int, new: int, progress: float) -> Tally:
    """The tally of a skill without those below it."""
    return Tally(cards, in_review, due, new, progress, max(cards, 1))


def card_progress(now: datetime) -> ColumnElement[float]:
    """What a card counts at this moment, from 0 to 1, computed by the database."""
    stability: Any = func.coalesce(col(Card.stability), literal(0.0))
    lasting: Any = case((stability < FULL_STABILITY, stability / FULL_STABILITY), else_=literal(1.0))
    in_review = literal(LEARNING) + literal(1 - LEARNING) * retrievability(now) * lasting
    counted: Any = case(
        (col(Card.state) == CardState.NEW, literal(0.0)),
        (col(Card.state) == CardState.REVIEW, in_review),
        else_=literal(LEARNING),
    )
    return counted


def retrievability(now: datetime) -> ColumnElement[float]:
    """The probability of recall at this moment, by the FSRS-6 forgetting curve; 0 for a card without a stability."""
    return _recall(col(Card.stability), col(Card.last_review_at), literal(now, UtcDateTime))


def retrievability_before_review() -> ColumnElement[float]:
    """How likely the card of a review was remembered just before it; 0 if it was the card's first."""
    return _recall(col(Review.stability_before), col(Review.last_review_before), col(Review.reviewed_at))


def _recall(stability: Any, reviewed_at: Any, now: Any) -> ColumnElement[float]:
    factor = literal(0.9 ** (1 / DECAY) - 1)
    days: Any = _days_since(reviewed_at, now)
    passed: Any = case((days > 0, days), else_=literal(0.0))  # a clock may have been set back
    known = stability.is_not(None) & (stability > 0) & reviewed_at.is_not(None)
    return case((known, func.power(1.0 + factor * passed / stability, DECAY, type_=Float)), else_=literal(0.0))


class _days_since(FunctionElement[float]):  # noqa: N801
    """Days from one moment to another, with fractions."""

    type = Float()
    inherit_cache = True

    def __init__(self, moment: Any, now: Any) -> None:
        super().__init__(moment, now)


@compiles(_days_since, "sqlite")
def _julian(element: Any, compiler: Any, **options: Any) -> str:
    moment, now = (compiler.process(each, **options) for each in element.clauses)
    return f"(julianday({now}) - julianday({moment}))"


@compiles(_days_since, "postgresql")
def _epoch(element: Any, compiler: Any, **options: Any) -> str:
    moment, now = (compiler.process(each, **options) for each in element.clauses)
    return f"(extract(epoch from ({now} - {moment})) / 86400.0)"
