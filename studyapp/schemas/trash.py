"""Answers about what was deleted and can be restored."""

from datetime import datetime

from pydantic import BaseModel, Field

from studyapp.schemas.base import FromAttributes
from studyapp.services.trash import TrashKind


class DiscardedAnswer(FromAttributes):
    kind: TrashKind
    id: str
    text: str = Field(description="The title of a goal or deck, or the question of a card.")
    deck_title: str = Field(description="The title of the deck that a card was in.")
    cards: int = Field(description="How many cards come back with it.")
    deleted_at: datetime
    goes_at: datetime = Field(description="When it is deleted for good.")
    is_restorable: bool = Field(description="False for a card whose deck is in the trash too.")


class TrashAnswer(BaseModel):
    items: list[DiscardedAnswer]
    total: int
    next_cursor: str | None
