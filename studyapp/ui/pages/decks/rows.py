"""A deck as a row of a list."""

from collections.abc import Collection
from dataclasses import dataclass

from studyapp.services.decks import DeckSummary


@dataclass(frozen=True)
class DeckRow:
    id: str
    title: str
    description: str
    cards: int
    due: int
    new: int
    is_waiting: bool
    is_generating: bool


def deck_row(deck: DeckSummary, *, generating: Collection[str] = ()) -> DeckRow:
    """The row of a deck. `generating` are the ids of decks with active jobs."""
    return DeckRow(
        id=deck.id,
        title=deck.title,
        description=deck.description,
        cards=deck.cards,
        due=deck.due,
        new=deck.new,
        is_waiting=bool(deck.due or deck.new),
        is_generating=deck.id in generating,
    )
