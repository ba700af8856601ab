"""A deck and its cards as the deck's page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from studyapp.models import Card, CardState
from studyapp.services.decks import DeckSummary
from studyapp.ui.components.card_rows import answer_beyond_cloze, source_words
from studyapp.ui.components.card_text import Piece, back
from studyapp.ui.task_rows import TaskRow


@dataclass(frozen=True)
class DeckHead:
    id: str = ""
    """Empty until the deck has been read."""
    title: str = ""
    description: str = ""
    cards: int = 0
    due: int = 0
    new: int = 0
    is_waiting: bool = False
    """Something in it can be studied now."""


def deck_head(deck: DeckSummary) -> DeckHead:
    return DeckHead(
        id=deck.id,
        title=deck.title,
        description=deck.description,
        cards=deck.cards,
        due=deck.due,
        new=deck.new,
        is_waiting=bool(deck.due or deck.new),
    )


@dataclass(frozen=True)
class CardRow:
    id: str
    ids: list[str]
    """The same alone in a list, for what can be done to several."""
    question: str
    """As it was written, for the editor."""
    pieces: list[Piece]
    """The question with its cloze terms filled in and marked."""
    answer: str
    """Empty where the marked term says it already."""
    written_answer: str
    explanation: str
    tags: list[str]
    written_tags: str
    source: str
    quote: str
    warnings: list[str]
    """What the content rules found, in words."""
    state: str
    """`New`, `Learning`, `In review` or `Suspended`."""
    due_at: str
    """ISO moment; empty for a card that is new or suspended."""
    is_due: bool
    is_suspended: bool
    awaited: list[int] = field(default_factory=list[int])
    """Places for the cards its job still has to make, if it is the last one so far."""


def keep_places(
    tasks: Sequence[TaskRow], cards: Sequence[Card], rows: Sequence[CardRow]
) -> tuple[list[TaskRow], list[CardRow]]:
    """Move each task's places from its placeholder to behind the last card it has made."""
    last = {card.job_id: number for number, card in enumerate(cards)}
    awaited = {last[task.id]: task.awaited for task in tasks if task.id in last}
    return (
        [replace(task, awaited=[]) if task.id in last else task for task in tasks],
        [replace(row, awaited=awaited[number]) if number in awaited else row for number, row in enumerate(rows)],
    )


def card_row(card: Card, *, now: datetime) -> CardRow:
    waits = not card.suspended and card.state is not CardState.NEW
    return CardRow(
        id=card.id,
        ids=[card.id],
        question=card.question,
        pieces=back(card.question),
        answer=answer_beyond_cloze(card),
        written_answer=card.answer,
        explanation=card.explanation or "",
        tags=list(card.tags),
        written_tags=", ".join(card.tags),
        source=source_words(card),
        quote=card.source_quote or "",
        warnings=[str(finding["message"]) for finding in card.findings],
        state=_state(card),
        due_at=card.due_at.isoformat() if waits else "",
        is_due=waits and card.due_at <= now,
        is_suspended=card.suspended,
    )


def _state(card: Card) -> str:
    if card.suspended:
        return "Suspended"
    match card.state:
        case CardState.NEW:
            return "New"
        case CardState.REVIEW:
            return "In review"
        case CardState.LEARNING | CardState.RELEARNING:
            return "Learning"
