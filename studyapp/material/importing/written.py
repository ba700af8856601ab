"""Reads a Word, PowerPoint or EPUB file or a web page."""

from pathlib import Path
from typing import Final

from studyapp.material.importing.events import FoundSection, Imported, Opened, Progress, Tell
from studyapp.material.written import block
from studyapp.material.written.reading import read_written
from studyapp.models import FileFormat

_TOLD_EVERY: Final = 5
"""In percent."""


def read(path: Path, file_format: FileFormat, *, most_pages: int, tell: Tell) -> None:
    found = read_written(path, file_format, most_pages=most_pages, tell=_in_steps(tell))
    pages = len(found.page_starts)
    tell(Opened(found.title, pages))
    sections = tuple(FoundSection.of(section, has_pages=pages > 0) for section in found.sections)
    tell(Imported(found.text, found.page_starts, (None,) * pages, sections, found.passages))


def _in_steps(tell: Tell) -> block.Tell:
    """Tells only now and then, because each time is written down."""
    told = 0

    def note(share: float) -> None:
        nonlocal told
        percent = int(100 * share)
        if percent >= told + _TOLD_EVERY:
            told = percent
            tell(Progress(percent))

    return note
