"""Reads a PDF: the chapters its outline names at once, then page by page, then all chapters and sections."""

from pathlib import Path
from typing import Final

from studyapp.material.importing.events import FoundSection, Imported, Opened, Progress, Tell
from studyapp.material.pdf.reading import PdfReading
from studyapp.material.sections.announced import announced
from studyapp.material.sections.kinds import kind_of
from studyapp.material.sections.structure import OutlineEntry
from studyapp.models import FileFormat

_TOLD_EVERY: Final = 20


def read(path: Path, file_format: FileFormat, *, most_pages: int, tell: Tell) -> None:  # noqa: ARG001
    reading = PdfReading(path, most_pages=most_pages)
    tell(Opened(reading.title, reading.count, _announced(reading)))
    for number in range(1, reading.count + 1):
        reading.read_page(number)
        if number % _TOLD_EVERY == 0:
            tell(Progress(100 * number // reading.count))
    found = reading.finish()
    sections = tuple(FoundSection.of(section, has_pages=True) for section in found.sections)
    tell(Imported(found.text, found.page_starts, found.problems, sections, found.passages))


def _announced(reading: PdfReading) -> tuple[FoundSection, ...]:
    chapters = announced(reading.outline(), reading.count)
    return tuple(
        _unread(chapter, following.page - 1 if following else reading.count, pages=reading.count)
        for chapter, following in zip(chapters, [*chapters, None][1:], strict=True)
    )


def _unread(chapter: OutlineEntry, last_page: int, *, pages: int) -> FoundSection:
    return FoundSection(
        title=chapter.title,
        is_chapter=True,
        kind=kind_of(chapter.title, share=(chapter.page - 1) / pages),
        page_from=chapter.page,
        page_to=max(chapter.page, last_page),
        start=None,
        end=None,
    )
