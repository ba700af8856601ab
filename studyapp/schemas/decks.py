"""Answers about decks and how many of their cards are due."""

from datetime import datetime

from pydantic import BaseModel, Field

from studyapp.schemas.base import FromAttributes


class DeckAnswer(FromAttributes):
    id: str
    title: str
    description: str
    cards: int
    due: int = Field(description="Cards studied before and wanted again today.")
    new: int
    new_per_day: int | None = Field(description="Most new cards a study day begins; null: only your own limit holds.")
    created_at: datetime
    updated_at: datetime


class DecksAnswer(BaseModel):
    decks: list[DeckAnswer]
    next_cursor: str | None
