"""Decks, and their cards with FSRS state."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, UniqueConstraint
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


class Deck(SQLModel, table=True):
    __tablename__ = "decks"  # pyright: ignore[reportAssignmentType]

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True)
    title: str
    description: str = ""
    new_per_day: int | None = None
    """Most new cards of this deck a study day begins; empty: only the learner's own limit holds."""
    created_at: datetime = moment()
    updated_at: datetime = moment()
    deleted_at: datetime | None = optional_moment()


_ALIVE = where("deleted_at is null")
_IN_STUDY = where(
    "deleted_at is null and not suspended and not is_candidate",
    sqlite="deleted_at is null and suspended = 0 and is_candidate = 0",
)
_CANDIDATES = where("deleted_at is null and is_candidate", sqlite="deleted_at is null and is_candidate = 1")
_IN_STUDY_COLUMNS = ("suspended", "is_candidate", "deleted_at", "buried_until")
"""SQLite counts from an index alone only if the columns of the conditions are in it."""


class Card(SQLModel, table=True):
    """What is studied. Its scheduling state is the fold of its reviews.

    A new card's `due_at` is when it was created, so that one order, (due_at, id), serves every state.
    """

    __tablename__ = "cards"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("job_id", "ordinal", name="uq_cards_job_ordinal"),
        Index("ix_cards_due", "user_id", "state", "due_at", "id", *_IN_STUDY_COLUMNS, **_IN_STUDY),
        Index("ix_cards_deck_due", "user_id", "deck_id", "state", "due_at", "id", *_IN_STUDY_COLUMNS, **_IN_STUDY),
        Index("ix_cards_note", "note_id", **where("note_id is not null")),
        Index("ix_cards_candidates", "user_id", "deck_id", "id", **_CANDIDATES),
        Index("ix_cards_deck", "user_id", "deck_id", "created_at", "id", "deleted_at", **_ALIVE),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    deck_id: str = Field(foreign_key="decks.id")
    kind: CardKind = text_enum(CardKind, default=CardKind.BASIC)
    question: str
    answer: str
    distractors: list[str] = json_list()
    """Wrong answers, 3 of them (2 in imports); empty until made. True/false cards need none."""
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
    flagged: bool = False
    buried_until: datetime | None = optional_moment()
    """Out of study until this moment, the turn of a study day."""
    is_candidate: bool = False
    """Generated, and waiting for the learner to keep or drop it: not in study yet."""
    note_id: str | None = None
    """Shared by the cards of one cloze text, one card for each of its ordinals."""
    cloze_ordinal: int | None = None
    """Which deletion this card asks for: 2 of `{{c2::…}}`."""
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
