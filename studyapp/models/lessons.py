"""Lessons on the sections of documents, with their concepts and check-ins, and what learners answered."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from studyapp.models.columns import json_list, moment, new_id, optional_moment, text_enum, where


class MadeBy(StrEnum):
    MODEL = "model"
    EXTRACTIVE = "extractive"
    """Taken from the text by rules, not explained."""


class Lesson(SQLModel, table=True):
    """The lesson on a section. It is there from its first concept on, and a section has at most one."""

    __tablename__ = "lessons"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("section_id", name="uq_lessons_section_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True)
    section_id: str = Field(foreign_key="sections.id", ondelete="CASCADE")
    language: str
    """As a BCP 47 tag, e.g. `de`."""
    made_by: MadeBy = text_enum(MadeBy)
    summary: str = ""
    objectives: list[str] = json_list()
    left_out: list[str] = json_list()
    """The headings of the section that no concept covers."""
    place: int = 1
    """The ordinal of the concept that the learner read last."""
    job_id: str | None = Field(default=None, foreign_key="background_jobs.id", ondelete="SET NULL")
    """The job that made it last, as a whole or one concept of it."""
    created_at: datetime = moment()
    updated_at: datetime = moment()
    finished_at: datetime | None = optional_moment()
    """When its last concept was saved; None while it is being made, and if that failed half-way."""


class ConceptKind(StrEnum):
    DEFINITION = "definition"
    FACT = "fact"
    PROCEDURE = "procedure"
    THEOREM = "theorem"
    COMPARISON = "comparison"


class Concept(SQLModel, table=True):
    __tablename__ = "concepts"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("lesson_id", "ordinal", name="uq_concepts_lesson_ordinal"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True)
    lesson_id: str = Field(foreign_key="lessons.id", ondelete="CASCADE")
    ordinal: int
    """Place in the lesson, from 1."""
    title: str
    kind: ConceptKind = text_enum(ConceptKind)
    explanation: str
    """Markdown."""
    sources: list[dict[str, Any]] = json_list()
    """Each `{"page", "quote", "start", "end"}`, with the offsets in the text of the document."""
    formulas: list[dict[str, Any]] = json_list()
    """Each `{"latex", "variables": [[latex, meaning], …], "page"}`; or, for one that is shown as a picture of its place
    on the page, and for a figure, `{"kind": "formula|figure", "page", "area", "width", "height", "caption"}`.
    """
    examples: list[dict[str, Any]] = json_list()
    """Each `{"text", "page", "is_from_source"}`."""
    notes: list[dict[str, Any]] = json_list()
    """Each `{"kind": "critical|mistake|insight", "text"}`."""
    depends_on: list[int] = json_list()
    """The ordinals of the concepts that are to be understood first."""
    findings: list[dict[str, Any]] = json_list()
    """Warnings of the rules for lessons, each `{"rule", "severity", "message"}`."""
    understood_at: datetime | None = optional_moment()
    """When the learner said so; it has no part in the mastery."""
    created_at: datetime = moment()
    updated_at: datetime = moment()


class CheckInKind(StrEnum):
    CHOICE = "choice"
    SHORT = "short"
    CLOZE = "cloze"


class CheckIn(SQLModel, table=True):
    """A question on a concept. It becomes a card when it is first answered."""

    __tablename__ = "check_ins"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("concept_id", "ordinal", name="uq_check_ins_concept_ordinal"),
        Index("ix_check_ins_card", "card_id", **where("card_id is not null")),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True)
    concept_id: str = Field(foreign_key="concepts.id", ondelete="CASCADE")
    ordinal: int
    """Place in the concept, from 1."""
    kind: CheckInKind = text_enum(CheckInKind)
    stem: str
    options: list[dict[str, Any]] = json_list()
    """Each `{"text", "explanation", "is_key"}`; empty where the answer is written."""
    expected: str = ""
    """The model answer where it is written; for a cloze the hidden words."""
    key_points: list[str] = json_list()
    source: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    """As one of `Concept.sources`; None if it has none of its own."""
    card_id: str | None = Field(default=None, foreign_key="cards.id", ondelete="SET NULL")
    created_at: datetime = moment()


class Verdict(StrEnum):
    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"


class JudgedBy(StrEnum):
    KEY = "key"
    """The option chosen, or the hidden words of a cloze."""
    MODEL = "model"
    SIMILARITY = "similarity"
    """How alike the answer and the model answer are, where there is no model."""


class CheckInAnswer(SQLModel, table=True):
    """One answer to a check-in. A written one waits for its verdict."""

    __tablename__ = "check_in_answers"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_check_in_answers_check_in", "check_in_id", "id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True)
    check_in_id: str = Field(foreign_key="check_ins.id", ondelete="CASCADE")
    option: int | None = None
    """Which option was chosen, from 0; None for a written answer."""
    text: str = ""
    verdict: Verdict | None = text_enum(Verdict, nullable=True, default=None)
    judged_by: JudgedBy | None = text_enum(JudgedBy, nullable=True, default=None)
    score: int | None = None
    """From 0 to 100."""
    feedback: str = ""
    missed: list[str] = json_list()
    """The key points that it does not say."""
    job_id: str | None = Field(default=None, foreign_key="background_jobs.id", ondelete="SET NULL")
    answered_at: datetime = moment()
    judged_at: datetime | None = optional_moment()
