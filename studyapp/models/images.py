"""Pictures the learner put on cards. The file is in the data folder, named after the row's id."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from studyapp.models.columns import moment, new_id, optional_moment


class Image(SQLModel, table=True):
    __tablename__ = "images"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("user_id", "sha256", name="uq_images_user_sha256"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    sha256: str
    """Hash of the stored file; equal pictures are stored once."""
    media_type: str
    width: int
    height: int
    size: int
    """In bytes."""
    created_at: datetime = moment()
    unused_since: datetime | None = optional_moment()
    """When it was first noticed that no card uses the picture; None while one does."""
