"""Study sessions, the presentations of cards in them, and the log of all answers."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import Index, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel

from studyapp.models.columns import json_list, json_object, moment, new_id, optional_moment, text_enum, where
from studyapp.models.decks import CardState


class StudyMode(StrEnum):
    FLASHCARD = "flashcard"
    MULTIPLE_CHOICE = "multiple_choice"
    MIXED = "mixed"
    """Cards with distractors are asked as multiple choice, the others as question and answer."""
    TIMED = "timed"
    CUSTOM = "custom"
    """Answers do not change the schedule."""


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class StudySession(SQLModel, table=True):
    """A study session. What was studied in it is read from its reviews, so it survives a reload."""

    __tablename__ = "study_sessions"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_study_sessions_started", "user_id", "started_at"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    mode: StudyMode = text_enum(StudyMode, default=StudyMode.FLASHCARD)
    deck_id: str | None = Field(default=None, foreign_key="decks.id")
    """None for all decks."""
    tag: str | None = None
    """Only cards with this tag are studied; None for all cards."""
    goal_id: str | None = Field(default=None, foreign_key="goals.id", ondelete="CASCADE")
    """Only cards of this goal are studied; None for all cards."""
    node_id: str | None = Field(default=None, foreign_key="skill_nodes.id", ondelete="CASCADE")
    """Only cards of this skill and those below it are studied; None for all cards."""
    course_id: str | None = Field(default=None, foreign_key="courses.id", ondelete="CASCADE")
    """The course whose weak areas are practised; None in other study sessions."""
    concept_id: str | None = Field(default=None, foreign_key="concepts.id", ondelete="CASCADE")
    """The one concept that is practised; None in other study sessions."""
    practised: list[str] = json_list()
    """The ids of the concepts that are practised; they are fixed at the start."""
    known_before: dict[str, Any] = json_object()
    """How well each of these was known then, by its id, with the fields of `Mastery`."""
    ends_at: datetime | None = optional_moment()
    """When a timed study session is over; None in other modes, and before its first card."""
    prefetch_job_id: str | None = Field(default=None, foreign_key="background_jobs.id", ondelete="SET NULL")
    """The first job that made choices for this study session. Later ones are its children, so that all count as one."""
    started_at: datetime = moment()
    active_at: datetime = moment()
    ended_at: datetime | None = optional_moment()


class Presentation(SQLModel, table=True):
    """One presentation of a card in a study session: what was on the screen, and what the learner answered.

    Correctness is judged from this row, so that no page has to know the right answer. Undo opens the presentation
    again.
    """

    __tablename__ = "presentations"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("session_id", "number", name="uq_presentations_session_number"),
        Index("uq_presentations_open", "session_id", unique=True, **where("answered_at is null")),
        Index("ix_presentations_card", "card_id"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    session_id: str = Field(foreign_key="study_sessions.id", ondelete="CASCADE")
    card_id: str = Field(foreign_key="cards.id", ondelete="CASCADE")
    number: int
    """Position among the presentations of the study session."""
    reps: int
    """The card's `reps` when it was shown."""
    seed: int
    """Seed for shuffling the options, so that a reload shows them in the same order (rule D10)."""
    options: list[str] = json_list()
    """The options as shown; empty if the card was shown as question and answer."""
    shown_at: datetime = moment()
    revealed_at: datetime | None = optional_moment()
    answered_at: datetime | None = optional_moment()
    chosen: int | None = None
    """Index into `options`; None for question and answer."""
    correct: bool | None = None
    rating: Rating | None = Field(default=None, sa_type=Integer)  # pyright: ignore[reportArgumentType]
    duration_ms: int | None = None
    review_id: str | None = Field(default=None, foreign_key="reviews.id", ondelete="SET NULL", index=True)
    """None if the answer did not change the schedule, or is not given yet."""


class Review(SQLModel, table=True):
    """One answer, with the card's state before it, so that undo restores the card exactly.

    The log is kept when the card, its deck or both are deleted (docs/decisions/0007-lasting-log.md).
    """

    __tablename__ = "reviews"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("user_id", "number", name="uq_reviews_user_number"),
        Index("ix_reviews_user_at", "user_id", "reviewed_at"),
        Index("ix_reviews_card", "card_id", "number"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    card_id: str
    deck_id: str
    """The card's deck when it was answered, because the answer counts against the limits of that deck."""
    session_id: str | None = Field(default=None, foreign_key="study_sessions.id", index=True)
    number: int
    """Counts the learner's answers. Undo follows this order, because a clock may be set back in between."""
    rating: Rating = Field(sa_type=Integer)  # pyright: ignore[reportArgumentType]
    mode: str = "flashcard"
    duration_ms: int
    elapsed_days: float | None = None
    """Days of 24 hours since the previous review, with fractions; None for the first review."""
    scheduled_days: float
    """Days until the next review, as scheduled by this answer."""
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
    """Whether this answer added the tag `leech` to the card; undoing the answer then removes the tag."""
