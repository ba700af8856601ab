"""Reads an uploaded PDF, Markdown or plain text file. The type is detected from the content."""

import asyncio
from dataclasses import dataclass
from typing import Final

from studyapp.errors import BadInput, TooLarge
from studyapp.material.cleaning import MAX_CONTENT_CHARS, MIN_CONTENT_CHARS, clean_text, require_length, too_long
from studyapp.material.decoding import decode
from studyapp.material.isolation import parse_pdf
from studyapp.material.sniffing import FileKind, kind_of
from studyapp.material.titles import document_title

__all__ = ["MAX_CONTENT_CHARS", "MAX_UPLOAD_BYTES", "MIN_CONTENT_CHARS", "Document", "clean_text", "read_upload"]

MAX_UPLOAD_BYTES: Final = 50 * 1024 * 1024
_WIDEST_CHAR: Final = 4
"""The most bytes a character takes in any supported encoding."""


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    text: str
    """The text as cleaned by `clean_text`."""
    page_starts: tuple[int, ...]
    """Character offset of each page in `text`; empty when the document has no pages."""


async def read_upload(name: str, data: bytes) -> Document:
    """Read the file as a document. Raises `TooLarge` or `BadInput` with a sentence that says what is wrong."""
    if not data:
        raise BadInput("This file is empty.")
    if len(data) > MAX_UPLOAD_BYTES:
        raise TooLarge(f"This file is larger than {MAX_UPLOAD_BYTES // 1024**2} MB, the most that can be uploaded.")
    match kind_of(data):
        case FileKind.PDF:
            return await _read_pdf(name, data)
        case FileKind.TEXT:
            return await asyncio.to_thread(_read_text, name, data)


async def _read_pdf(name: str, data: bytes) -> Document:
    parsed = await parse_pdf(data)
    return Document(document_title(name, "", stated=parsed.title), require_length(parsed.text), parsed.page_starts)


def _read_text(name: str, data: bytes) -> Document:
    if len(data) > MAX_CONTENT_CHARS * _WIDEST_CHAR:
        raise TooLarge(too_long(len(data) // _WIDEST_CHAR, and_more=True))
    text = require_length(clean_text(decode(data)))
    return Document(document_title(name, text), text, ())
