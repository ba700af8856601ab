"""Decks, and their cards with the FSRS state."""

import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

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
    """The most new cards of this deck introduced in a study day; None if only the learner's own limit applies."""
    created_at: datetime = moment()
    updated_at: datetime = moment()
    deleted_at: datetime | None = optional_moment()


_ALIVE = where("deleted_at is null")
_IN_STUDY = where(
    "deleted_at is null and not suspended and not is_candidate",
    sqlite="deleted_at is null and suspended = 0 and is_candidate = 0",
)
_CANDIDATES = where("deleted_at is null and is_candidate", sqlite="deleted_at is null and is_candidate = 1")
_OF_NODE = where("node_id is not null")
SHUFFLED: Final = 4_096
"""Into so many places the cards are dealt; large enough that one place holds few of a large collection."""
_IN_STUDY_COLUMNS = ("suspended", "is_candidate", "deleted_at", "buried_until")
"""SQLite counts from the index alone only if it also has the columns of the conditions."""
_UP_COLUMNS = (*_IN_STUDY_COLUMNS, "node_id")
"""With the skill, because the cards of some skills rest (`services/scheduling/skills.py`)."""


class Card(SQLModel, table=True):
    """A card to study. Its scheduling state is computed from its reviews, in order.

    A new card's `due_at` is when it was created, so that the order (due_at, id) serves every state.
    """

    __tablename__ = "cards"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("job_id", "ordinal", name="uq_cards_job_ordinal"),
        Index("ix_cards_due", "user_id", "state", "due_at", "id", *_UP_COLUMNS, **_IN_STUDY),
        Index("ix_cards_deck_due", "user_id", "deck_id", "state", "due_at", "id", *_UP_COLUMNS, **_IN_STUDY),
        Index("ix_cards_shuffle", "user_id", "shuffle", "id", "deck_id", *_UP_COLUMNS, **_IN_STUDY),
        Index("ix_cards_note", "note_id", **where("note_id is not null")),
        Index("ix_cards_candidates", "user_id", "deck_id", "id", **_CANDIDATES),
        Index("ix_cards_node_due", "user_id", "node_id", "state", "due_at", "id", *_IN_STUDY_COLUMNS, **_OF_NODE),
        Index("ix_cards_document", "document_id", "id", **where("document_id is not null")),
        Index("ix_cards_deck", "user_id", "deck_id", "created_at", "id", "deleted_at", **_ALIVE),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    deck_id: str = Field(foreign_key="decks.id")
    node_id: str | None = Field(default=None, foreign_key="skill_nodes.id", ondelete="SET NULL")
    """The skill of a goal that the card belongs to; None for a card of no goal, or not sorted into its tree yet."""
    document_id: str | None = Field(default=None, foreign_key="documents.id", ondelete="SET NULL")
    """The document of a course whose page `source_page` shows the quote; None for a card of other material."""
    kind: CardKind = text_enum(CardKind, default=CardKind.BASIC)
    question: str
    answer: str
    distractors: list[str] = json_list()
    """3 wrong answers (2 in imports); empty until they are made. True/false cards need none."""
    explanation: str | None = None
    source_title: str | None = None
    source_page: int | None = None
    source_quote: str | None = None
    """Verbatim words of the material the card was made from."""
    tags: list[str] = json_list()
    findings: list[dict[str, Any]] = json_list()
    """Warnings of the content rules, each `{"rule", "severity", "message"}`."""
    front_key: str
    """The normalised question; cards with equal keys are duplicates (rule F9)."""
    search_text: str = ""
    """Question, answer and tags case-folded, because databases fold the case of ASCII letters at most."""
    suspended: bool = False
    flagged: bool = False
    buried_until: datetime | None = optional_moment()
    """The card is not studied before this moment, the start of a study day."""
    is_candidate: bool = False
    """Whether the card was generated and waits for the learner to keep or drop it; until then it is not studied."""
    note_id: str | None = None
    """Shared by the cards of one cloze text, one card for each ordinal; None for other cards."""
    cloze_ordinal: int | None = None
    """The ordinal of the deletion this card asks for, e.g. 2 for `{{c2::…}}`."""
    job_id: str | None = Field(default=None, foreign_key="background_jobs.id", ondelete="SET NULL")
    ordinal: int | None = None
    """Place among the items of its job; unique with `job_id`, so that a repeated save adds nothing."""
    shuffle: int = Field(default_factory=lambda: secrets.randbelow(SHUFFLED))
    """Where custom study finds it: drawn once, so that a random order is read from an index."""
    created_at: datetime = moment()
    updated_at: datetime = moment()
    """When the learner last changed it; equal to `created_at` if never."""
    deleted_at: datetime | None = optional_moment()

    state: CardState = text_enum(CardState, default=CardState.NEW)
    step: int | None = None
    stability: float | None = None
    """Days until the probability of recall falls to 90 % (FSRS)."""
    difficulty: float | None = None
    """From 1 to 10 (FSRS)."""
    due_at: datetime = moment()
    last_review_at: datetime | None = optional_moment()
    reps: int = 0
    lapses: int = 0
