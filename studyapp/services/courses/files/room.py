"""How much room the files of a learner take up."""

from typing import Any, Final

from sqlalchemy import func
from sqlmodel import Session, col, select

from studyapp.errors import TooLarge
from studyapp.models import StoredDocument, Upload

_DOCUMENT: Final = StoredDocument


def check_room(session: Session, user_id: str, size: int, *, most_bytes: int, arrived_as: str = "") -> None:
    """Raises `TooLarge` if a file of this size has no room besides those of the learner and those that are arriving.

    The upload `arrived_as` is the file itself.
    """
    used = _of_files(session, user_id, _DOCUMENT.file_digest, _DOCUMENT.file_bytes)
    used += _of_files(session, user_id, _DOCUMENT.open_digest, _DOCUMENT.open_bytes)
    used += _arriving(session, user_id, but=arrived_as)
    if used + size > most_bytes:
        raise TooLarge(
            f"Your files take up {used // 1024**2:,} MB of {most_bytes // 1024**2:,} MB, so this one has no room. "
            "Delete documents, and empty the trash."
        )


def _of_files(session: Session, user_id: str, digest: Any, size: Any) -> int:
    """A file that several documents were made of is there once."""
    each = select(digest, func.max(size).label("size")).where(col(_DOCUMENT.user_id) == user_id).group_by(digest)
    return session.exec(select(func.coalesce(func.sum(each.subquery().c.size), 0))).one()


def _arriving(session: Session, user_id: str, *, but: str) -> int:
    unfinished = (col(Upload.document_id).is_(None), col(Upload.id) != but)
    total = func.coalesce(func.sum(Upload.size), 0)
    return session.exec(select(total).where(col(Upload.user_id) == user_id, *unfinished)).one()
