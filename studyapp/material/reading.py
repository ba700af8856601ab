"""Reads an uploaded file. The type is detected from the content."""

import asyncio
from dataclasses import dataclass
from typing import Final

from studyapp.errors import BadInput, TooLarge
from studyapp.material.cleaning import (
    MAX_CONTENT_CHARS,
    MAX_DOCUMENT_CHARS,
    MIN_CONTENT_CHARS,
    clean_text,
    require_text,
    too_long,
)
from studyapp.material.containers import format_within
from studyapp.material.decoding import decode
from studyapp.material.isolation import parse_pdf, parse_written
from studyapp.material.pages import PageProblem, left_out
from studyapp.material.sniffing import format_of
from studyapp.material.titles import document_title
from studyapp.models import FileFormat

__all__ = [
    "MAX_CONTENT_CHARS",
    "MAX_DOCUMENT_CHARS",
    "MAX_UPLOAD_BYTES",
    "MIN_CONTENT_CHARS",
    "Document",
    "clean_text",
    "read_upload",
]

MAX_UPLOAD_BYTES: Final = 50 * 1024 * 1024
_WIDEST_CHAR: Final = 4
"""The most bytes a character takes in any supported encoding."""


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    text: str
    """The text as cleaned by `clean_text`."""
    page_starts: tuple[int, ...] = ()
    """Character offset of each page in `text`; empty when the document has no pages."""
    problems: tuple[PageProblem | None, ...] = ()
    """For each page why it was left out; None if it was read."""

    @property
    def left_out(self) -> str:
        """A sentence about the pages that were left out; empty if there are none."""
        return left_out(self.problems)


async def read_upload(name: str, data: bytes) -> Document:
    """Read the file as a document. Raises `TooLarge` or `BadInput` with a sentence that says what is wrong."""
    if not data:
        raise BadInput("This file is empty.")
    if len(data) > MAX_UPLOAD_BYTES:
        raise TooLarge(f"This file is larger than {MAX_UPLOAD_BYTES // 1024**2} MB, the most that can be uploaded.")
    kind = format_of(data) or format_within(data)
    if kind is FileFormat.PDF:
        return await _read_pdf(name, data)
    if kind is not FileFormat.TEXT:
        return await _read_written(name, data, kind)
    return await asyncio.to_thread(_read_text, name, data)


async def _read_pdf(name: str, data: bytes) -> Document:
    parsed = await parse_pdf(data)
    title = document_title(name, "", stated=parsed.title)
    return Document(title, require_text(parsed.text), parsed.page_starts, parsed.problems)


async def _read_written(name: str, data: bytes, kind: FileFormat) -> Document:
    parsed = await parse_written(data, kind)
    return Document(document_title(name, "", stated=parsed.title), parsed.text, parsed.page_starts)


def _read_text(name: str, data: bytes) -> Document:
    if len(data) > MAX_DOCUMENT_CHARS * _WIDEST_CHAR:
        raise TooLarge(too_long(len(data) // _WIDEST_CHAR, most=MAX_DOCUMENT_CHARS, and_more=True))
    text = require_text(clean_text(decode(data), most=MAX_DOCUMENT_CHARS))
    return Document(document_title(name, text), text)
