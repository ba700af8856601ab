"""Opens a ZIP archive after checking what it says about itself, and never reads more of it than was checked."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from studyapp.errors import BadInput, TooLarge

MOST_BYTES: Final = 200 * 1024**2
"""Of all members unpacked."""
MOST_MEMBERS: Final = 5_000
MOST_TIMES: Final = 200
"""A member may be so many times as large as it is packed."""
_SMALL: Final = 1024**2
"""A member of fewer bytes may be packed as tightly as it likes."""
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 1
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_MARKUP: Final = re.compile(r".*\.(?:xml|rels|vml)", re.IGNORECASE | re.DOTALL)

DAMAGED: Final = (
    "This file is damaged or was not saved completely. Open it in the program it was made with, save it again and "
    "upload that."
)
TOO_LARGE: Final = (
    f"Unpacked, this file takes more than {MOST_BYTES // 1024**2} MB. Save it without its pictures and films, or as "
    "PDF, and upload that."
)
TOO_MANY: Final = f"This file holds more than {MOST_MEMBERS:,} files. Save it as PDF and upload that."
BOMB: Final = "This file unpacks to hundreds of times its size, as files made to do harm do. It has not been opened."
LOCKED: Final = "This file is protected with a password. Save it without one and upload that."
DOCTYPE: Final = (
    "This file declares its own markup (DOCTYPE), which office programs never write. It has not been opened; save it "
    "again in Word, PowerPoint or LibreOffice and upload that."
)
_ESCAPED: Final = re.compile(rb"%([0-9A-Fa-f]{2})")
_FAILURES: Final = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


class Archive:
    """An archive that may be read. Use it as a context manager. All methods raise `BadInput` or `TooLarge`."""

    def __init__(self, source: bytes | Path) -> None:
        try:
            self._file = zipfile.ZipFile(BytesIO(source) if isinstance(source, bytes) else source)
        except _FAILURES as error:
            raise BadInput(DAMAGED) from error
        try:
            self._members = _checked(self._file.infolist())
        except BaseException:
            self._file.close()
            raise
        self._alike = {_folded(name): name for name in self._members}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def named(self, name: str) -> str:
        """How a member is written that is so called but for case and escapes, as careless programs call it."""
        return name if name in self._members else self._alike.get(_folded(name), name)

    def read(self, name: str) -> bytes:
        """The member of that name; no more of it than it says it has."""
        try:
            member = self._members[name]
            with self._file.open(member) as file:
                return file.read(member.file_size + 1)[: member.file_size]
        except (KeyError, *_FAILURES) as error:
            raise BadInput(DAMAGED) from error

    def refuse_doctypes(self) -> None:
        """Refuse an office file in which any part declares its own markup: this is how entities are made to explode."""
        for name in self._members:
            if _MARKUP.fullmatch(name):
                data = self.read(name)
                if any(mark in data for mark in _DOCTYPES):
                    raise BadInput(DOCTYPE)


def unescaped(address: str) -> str:
    """The address without percent signs. The standard library has this in a package that knows the network."""
    plain = _ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), address.encode(errors="replace"))
    return plain.decode(errors="replace")


def _folded(name: str) -> str:
    return unescaped(name).casefold()


def _checked(members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(members) > MOST_MEMBERS:
        raise TooLarge(TOO_MANY)
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise TooLarge(TOO_LARGE)
    for member in members:
        if member.file_size > _SMALL and member.file_size > MOST_TIMES * member.compress_size:
            raise BadInput(BOMB)
        if member.flag_bits & _ENCRYPTED:
            raise BadInput(LOCKED)
        if member.compress_type not in _METHODS:
            raise BadInput(DAMAGED)
    return {member.filename: member for member in members if not member.is_dir()}
