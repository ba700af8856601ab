"""Decks, their cards with FSRS state, and the log of every answer."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import Index, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel

from studyapp.models.columns import json_list, moment, new_id, optional_moment, text_enum, where


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


_ALIVE = where("deleted_at is null")
_IN_STUDY = where("deleted_at is null and not suspended", sqlite="deleted_at is null and suspended = 0")


class Card(SQLModel, table=True):
    """What is studied. Its scheduling state is the fold of its reviews.

    A new card's `due_at` is when it was created, so that one order, (due_at, id), serves every state.
    """

    __tablename__ = "cards"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("job_id", "ordinal", name="uq_cards_job_ordinal"),
        # SQLite counts from an index alone only if the columns of its condition are in it, hence the last ones.
        Index("ix_cards_due", "user_id", "state", "due_at", "id", "suspended", "deleted_at", **_IN_STUDY),
        Index(
            "ix_cards_deck_due", "user_id", "deck_id", "state", "due_at", "id", "suspended", "deleted_at", **_IN_STUDY
        ),
        Index("ix_cards_deck", "user_id", "deck_id", "created_at", "id", "deleted_at", **_ALIVE),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    deck_id: str = Field(foreign_key="decks.id")
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
    search_text: str = ""
    """Question, answer and tags case-folded: databases fold the case of ASCII at most."""
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
    __table_args__ = (Index("ix_study_sessions_started", "user_id", "started_at"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    deck_id: str | None = Field(default=None, foreign_key="decks.id")
    """Empty: everything due."""
    started_at: datetime = moment()
    active_at: datetime = moment()
    ended_at: datetime | None = optional_moment()


class Review(SQLModel, table=True):
    """One answer, with the card's state before it, so that undo restores the card exactly."""

    __tablename__ = "reviews"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("user_id", "number", name="uq_reviews_user_number"),
        Index("ix_reviews_user_at", "user_id", "reviewed_at"),
        Index("ix_reviews_card", "card_id", "number"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    card_id: str = Field(foreign_key="cards.id", ondelete="CASCADE")
    session_id: str | None = Field(default=None, foreign_key="study_sessions.id", index=True)
    number: int
    """Counts the learner's answers: the order undo goes back in, whatever the clock did meanwhile."""
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
    marked_leech: bool = False
    """This answer put the tag `leech` on the card, so undoing it takes the tag off."""
