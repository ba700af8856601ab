"""Documents that only a password opens.

The password opens the file once, for a copy without it, and is kept nowhere: learners use the same ones elsewhere, and
the text of the document is in the database anyway.
"""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlmodel import Session

from studyapp.errors import Conflict
from studyapp.material.unlocking.copying import copy_without_password
from studyapp.models import StoredDocument
from studyapp.services.changes import changed
from studyapp.services.courses.documents import get_document
from studyapp.services.courses.files.room import check_room
from studyapp.services.courses.files.storage import ReceivedFile, Receiving

SENTENCE: Final = "This PDF is protected with a password. Give it on the page of the course, and it is read."
_LARGER: Final = 2
"""How many times larger than the file its copy may become, because it is packed less tightly."""


async def open_copy(path: Path, password: str, *, data_dir: Path) -> ReceivedFile:
    """Store a copy of the file that opens without the password. Raises `WrongPassword`, `Conflict` if the file opens
    without one, `BadInput`, `StorageFull` or `Busy`.
    """
    most = _LARGER * (await asyncio.to_thread(path.stat)).st_size + 1024**2
    with Receiving(data_dir, most_bytes=most) as receiving:
        await copy_without_password(path, password, lambda piece: asyncio.to_thread(receiving.write, piece))
        return await asyncio.to_thread(receiving.finish)


def lock(session: Session, document: StoredDocument, *, now: datetime) -> int:  # noqa: ARG001
    """Note that the file of the document needs a password. Returns how many sections are new: none."""
    document.is_locked = True
    session.flush()
    changed(session, document.user_id)
    return 0


def locked_document(session: Session, user_id: str, document_id: str) -> StoredDocument:
    """A document that waits for its password. Raises `NotFound`, or `Conflict` if it does not."""
    document = get_document(session, user_id, document_id)
    if not document.is_locked:
        raise Conflict("This document does not wait for a password.")
    return document


def unlock(session: Session, user_id: str, document_id: str, copy: ReceivedFile, *, most_bytes: int) -> StoredDocument:
    """Read the document from this copy from now on. Raises `TooLarge` if the copy has no room."""
    document = get_document(session, user_id, document_id, hold=True)
    if document.open_digest:
        raise Conflict("This document is open already.")
    check_room(session, user_id, copy.size, most_bytes=most_bytes)
    document.sqlmodel_update({"is_locked": False, "open_digest": copy.digest, "open_bytes": copy.size})
    session.flush()
    changed(session, user_id)
    return document
