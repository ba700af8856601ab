"""Detects the type of a file from its bytes, because file names are unreliable."""

import re
from typing import Final

from studyapp.errors import BadInput
from studyapp.material.containers import COMPOUND, ZIP
from studyapp.models import FileFormat

SNIFFED_BYTES: Final = 1_024
"""So many bytes at the beginning of a file tell its format."""

READ: Final = "PDF, Word (DOCX), PowerPoint (PPTX), EPUB, HTML, Markdown or text"
"""The formats that are read, as they are told to learners."""
_UPLOAD: Final = f"Upload a file with text in it: {READ}."
_PICTURE: Final = f"This is a picture. {_UPLOAD}"
_MEDIA: Final = f"This is a sound or video file. {_UPLOAD}"
_ARCHIVE: Final = "This is a compressed archive. Unpack it and upload the documents inside one by one."
_PROGRAM: Final = f"This is a program or a database, not a document. {_UPLOAD}"
_RICH_TEXT: Final = "Rich text files (RTF) are not read. Save it as DOCX, PDF or plain text and upload that."
_POSTSCRIPT: Final = "PostScript files are not read. Save it as PDF and upload that."
_KINDLE: Final = "Kindle books (MOBI, AZW) are not read. Upload the book as EPUB or PDF."

_REFUSED: Final = (
    (b"PK\x05\x06", _ARCHIVE),
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
_HTML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?:<\?xml[^>]*>|<!--.{0,600}?-->)\s*){0,3}(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_WIDE_MARKS: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_MOBI: Final = slice(60, 68)


def format_of(data: bytes) -> FileFormat | None:
    """The format of a file by its first bytes. Anything unknown is tried as text. None if the whole file is needed to
    tell, which `format_within` does.

    Raises `BadInput` for known formats that are not read.
    """
    head = data[:SNIFFED_BYTES]
    if head.startswith((ZIP, COMPOUND)):
        return None
    if b"%PDF-" in head:
        return FileFormat.PDF
    for magic, sentence in _REFUSED:
        if head.startswith(magic):
            raise BadInput(sentence)
    if _MP4.match(head):
        raise BadInput(_MEDIA)
    if _WINDOWS_PROGRAM.match(head):
        raise BadInput(_PROGRAM)
    if head[_MOBI] in (b"BOOKMOBI", b"TEXtREAd"):
        raise BadInput(_KINDLE)
    return FileFormat.HTML if _HTML.match(_narrow(head)) else FileFormat.TEXT


def _narrow(head: bytes) -> bytes:
    """The beginning of a text in UTF-16 as single bytes."""
    encoding = _WIDE_MARKS.get(head[:2])
    return head[2:].decode(encoding, errors="replace").encode(errors="replace") if encoding else head
