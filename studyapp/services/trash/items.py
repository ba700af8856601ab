"""What is in the trash."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

KEPT: Final = timedelta(days=30)


class TrashKind(StrEnum):
    CARD = "card"
    DECK = "deck"
    GOAL = "goal"
    COURSE = "course"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Discarded:
    kind: TrashKind
    id: str
    text: str
    """The question of a card, or the title of anything else."""
    place: str
    """The deck of a card, or the course of a document; empty for anything else."""
    cards: int
    """How many cards come back when this is restored: 1 for a card."""
    deleted_at: datetime
    is_restorable: bool
    """False for what has to wait until its `place`, which is in the trash as well, is restored."""
    cloze_ordinal: int | None = None

    @property
    def goes_at(self) -> datetime:
        """When it is deleted for good."""
        return self.deleted_at + KEPT


@dataclass(frozen=True, slots=True)
class TrashPage:
    items: list[Discarded]
    total: int
