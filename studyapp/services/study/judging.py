"""Grades answers. A choice never earns Easy, because choosing is easier than recalling."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from studyapp.errors import Conflict
from studyapp.models import Card, Presentation, Rating
from studyapp.services.cards import choices
from studyapp.services.scheduling.review_log import LONGEST_ANSWER

SLOW: Final = timedelta(seconds=10)
"""A right choice that takes longer is graded Hard."""
_MILLISECOND: Final = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The outcome of an answer."""

    id: str
    """Id of the presentation."""
    card: Card
    rating: Rating
    correct: bool
    chosen: int | None
    key: int | None
    """Index of the right option; None if there were no options."""
    explanation: str | None
    scheduled: timedelta | None
    """Time until the card comes back; None in custom study."""
    next_due_at: datetime | None
    review_id: str | None
    is_leech: bool


def spent(presentation: Presentation, duration_ms: int | None, now: datetime) -> timedelta:
    """The time for the answer: as the client measured it, else since the card was shown; at most `LONGEST_ANSWER`."""
    measured = now - presentation.shown_at if duration_ms is None else duration_ms * _MILLISECOND
    return min(max(measured, timedelta()), LONGEST_ANSWER)


def earned(*, correct: bool, took: timedelta) -> Rating:
    if not correct:
        return Rating.AGAIN
    return Rating.HARD if took > SLOW else Rating.GOOD


def lowered(grade: Rating, wanted: Rating | None) -> Rating:
    """The grade, or the lower one that the learner wants. Raises `Conflict` for a higher one."""
    if wanted is not None and wanted > grade:
        raise Conflict("A choice can be graded lower than it was, not higher.")
    return grade if wanted is None else wanted


def chosen(presentation: Presentation, card: Card, *, scheduled: timedelta | None, is_leech: bool) -> Chosen:
    assert presentation.rating is not None, "an answered presentation has its rating"
    return Chosen(
        id=presentation.id,
        card=card,
        rating=Rating(presentation.rating),
        correct=bool(presentation.correct),
        chosen=presentation.chosen,
        key=choices.key_place(card, presentation.options, presentation.seed) if presentation.options else None,
        explanation=card.explanation,
        scheduled=scheduled,
        next_due_at=None if scheduled is None else card.due_at,
        review_id=presentation.review_id,
        is_leech=is_leech,
    )
