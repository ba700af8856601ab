"""The card on the screen and how far the sitting has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from studyapp.models import Card, Rating
from studyapp.services.scheduling import describe_interval
from studyapp.services.sessions import SessionProgress
from studyapp.ui.components.card_rows import answer_beyond_cloze, source_words
from studyapp.ui.components.card_text import Piece, back, front


@dataclass(frozen=True)
class Intervals:
    """When the card comes back after each answer, as the buttons say it."""

    again: str = ""
    hard: str = ""
    good: str = ""
    easy: str = ""


@dataclass(frozen=True)
class Face:
    """A card in study. `id` and `reps` together say which showing of it this is: an answer to another one is stale."""

    id: str = ""
    """Empty when there is no card to show."""
    reps: int = 0
    question: str = ""
    """As it was written, for the editor."""
    front: list[Piece] = field(default_factory=list)
    back: list[Piece] = field(default_factory=list)
    """The question with its blanks filled in."""
    answer: str = ""
    """Empty where the filled-in blank says it already."""
    written_answer: str = ""
    explanation: str = ""
    tags: list[str] = field(default_factory=list)
    written_tags: str = ""
    source: str = ""
    quote: str = ""
    intervals: Intervals = field(default_factory=Intervals)


def face(card: Card, intervals: Mapping[Rating, timedelta]) -> Face:
    return Face(
        id=card.id,
        reps=card.reps,
        question=card.question,
        front=front(card.question),
        back=back(card.question),
        answer=answer_beyond_cloze(card),
        written_answer=card.answer,
        explanation=card.explanation or "",
        tags=list(card.tags),
        written_tags=", ".join(card.tags),
        source=source_words(card),
        quote=card.source_quote or "",
        intervals=Intervals(**{rating.name.lower(): describe_interval(length) for rating, length in intervals.items()}),
    )


def same_face(card: Card, shown: Face) -> Face:
    """The card that is on the screen already, its words read again; what the buttons promise does not change."""
    return replace(face(card, {}), intervals=shown.intervals)


@dataclass(frozen=True)
class Progress:
    answered: int = 0
    new: int = 0
    learning: int = 0
    review: int = 0
    percent: int = 0
    correct: str = ""
    """Say `87 %`; empty before the first answer."""
    time: str = ""
    """Say `4 min 10 s`."""
    next_due_at: str = ""
    """ISO moment of the next card of this scope; empty when there is none."""


def progress(sitting: SessionProgress) -> Progress:
    left, answered = sitting.left, sitting.answered
    return Progress(
        answered=answered,
        new=left.new,
        learning=left.learning,
        review=left.review,
        percent=round(100 * answered / (answered + left.total)) if answered else 0,
        correct=f"{round(100 * sitting.correct / answered)} %" if answered else "",
        time=_in_words(sitting.seconds),
        next_due_at=sitting.next_due_at.isoformat() if sitting.next_due_at else "",
    )


def _in_words(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
