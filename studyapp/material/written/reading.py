"""Reads a file whose format says what is a heading, in the child process only."""

from pathlib import Path
from typing import Final

from studyapp.material.written.block import Tell, Written, between, unheard
from studyapp.material.written.text import WrittenText, put_together
from studyapp.models.documents import FileFormat

_READ: Final = 0.85
"""So much is done when all has been read, and is to be put together."""


def read_written(
    source: bytes | Path, file_format: FileFormat, *, most_pages: int, tell: Tell = unheard
) -> WrittenText:
    """Raises `BadInput` or `TooLarge`."""
    return put_together(_read(source, file_format, most_pages, between(tell, 0, _READ)))


def _read(
    source: bytes | Path, file_format: FileFormat, most_pages: int, tell: Tell
) -> Written:  # each loads its own library
    match file_format:
        case FileFormat.DOCX:
            from studyapp.material.written.zipped.docx import read_docx  # noqa: PLC0415

            return read_docx(source, tell)
        case FileFormat.PPTX:
            from studyapp.material.written.zipped.pptx import read_pptx  # noqa: PLC0415

            return read_pptx(source, tell, most_pages=most_pages)
        case FileFormat.EPUB:
            from studyapp.material.written.zipped.epub import read_epub  # noqa: PLC0415

            return read_epub(source, tell)
        case FileFormat.HTML:
            from studyapp.material.written.markup.page import read_page  # noqa: PLC0415

            return read_page(source if isinstance(source, bytes) else source.read_bytes(), tell)
        case FileFormat.PDF | FileFormat.TEXT:
            raise AssertionError(file_format)
