"""Learners and their preferences."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlmodel import Field, SQLModel

from studyapp.models.columns import json_list_of, moment, new_id, text_enum

LEARNING_STEPS: Final = (1, 10)
RELEARNING_STEPS: Final = (10,)
MAXIMUM_INTERVAL_DAYS: Final = 36_500


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class User(SQLModel, table=True):
    __tablename__ = "users"  # pyright: ignore[reportAssignmentType]

    id: str = Field(default_factory=new_id, primary_key=True)
    email: str | None = Field(default=None, unique=True)
    """None for the implicit owner of a local installation."""
    timezone: str = "UTC"
    day_starts_at_hour: int = 4
    """The study day begins at this local hour, 0–23."""
    desired_retention: float = 0.9
    """The probability of recall for which cards are scheduled, 0.70–0.99 (FSRS)."""
    learning_steps: list[int] = json_list_of(LEARNING_STEPS)
    """Minutes until a new card comes back, one number for each step it has to pass."""
    relearning_steps: list[int] = json_list_of(RELEARNING_STEPS)
    """Minutes until a forgotten card comes back, one number for each step it has to pass."""
    maximum_interval_days: int = MAXIMUM_INTERVAL_DAYS
    new_per_day: int = 20
    reviews_per_day: int = 200
    reviews_candidates: bool = False
    """Whether generated cards wait for the learner to keep or drop them before they are studied."""
    theme: Theme = text_enum(Theme, default=Theme.SYSTEM)
    created_at: datetime = moment()
