"""Pictures the learner put on cards. The file lies in the data folder, named by this row's id."""

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
    """Of the stored file: the same picture is stored once."""
    media_type: str
    width: int
    height: int
    size: int
    """Bytes."""
    created_at: datetime = moment()
    unused_since: datetime | None = optional_moment()
    """When it was first noticed that nothing mentions it; empty while something does."""
