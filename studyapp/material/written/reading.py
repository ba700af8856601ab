"""Reads a file whose format says what is a heading, in the child process only."""

from pathlib import Path

from studyapp.material.written.block import Written
from studyapp.material.written.text import WrittenText, put_together
from studyapp.models.documents import FileFormat


def read_written(source: bytes | Path, file_format: FileFormat, *, most_pages: int) -> WrittenText:
    """Raises `BadInput` or `TooLarge`."""
    return put_together(_read(source, file_format, most_pages=most_pages))


def _read(source: bytes | Path, file_format: FileFormat, *, most_pages: int) -> Written:  # each loads its own library
    match file_format:
        case FileFormat.DOCX:
            from studyapp.material.written.zipped.docx import read_docx  # noqa: PLC0415

            return read_docx(source)
        case FileFormat.PPTX:
            from studyapp.material.written.zipped.pptx import read_pptx  # noqa: PLC0415

            return read_pptx(source, most_pages=most_pages)
        case FileFormat.EPUB:
            from studyapp.material.written.zipped.epub import read_epub  # noqa: PLC0415

            return read_epub(source)
        case FileFormat.HTML:
            from studyapp.material.written.markup.page import read_page  # noqa: PLC0415

            return read_page(source if isinstance(source, bytes) else source.read_bytes())
        case FileFormat.PDF | FileFormat.TEXT:
            raise AssertionError(file_format)
