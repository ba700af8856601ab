"""Answers about what was deleted and can be restored."""

from datetime import datetime

from pydantic import BaseModel, Field

from studyapp.schemas.base import FromAttributes
from studyapp.services.trash import TrashKind


class DiscardedAnswer(FromAttributes):
    kind: TrashKind
    id: str
    text: str = Field(description="The question of a card, or the title of anything else.")
    place: str = Field(description="The deck of a card, or the course of a document; empty for anything else.")
    cards: int = Field(description="How many cards come back with it.")
    deleted_at: datetime
    goes_at: datetime = Field(description="When it is deleted for good.")
    is_restorable: bool = Field(description="False if its place is in the trash as well and has to be restored first.")


class TrashAnswer(BaseModel):
    items: list[DiscardedAnswer]
    total: int
    next_cursor: str | None
