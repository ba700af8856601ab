"""Files that arrive in several requests."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from studyapp.models.columns import moment, new_id


class Upload(SQLModel, table=True):
    """A file for a course of which a part has arrived. What has arrived is in the data folder, under the row's id."""

    __tablename__ = "uploads"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_uploads_user", "user_id", "id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    course_id: str = Field(foreign_key="courses.id", ondelete="CASCADE")
    document_id: str | None = Field(default=None, foreign_key="documents.id", ondelete="CASCADE")
    """The document that was made of it; None until all of it has arrived."""
    file_name: str
    title: str = ""
    size: int
    """Of the whole file, in bytes."""
    arrived: int = 0
    """How many bytes are safely on the disk. The last of them count only once the document is there."""
    created_at: datetime = moment()
    expires_at: datetime = moment()
    """When it is given up. Each request that brings something puts it off."""
