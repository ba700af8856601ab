"""Courses, and the chapters and sections that their documents consist of."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from studyapp.models.columns import moment, new_id, optional_moment, text_enum


class Course(SQLModel, table=True):
    """What a learner takes an exam in: documents, and the lessons and cards made of them."""

    __tablename__ = "courses"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_courses_user", "user_id", "id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    name: str
    code: str = ""
    """The short name a university gives it, e.g. `BIO 101`."""
    term: str = ""
    exam_date: date | None = None
    deck_id: str | None = Field(default=None, foreign_key="decks.id", index=True, ondelete="SET NULL")
    """The deck of its cards; None until the first is made, and after that deck was deleted for good."""
    archived_at: datetime | None = optional_moment()
    created_at: datetime = moment()
    updated_at: datetime = moment()
    deleted_at: datetime | None = optional_moment()


class SectionKind(StrEnum):
    BODY = "body"
    FRONT = "front"
    """Cover, contents, preface and the like."""
    BACK = "back"
    """Index, bibliography and the like."""


class Section(SQLModel, table=True):
    """A chapter of a document, or a section of a long chapter."""

    __tablename__ = "sections"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_sections_document", "document_id", "position"),
        Index("ix_sections_parent", "parent_id"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    document_id: str = Field(foreign_key="documents.id", ondelete="CASCADE")
    parent_id: str | None = Field(default=None, foreign_key="sections.id", ondelete="CASCADE")
    """The chapter of a section; None for a chapter."""
    position: int
    """Place in the document, from 1; a chapter comes before its sections."""
    title: str
    kind: SectionKind = text_enum(SectionKind, default=SectionKind.BODY)
    is_chosen: bool = True
    """Whether the learner wants to learn it."""
    text_start: int | None = None
    """Where its text begins in that of the document; None until that is known."""
    text_end: int | None = None
    page_from: int | None = None
    """The page it begins on, from 1; None for a document without pages."""
    page_to: int | None = None
    cards_asked_at: datetime | None = optional_moment()
    """When cards were last made of the whole section; None if never."""
    digest: str = ""
    """Hash of its text, by which it is known again when the document is read once more."""
    created_at: datetime = moment()
    updated_at: datetime = moment()
