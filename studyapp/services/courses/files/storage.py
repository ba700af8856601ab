"""The files of courses, each stored once under the hash of its content, however many documents are made of it."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final, Self

from sqlmodel import Session, col, select

from studyapp.errors import BadInput, TooLarge, needing_room
from studyapp.material.containers import format_within
from studyapp.material.sniffing import SNIFFED_BYTES, format_of
from studyapp.models import FileFormat, StoredDocument
from studyapp.models.columns import new_id

FOLDER: Final = "files"
"""Below the data folder."""
_UNFINISHED: Final = ".unfinished"
_KEPT_UNNAMED: Final = timedelta(days=1)
"""How long a file stays that no document names, e.g. one that is just being received."""


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    digest: str
    """SHA-256 of its content."""
    size: int
    format: FileFormat


class Receiving:
    """A file that arrives in pieces. It is refused at the first piece that shows that it cannot be taken.

    Use it as a context manager, which removes what has arrived unless `finish` was called. All methods block.
    """

    def __init__(self, data_dir: Path, *, most_bytes: int) -> None:
        self._folder = data_dir / FOLDER
        self._most_bytes = most_bytes
        self._path = self._folder / f"{new_id()}{_UNFINISHED}"
        self._hash = sha256()
        self._size = 0
        self._head = b""
        self._format: FileFormat | None = None
        self._is_sniffed = False

    def __enter__(self) -> Self:
        with needing_room():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file = self._path.open("wb")
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._file.close()
        self._path.unlink(missing_ok=True)

    def write(self, piece: bytes) -> None:
        """Raises `TooLarge`, `BadInput` for a file that cannot be read, or `StorageFull`."""
        self._size += len(piece)
        if self._size > self._most_bytes:
            raise TooLarge(f"This file is larger than {self._most_bytes // 1024**2} MB, the most that can be uploaded.")
        if not self._is_sniffed:
            self._head += piece[:SNIFFED_BYTES]
            if len(self._head) >= SNIFFED_BYTES:
                self._format, self._is_sniffed = format_of(self._head), True
        self._hash.update(piece)
        with needing_room():
            self._file.write(piece)

    def finish(self) -> ReceivedFile:
        """Give the file its name. It is on the disk when this returns. Raises the errors of `write`."""
        if not self._size:
            raise BadInput("This file is empty.")
        kind = self._format if self._is_sniffed else format_of(self._head)
        with needing_room():
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        kind = kind or format_of_file(self._path)
        digest = self._hash.hexdigest()
        self._path.replace(self._folder / digest)
        return ReceivedFile(digest, self._size, kind)


def readable_digest(document: StoredDocument) -> str:
    """The digest of the file that is read and shown: the copy that opens without a password if there is one. Empty if
    no file is kept.
    """
    return document.open_digest or document.file_digest or ""


def format_of_file(path: Path) -> FileFormat:
    """The format of a whole file that is not empty, told by its content. Raises `BadInput` for one that is not read."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return format_of(data[:SNIFFED_BYTES]) or format_within(data)


def path_of(data_dir: Path, digest: str) -> Path:
    return data_dir / FOLDER / digest


def remove_unnamed(session: Session, *, data_dir: Path, now: datetime) -> int:
    """Remove the files that no document names, and return how many these were.

    A file just received is younger than a day, also if it is the same as an old one, whose place it takes.
    """
    folder = data_dir / FOLDER
    before = (now - _KEPT_UNNAMED).timestamp()
    old = [path for path in folder.iterdir() if path.stat().st_mtime < before] if folder.is_dir() else []
    digests = select(StoredDocument.file_digest, StoredDocument.open_digest)
    rows = session.exec(digests.where(col(StoredDocument.file_digest).is_not(None)))
    named = {digest for row in rows for digest in row}
    gone = [path for path in old if path.name not in named]
    for path in gone:
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:  # else it has been received once more since
                path.unlink()
    return len(gone)
