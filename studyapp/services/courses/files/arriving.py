"""The part of a file that has arrived, while it comes in several requests. All functions block.

A part is in the data folder under the id of its upload. Only what has been synced to the disk counts as arrived, so
that nothing is missing in a file when the power fails.
"""

import os
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from typing import Final, Self

from studyapp.errors import TooLarge, needing_room
from studyapp.material.sniffing import SNIFFED_BYTES, format_of
from studyapp.models import Upload
from studyapp.models.columns import new_id
from studyapp.services.courses.files import storage as files
from studyapp.services.courses.files.storage import ReceivedFile

FOLDER: Final = "uploads"
"""Below the data folder."""


def part_of(data_dir: Path, upload_id: str) -> Path:
    return data_dir / FOLDER / upload_id


def arrived(data_dir: Path, upload: Upload) -> int:
    """How many bytes of it are here: fewer than are noted if its part has been lost."""
    if upload.document_id:
        return upload.size
    try:
        return min(upload.arrived, part_of(data_dir, upload.id).stat().st_size)
    except FileNotFoundError:
        return 0


class Part:
    """The part of a file, to which the following bytes are added. Use it as a context manager."""

    def __init__(self, path: Path, *, start: int, size: int) -> None:
        self._path = path
        self._size = size
        self._is_known = False
        self.length = start
        """How many bytes are here."""

    def __enter__(self) -> Self:
        with needing_room():
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file = self._path.open("r+b" if self._path.exists() else "w+b")
            self._file.truncate(self.length)  # what came after that was never noted
            self._file.seek(self.length)
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._file.close()

    @property
    def is_whole(self) -> bool:
        return self.length == self._size

    def write(self, data: bytes) -> None:
        """Raises `TooLarge` if more comes than was said, `BadInput` if the file cannot be read, or `StorageFull`."""
        if self.length + len(data) > self._size:
            raise TooLarge(f"More was sent than the {self._size:,} bytes that were announced.")
        with needing_room():
            self._file.write(data)
        self.length += len(data)
        self._check_kind()

    def sync(self) -> None:
        """What was written is on the disk when this returns."""
        with needing_room():
            self._file.flush()
            os.fsync(self._file.fileno())

    def store(self, data_dir: Path) -> ReceivedFile:
        """Store the whole file among the files of courses. Its part stays until a document names the file."""
        with needing_room():
            self._file.flush()
        kind = files.format_of_file(self._path)
        self._file.seek(0)
        digest = file_digest(self._file, "sha256").hexdigest()
        _place(self._path, files.path_of(data_dir, digest))
        return ReceivedFile(digest, self._size, kind)

    def _check_kind(self) -> None:
        if self._is_known or self.length < SNIFFED_BYTES:
            return
        self._is_known = True
        with needing_room():
            self._file.flush()
        with self._path.open("rb") as beginning:
            format_of(beginning.read(SNIFFED_BYTES))


def _place(part: Path, path: Path) -> None:
    """Give the part its second name at once and completely, in the place of an equal file."""
    with needing_room():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = path.with_name(f"{new_id()}.unfinished")
        try:
            os.link(part, unfinished)
            unfinished.replace(path)
        except OSError:  # a file system without links
            part.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    os.utime(path)


def remove_parts(data_dir: Path, upload_ids: list[str]) -> None:
    for upload_id in upload_ids:
        part_of(data_dir, upload_id).unlink(missing_ok=True)
