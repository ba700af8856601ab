"""Learners and what they prefer."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from studyapp.models.columns import moment, new_id, text_enum


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class User(SQLModel, table=True):
    __tablename__ = "users"  # pyright: ignore[reportAssignmentType]

    id: str = Field(default_factory=new_id, primary_key=True)
    email: str | None = Field(default=None, unique=True)
    """Empty for the implicit owner of a local installation."""
    timezone: str = "UTC"
    day_starts_at_hour: int = 4
    """The study day turns over at this local hour, 0–23."""
    desired_retention: float = 0.9
    """Probability of recall a card is scheduled for, 0.70–0.99 (FSRS)."""
    theme: Theme = text_enum(Theme, default=Theme.SYSTEM)
    created_at: datetime = moment()
