"""Tells the formats of files that all begin alike: ZIP archives, and the compound files of old office programs.

It only looks for names in the bytes. The archive is opened, with care, by the child process that reads it.
"""

import re
from mmap import mmap
from typing import Final

from studyapp.errors import BadInput
from studyapp.models.documents import FileFormat

ZIP: Final = b"PK\x03\x04"
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DIRECTORY_BYTES: Final = 4 * 1024**2
"""The names in an archive stand at its end, and take less than that in any that is read."""
_HEAD_BYTES: Final = 256

_AS_DOCX: Final = "Save it as DOCX or PDF and upload that."
_OPEN_DOCUMENT: Final = f"OpenDocument files (ODT, ODP, ODS) are not read. {_AS_DOCX}"
_APPLE: Final = "Pages, Keynote and Numbers files are not read. Export it as PDF, Word or PowerPoint and upload that."
_SHEET: Final = "Spreadsheets are not read. Save the sheet as PDF or as text (CSV) and upload that."
_ARCHIVE: Final = "This is a compressed archive. Unpack it and upload the documents inside one by one."
_CUT_OFF: Final = "This file is not complete: its end is missing. Upload it once more, or save it again first."
_LOCKED: Final = (
    "This office file is protected with a password. Open it, remove the password (File, Info, Protect), save it and "
    "upload that."
)
_OLD_WORD: Final = f"This is a file of Word 97–2003 (DOC), which is not read. {_AS_DOCX}"
_OLD_SLIDES: Final = (
    "This is a file of PowerPoint 97–2003 (PPT), which is not read. Save it as PPTX or PDF and upload that."
)
_OLD: Final = f"This is a file of an old office program, which is not read. {_AS_DOCX}"

_INNER: Final = (
    (re.compile(rb"PK\x01\x02.{42}word/", re.DOTALL), FileFormat.DOCX),
    (re.compile(rb"PK\x01\x02.{42}ppt/", re.DOTALL), FileFormat.PPTX),
    (re.compile(rb"PK\x01\x02.{42}META-INF/container\.xml", re.DOTALL), FileFormat.EPUB),
    (re.compile(rb"PK\x01\x02.{42}xl/", re.DOTALL), _SHEET),
    (re.compile(rb"PK\x01\x02.{42}(?:Index/|index\.apxl|[\w/]*\.iwa)", re.DOTALL), _APPLE),
)
_STREAMS: Final = (
    ("EncryptedPackage", _LOCKED),
    ("WordDocument", _OLD_WORD),
    ("PowerPoint Document", _OLD_SLIDES),
    ("Workbook", _SHEET),
)


def format_within(data: bytes | mmap) -> FileFormat:
    """The format of a whole file that begins as `ZIP` or `COMPOUND`. Raises `BadInput` if it is not read."""
    if data[: len(COMPOUND)] == COMPOUND:
        said = (sentence for name, sentence in _STREAMS if data.find(name.encode("utf-16-le")) >= 0)
        raise BadInput(next(said, _OLD))
    head, tail = data[:_HEAD_BYTES], data[-_DIRECTORY_BYTES:]
    if b"mimetypeapplication/vnd.oasis.opendocument" in head:
        raise BadInput(_OPEN_DOCUMENT)
    if b"PK\x05\x06" not in tail:
        raise BadInput(_CUT_OFF)
    if b"mimetypeapplication/epub+zip" in head:
        return FileFormat.EPUB
    found = next((what for pattern, what in _INNER if pattern.search(tail)), _ARCHIVE)
    if isinstance(found, FileFormat):
        return found
    raise BadInput(found)
