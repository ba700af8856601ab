"""Answers about files that have been added to a course, or are arriving."""

from datetime import datetime
from typing import Final

from pydantic import BaseModel, Field

from studyapp.jobs.store.views import JobView
from studyapp.models import JobStatus, StoredDocument, Upload
from studyapp.schemas.courses.courses import UploadAnswer
from studyapp.schemas.courses.documents import reading_status

_MESSAGES: Final = {
    JobStatus.COMPLETED: "This file is in the course already.",
    JobStatus.FAILED: "This file is in the course already, and could not be read.",
    JobStatus.CANCELLED: "This file is in the course already, and its reading was cancelled.",
}
_LOCKED: Final = "This file is in the course already, and waits for its password."


class ResumableAnswer(BaseModel):
    """A file that arrives in several requests."""

    id: str
    course_id: str
    file_name: str
    size: int = Field(description="Of the whole file, in bytes.")
    offset: int = Field(description="How many bytes are safe: the next request goes on from here.")
    expires_at: datetime = Field(description="When it is given up if nothing more arrives.")
    document_id: str | None = Field(description="The document that was made of it; null until the file is whole.")

    @classmethod
    def of(cls, upload: Upload, *, offset: int) -> "ResumableAnswer":
        return cls(
            id=upload.id,
            course_id=upload.course_id,
            file_name=upload.file_name,
            size=upload.size,
            offset=offset,
            expires_at=upload.expires_at,
            document_id=upload.document_id,
        )


def upload_answer(document: StoredDocument, job: JobView | None) -> UploadAnswer:
    """The answer once a file has been added, or one that is there has been given again."""
    message = _MESSAGES.get(status := reading_status(document, job), "The file is being read.")
    is_pending = status not in _MESSAGES
    return UploadAnswer(
        job_id=job.id if job else None,
        document_id=document.id,
        status="pending" if is_pending else status.value,
        message=_LOCKED if document.is_locked and not is_pending else message,
    )
