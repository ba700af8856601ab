"""Pictures on a learner's cards: a row says whose picture it is, a file in the data folder holds it."""

import os
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import event
from sqlmodel import Session, col, select

from studyapp.errors import BadInput, NotFound, TooLarge, needing_room
from studyapp.material.isolation import parse_picture
from studyapp.material.picture_data import Picture
from studyapp.models import Image

MAX_IMAGE_BYTES: Final = 10 * 1024 * 1024
TOO_LARGE: Final = f"This picture is larger than {MAX_IMAGE_BYTES // 1024**2} MB, the most that can be uploaded."
FOLDER: Final = "images"
"""Below the data folder."""


@dataclass(frozen=True, slots=True)
class StoredImage:
    id: str
    path: Path
    media_type: str


async def read_image(data: bytes) -> Picture:
    """Decode an upload into a picture that can be stored. Raises `TooLarge` or `BadInput`."""
    if not data:
        raise BadInput("This file is empty.")
    if len(data) > MAX_IMAGE_BYTES:
        raise TooLarge(TOO_LARGE)
    return await parse_picture(data)


def add_image(session: Session, user_id: str, picture: Picture, *, data_dir: Path, now: datetime) -> Image:
    """Store a picture. If the learner has the same one already, that is returned and marked as used."""
    digest = sha256(picture.data).hexdigest()
    mine = (col(Image.user_id) == user_id, col(Image.sha256) == digest)
    image = session.exec(select(Image).where(*mine).with_for_update()).one_or_none() or Image(
        user_id=user_id,
        sha256=digest,
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        size=len(picture.data),
        created_at=now,
    )
    image.unused_since = None
    session.add(image)
    session.flush()
    _keep(session, data_dir / FOLDER / image.id, picture.data)
    return image


def find_image(session: Session, user_id: str, image_id: str, *, data_dir: Path) -> StoredImage:
    mine = (col(Image.id) == image_id, col(Image.user_id) == user_id)
    image = session.exec(select(Image).where(*mine)).one_or_none()
    path = data_dir / FOLDER / image_id
    if image is None or not path.is_file():
        raise NotFound("This picture is not there.")
    return StoredImage(image.id, path, image.media_type)


def _keep(session: Session, path: Path, data: bytes) -> None:
    """Write a new file, and remove it again if the transaction is rolled back."""
    if path.exists():
        return
    with needing_room():
        _write(path, data)
    event.listen(session, "after_rollback", partial(_forget, path), once=True)


def _forget(path: Path, _session: Session) -> None:
    path.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    """Write the file completely or not at all: it gets its name only when it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
