"""Reads a Word, PowerPoint or EPUB file or a web page."""

from collections.abc import Iterator
from pathlib import Path

from studyapp.material.importing.events import Event, FoundSection, Imported, Opened
from studyapp.material.written.reading import read_written
from studyapp.models import FileFormat


def read(path: Path, file_format: FileFormat, *, most_pages: int) -> Iterator[Event]:
    found = read_written(path, file_format, most_pages=most_pages)
    pages = len(found.page_starts)
    yield Opened(found.title, pages)
    sections = tuple(FoundSection.of(section, has_pages=pages > 0) for section in found.sections)
    yield Imported(found.text, found.page_starts, (None,) * pages, sections, found.passages)
