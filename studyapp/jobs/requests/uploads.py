"""Files that have arrived in several requests become documents, with the jobs that read them."""

from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from studyapp.jobs.requests.courses import add_document
from studyapp.jobs.store.views import JobView
from studyapp.models import StoredDocument
from studyapp.services.courses.files import uploads
from studyapp.services.courses.files.storage import ReceivedFile


def finish_upload(
    session: Session,
    user_id: str,
    upload_id: str,
    file: ReceivedFile,
    *,
    data_dir: Path,
    most_bytes: int,
    now: datetime,
) -> tuple[StoredDocument, JobView | None]:
    """Add the file of an upload to its course. The same file gives the document that is there."""
    upload = uploads.get_upload(session, user_id, upload_id, now=now)
    document, job = add_document(
        session,
        user_id,
        upload.course_id,
        file,
        name=upload.file_name,
        title=upload.title,
        data_dir=data_dir,
        most_bytes=most_bytes,
        upload_id=upload.id,
        now=now,
    )
    uploads.note_finished(session, user_id, upload.id, document.id, now=now)
    return document, job
