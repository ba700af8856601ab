"""Documents that learners have uploaded, with their text by page."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from studyapp.models.columns import json_list, moment, new_id, optional_moment


class StoredDocument(SQLModel, table=True):
    """A document whose text has been read. The file itself is not kept."""

    __tablename__ = "documents"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("user_id", "sha256", name="uq_documents_user_sha256"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    sha256: str
    """Hash of title, text and page starts; an equal document is stored once."""
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


class DocumentPage(SQLModel, table=True):
    """A part of a document's text. The parts in order, joined by nothing, are the whole text."""

    __tablename__ = "document_pages"  # pyright: ignore[reportAssignmentType]

    document_id: str = Field(primary_key=True, foreign_key="documents.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    """From 1."""
    text: str
