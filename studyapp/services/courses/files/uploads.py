"""Files for courses that arrive in several requests: announced, noted as far as they are here, and given up."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import func, update
from sqlmodel import Session, col, delete, select

from studyapp.database import after_commit
from studyapp.errors import BadInput, Conflict, NotFound, TooLarge
from studyapp.models import Upload
from studyapp.services import text_input
from studyapp.services.accounts import hold_user
from studyapp.services.courses.courses import get_course
from studyapp.services.courses.documents import check_number, get_document, storable_name
from studyapp.services.courses.files.arriving import FOLDER, remove_parts
from studyapp.services.courses.files.room import check_room

KEPT: Final = timedelta(days=1)
"""How long an upload waits for the next bytes."""
MOST: Final = 50
"""The most unfinished uploads of a learner."""


def begin_upload(
    session: Session,
    user_id: str,
    course_id: str,
    *,
    name: str,
    title: str = "",
    size: int,
    largest: int,
    most_bytes: int,
    now: datetime,
) -> Upload:
    """Announce a file of `size` bytes. `largest` is how many it may have, `most_bytes` how much room all may take.

    Raises `NotFound`, `BadInput`, `TooLarge`, or `Conflict` if there are too many.
    """
    course = get_course(session, user_id, course_id)
    hold_user(session, user_id)
    if size < 1:
        raise BadInput("This file is empty.")
    if size > largest:
        raise TooLarge(f"This file is larger than {largest // 1024**2} MB, the most that can be uploaded.")
    mine = (col(Upload.user_id) == user_id, col(Upload.document_id).is_(None))
    if session.exec(select(func.count()).select_from(Upload).where(*mine)).one() >= MOST:
        raise Conflict(f"{MOST} uploads have not been finished. Go on with them or cancel them, or wait a day.")
    check_number(session, course)
    check_room(session, user_id, size, most_bytes=most_bytes)
    upload = Upload(
        user_id=user_id,
        course_id=course.id,
        file_name=storable_name(name),
        title=text_input.title(title) if title.strip() else "",
        size=size,
        created_at=now,
        expires_at=now + KEPT,
    )
    session.add(upload)
    session.flush()
    return upload


def get_upload(session: Session, user_id: str, upload_id: str, *, now: datetime) -> Upload:
    """An upload that has not expired, into a course that is there."""
    mine = (col(Upload.id) == upload_id, col(Upload.user_id) == user_id)
    upload = session.exec(select(Upload).where(*mine, col(Upload.expires_at) > now)).one_or_none()
    if upload is None:
        raise NotFound("This upload is not there any more. Begin it again.")
    get_course(session, user_id, upload.course_id)
    return upload


def note_arrived(session: Session, user_id: str, upload_id: str, *, before: int, arrived: int, now: datetime) -> None:
    """Note that so many bytes are safe. Raises `Conflict` if it is not `before` that was noted last."""
    this = (col(Upload.id) == upload_id, col(Upload.user_id) == user_id, col(Upload.arrived) == before)
    noted = (
        update(Upload).where(*this, col(Upload.document_id).is_(None)).values(arrived=arrived, expires_at=now + KEPT)
    )
    if session.connection().execute(noted).rowcount != 1:
        raise Conflict("Another request goes on with this upload, or it was cancelled.")


def note_finished(session: Session, user_id: str, upload_id: str, document_id: str, *, now: datetime) -> None:
    """Note which document was made of it, so that who missed the last answer can ask."""
    upload = get_upload(session, user_id, upload_id, now=now)
    document = get_document(session, user_id, document_id)
    upload.sqlmodel_update({"document_id": document.id, "arrived": upload.size, "expires_at": now + KEPT})
    session.flush()


def cancel_upload(session: Session, user_id: str, upload_id: str, *, data_dir: Path) -> None:
    """Give an upload up, and remove what has arrived. A document that was made of it stays."""
    mine = (col(Upload.id) == upload_id, col(Upload.user_id) == user_id)
    if session.connection().execute(delete(Upload).where(*mine)).rowcount != 1:
        raise NotFound("This upload is not there any more.")
    after_commit(session, partial(remove_parts, data_dir, [upload_id]))


def remove_expired(session: Session, *, data_dir: Path, now: datetime) -> int:
    """Give up what nobody has gone on with, for all learners, and remove parts without an upload. Returns how many."""
    expired = session.connection().execute(delete(Upload).where(col(Upload.expires_at) <= now)).rowcount
    folder = data_dir / FOLDER
    parts = {path.name for path in folder.iterdir()} if folder.is_dir() else set[str]()
    unfinished = set(session.exec(select(Upload.id).where(col(Upload.document_id).is_(None))))
    after_commit(session, partial(remove_parts, data_dir, sorted(parts - unfinished)))
    return expired
