"""Detects the type of a file from its bytes, because file names are unreliable."""

import re
from typing import Final

from studyapp.errors import BadInput
from studyapp.models import FileFormat

SNIFFED_BYTES: Final = 1_024
"""So many bytes at the beginning of a file tell its format."""

_OFFICE: Final = "Word, PowerPoint and EPUB files are not read yet. Save it as PDF or text and upload that."
_PICTURE: Final = "This is a picture. Only files with text in them can be read: PDF, Markdown or plain text."
_MEDIA: Final = "This is a sound or video file. Only PDF, Markdown and plain text can be read."
_ARCHIVE: Final = "This is a compressed archive. Unpack it and upload the PDF, Markdown or text file inside."
_PROGRAM: Final = "This is a program or a database, not a document. Upload a PDF, Markdown or text file."
_RICH_TEXT: Final = "Rich text files are not read yet. Save it as PDF or plain text and upload that."
_POSTSCRIPT: Final = "PostScript files are not read. Save it as PDF and upload that."
_WEB_PAGE: Final = "Web pages are not read yet. Copy the text you want from the page and paste it."

_REFUSED: Final = (
    (b"PK\x03\x04", _OFFICE),
    (b"PK\x05\x06", _ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (b"\x89PNG\r\n\x1a\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"RIFF", _MEDIA),
    (b"ID3", _MEDIA),
    (b"OggS", _MEDIA),
    (b"\x1aE\xdf\xa3", _MEDIA),
    (b"\x1f\x8b", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\xfd7zXZ\x00", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"\x7fELF", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"SQLite format 3\x00", _PROGRAM),
    (b"{\\rtf", _RICH_TEXT),
    (b"%!PS", _POSTSCRIPT),
)
_MP4: Final = re.compile(rb".{4}ftyp", re.DOTALL)
_WINDOWS_PROGRAM: Final = re.compile(rb"MZ.{0,62}\x00", re.DOTALL)
_HTML: Final = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)


def format_of(data: bytes) -> FileFormat:
    """The format of a file by its first bytes. Anything unknown is tried as text.

    Raises `BadInput` for known formats that are not read.
    """
    head = data[:SNIFFED_BYTES]
    if b"%PDF-" in head:
        return FileFormat.PDF
    for magic, sentence in _REFUSED:
        if head.startswith(magic):
            raise BadInput(sentence)
    if _MP4.match(head):
        raise BadInput(_MEDIA)
    if _WINDOWS_PROGRAM.match(head):
        raise BadInput(_PROGRAM)
    if _HTML.match(head):
        raise BadInput(_WEB_PAGE)
    return FileFormat.TEXT
