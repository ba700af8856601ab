"""Goals, and the trees of skills they consist of."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from studyapp.models.columns import json_list, json_object, moment, new_id, optional_moment, text_enum


class GoalStatus(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    """The learner has put it aside for a while."""
    ARCHIVED = "archived"


class Goal(SQLModel, table=True):
    """What a learner wants to be able to do. Its cards are in a deck of their own."""

    __tablename__ = "goals"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_goals_user", "user_id", "id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    title: str
    description: str = ""
    status: GoalStatus = text_enum(GoalStatus, default=GoalStatus.ACTIVE)
    deck_id: str | None = Field(default=None, foreign_key="decks.id", index=True, ondelete="SET NULL")
    """The deck of its cards; None until the first is made, and after that deck was deleted for good."""
    owns_deck: bool = True
    """Whether the deck was made for this goal, and goes and comes back with it."""
    document_id: str | None = Field(default=None, foreign_key="documents.id", index=True, ondelete="SET NULL")
    """The material the tree and its cards are made of; None if there is none."""
    created_at: datetime = moment()
    updated_at: datetime = moment()
    deleted_at: datetime | None = optional_moment()


class SkillNode(SQLModel, table=True):
    """A skill in the tree of a goal: a category, a topic in it, or a part of a topic."""

    __tablename__ = "skill_nodes"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("job_id", "ordinal", name="uq_skill_nodes_job_ordinal"),
        Index("ix_skill_nodes_goal", "user_id", "goal_id", "deleted_at"),
        Index("ix_skill_nodes_parent", "parent_id"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    goal_id: str = Field(foreign_key="goals.id", ondelete="CASCADE")
    parent_id: str | None = Field(default=None, foreign_key="skill_nodes.id", ondelete="CASCADE")
    """None for a category."""
    position: int
    """Place among its siblings, from 1. Deleting leaves gaps, so a learner sees counted places instead."""
    title: str
    description: str = ""
    """One sentence that makes sense together with the titles above it."""
    enabled: bool = True
    """Whether it, and what is below it, is studied and counts for the mastery of the goal."""
    section_start: int | None = None
    """Where the part of the goal's material begins that it is about; None if that is not known."""
    section_end: int | None = None
    job_id: str | None = Field(default=None, foreign_key="background_jobs.id", ondelete="SET NULL")
    ordinal: int | None = None
    """Place among the nodes its job made; unique with `job_id`, so that a repeated save adds nothing."""
    created_at: datetime = moment()
    updated_at: datetime = moment()
    deleted_at: datetime | None = optional_moment()


class Replacement(SQLModel, table=True):
    """What was set aside when a learner had skills or cards made anew, so that it can be undone once."""

    __tablename__ = "replacements"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_replacements_goal", "user_id", "goal_id", "node_id", "id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    goal_id: str = Field(foreign_key="goals.id", ondelete="CASCADE")
    node_id: str | None = Field(default=None, foreign_key="skill_nodes.id", ondelete="CASCADE")
    """The skill whose cards, or whose skills below it, were replaced; None for the whole tree."""
    of_cards: bool
    """Whether the cards of the skill were replaced, and not the skills below it."""
    job_id: str | None = Field(default=None, foreign_key="background_jobs.id", ondelete="SET NULL")
    """The first job that made the new ones."""
    origins: dict[str, str] = json_object()
    """The skill each card had that was moved or set aside, by the id of the card."""
    nodes_set_aside: int = 0
    cards_set_aside: int = 0
    cards_moved: int = 0
    standing: list[str] = json_list()
    """The ids of the skills that the tree had, deleted or not. What a job made besides them was made in their place."""
    created_at: datetime = moment()
    replaced_at: datetime = moment()
    """The moment of deletion that the skills and cards got, which no other deletion of them has."""
    undone_at: datetime | None = optional_moment()
    kept_at: datetime | None = optional_moment()
    """When the learner said that it is fine so, or had the same made anew once more. It cannot be undone since."""
