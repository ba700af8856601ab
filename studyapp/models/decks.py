"""Decks, their cards with FSRS state, and the log of every answer."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import Index, Integer, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from studyapp.models.columns import json_list, moment, new_id, optional_moment, text_enum


class CardKind(StrEnum):
    BASIC = "basic"
    CLOZE = "cloze"
    MULTIPLE_CHOICE = "multiple_choice"
    TRUE_FALSE = "true_false"


class CardState(StrEnum):
    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Deck(SQLModel, table=True):
    __tablename__ = "decks"  # pyright: ignore[reportAssignmentType]

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True)
    title: str
    description: str = ""
    created_at: datetime = moment()
    updated_at: datetime = moment()
    deleted_at: datetime | None = optional_moment()


class Card(SQLModel, table=True):
    """A card's scheduling state is the fold of its reviews; `version` guards edits against lost updates."""

    __tablename__ = "cards"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("job_id", "ordinal", name="uq_cards_job_ordinal"),
        Index(
            "ix_cards_due",
            "user_id",
            "due_at",
            sqlite_where=text("deleted_at is null and suspended = 0"),
            postgresql_where=text("deleted_at is null and not suspended"),
        ),
        Index("ix_cards_deck", "deck_id", "created_at"),
        Index("ix_cards_front", "user_id", "front_key"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    deck_id: str = Field(foreign_key="decks.id", index=True)
    kind: CardKind = text_enum(CardKind, default=CardKind.BASIC)
    question: str
    answer: str
    explanation: str | None = None
    source_title: str | None = None
    source_page: int | None = None
    source_quote: str | None = None
    """Verbatim words of the material the card was made from."""
    tags: list[str] = json_list()
    findings: list[dict[str, Any]] = json_list()
    """Warnings of the content rules: `{"rule", "severity", "message"}` each."""
    front_key: str
    """The normalised question; equal keys are duplicates (rule F9)."""
    suspended: bool = False
    job_id: str | None = Field(default=None, foreign_key="background_jobs.id", ondelete="SET NULL")
    ordinal: int | None = None
    """Place among the items of its job; unique with `job_id`, so that a repeated save adds nothing."""
    created_at: datetime = moment()
    updated_at: datetime = moment()
    deleted_at: datetime | None = optional_moment()

    state: CardState = text_enum(CardState, default=CardState.NEW)
    step: int | None = None
    stability: float | None = None
    """Days until recall falls to 90 % (FSRS)."""
    difficulty: float | None = None
    """1–10 (FSRS)."""
    due_at: datetime = moment()
    last_review_at: datetime | None = optional_moment()
    reps: int = 0
    lapses: int = 0


class StudySession(SQLModel, table=True):
    """One sitting. What it studied is read from its reviews, so it survives a reload."""

    __tablename__ = "study_sessions"  # pyright: ignore[reportAssignmentType]

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True)
    deck_id: str | None = Field(default=None, foreign_key="decks.id")
    """Empty: everything due."""
    started_at: datetime = moment()
    active_at: datetime = moment()
    ended_at: datetime | None = optional_moment()


class Review(SQLModel, table=True):
    """One answer, with the card's state before it, so that undo restores the card exactly."""

    __tablename__ = "reviews"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_reviews_user_at", "user_id", "reviewed_at"),
        Index("ix_reviews_card", "card_id", "reviewed_at"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    card_id: str = Field(foreign_key="cards.id", ondelete="CASCADE")
    session_id: str | None = Field(default=None, foreign_key="study_sessions.id", index=True)
    rating: Rating = Field(sa_type=Integer)  # pyright: ignore[reportArgumentType]
    mode: str = "flashcard"
    duration_ms: int
    elapsed_days: float | None = None
    """Since the review before; empty on the first."""
    scheduled_days: float
    """Until the next one, as scheduled by this answer."""
    reviewed_at: datetime = moment()

    state_before: CardState = text_enum(CardState)
    step_before: int | None = None
    stability_before: float | None = None
    difficulty_before: float | None = None
    due_before: datetime = moment()
    last_review_before: datetime | None = optional_moment()
    reps_before: int = 0
    lapses_before: int = 0
