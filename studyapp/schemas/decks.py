"""Answers about decks and how many of their cards are due."""

from datetime import datetime

from pydantic import BaseModel, Field

from studyapp.schemas.base import FromAttributes


class DeckAnswer(FromAttributes):
    id: str
    title: str
    description: str
    cards: int
    due: int = Field(description="How many cards that were studied before are due today.")
    new: int
    new_per_day: int | None = Field(
        description="The most new cards of this deck in a study day; null if only your own limit applies."
    )
    created_at: datetime
    updated_at: datetime


class DecksAnswer(BaseModel):
    decks: list[DeckAnswer]
    next_cursor: str | None
