"""Reads a PDF, and tells every few pages how far it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from studyapp.material.importing.events import Event, Imported, Opened, Progress
from studyapp.material.pdf.reading import PdfReading

_TOLD_EVERY: Final = 20


def read(path: Path, *, most_pages: int) -> Iterator[Event]:
    reading = PdfReading(path, most_pages=most_pages)
    yield Opened(reading.title, reading.count)
    for number in range(1, reading.count + 1):
        reading.read_page(number)
        if number % _TOLD_EVERY == 0:
            yield Progress(number)
    found = reading.finish()
    yield Imported(found.text, found.page_starts, found.problems, ())
