"""Documents that learners have uploaded, with their text by page."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from studyapp.models.columns import json_list, moment, new_id, optional_moment, text_enum, where

_OF_COURSE = where("course_id is not null and deleted_at is null")


class FileFormat(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    EPUB = "epub"
    HTML = "html"
    TEXT = "text"
    """Plain text or Markdown."""


class StoredDocument(SQLModel, table=True):
    """A document. One of a course keeps its file and is read by a job; of any other only the text is kept, and that
    only as long as something needs it.
    """

    __tablename__ = "documents"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("user_id", "sha256", name="uq_documents_user_sha256"),
        Index("uq_documents_course_file", "course_id", "file_digest", unique=True, **_OF_COURSE),
        Index("ix_documents_file", "file_digest", **where("file_digest is not null")),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    sha256: str | None = None
    """Hash of title, text and page starts; an equal document is stored once. None for one of a course."""
    course_id: str | None = Field(default=None, foreign_key="courses.id", ondelete="CASCADE")
    file_digest: str | None = None
    """SHA-256 of the file, which names it in the data folder; None if the file is not kept."""
    file_name: str = ""
    """As it was called when it was uploaded."""
    file_bytes: int = 0
    format: FileFormat | None = text_enum(FileFormat, nullable=True, default=None)
    is_locked: bool = False
    """Whether only a password opens the file, and none has been given yet."""
    open_digest: str | None = None
    """SHA-256 of the copy that opens without the password; None if the file itself does, or is still locked."""
    open_bytes: int = 0
    title: str
    characters: int
    has_pages: bool
    """Whether the rows of `DocumentPage` are the pages of the file. If not, they are parts of a text without pages."""
    problems: list[str | None] = json_list()
    """For each page the `PageProblem` for which it was left out; None if it was read."""
    pairs: int = 0
    """How many pairs the text has if it is a word list; 0 for any other text."""
    created_at: datetime = moment()
    used_at: datetime | None = optional_moment()
    """When a job was last asked to make something of it; None if none was."""
    read_at: datetime | None = optional_moment()
    """When its text and sections were stored; None while one of a course waits for that."""
    deleted_at: datetime | None = optional_moment()


class DocumentPage(SQLModel, table=True):
    """A part of a document's text. The parts in order, joined by nothing, are the whole text."""

    __tablename__ = "document_pages"  # pyright: ignore[reportAssignmentType]

    document_id: str = Field(primary_key=True, foreign_key="documents.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    """From 1."""
    text: str
    passages: list[tuple[str, int, int]] = json_list()
    """Its text by kinds: a `LineKind`, start and end of each passage, in order; empty if they are not known."""
