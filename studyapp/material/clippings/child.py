# pyright: standard
"""The child process that looks for formulas and figures. It prints those of a page as a line of JSON, page by page.

It limits its own resources before it opens anything, so that a hostile file harms this process only.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Final

from pypdfium2 import PdfDocument, PdfiumError

from studyapp.errors import StudyError
from studyapp.material.clippings.clipping import Area, Clipping, ClippingKind
from studyapp.material.clippings.figures import figures
from studyapp.material.clippings.formulas import formulas
from studyapp.material.clippings.reading import Told, told_lines
from studyapp.material.clippings.sheet import MOST_POINTS, Sheet
from studyapp.material.pdf.document import opened
from studyapp.material.pdf.lines import Box
from studyapp.material.pdf.pdfium import Drawn, drawn_on
from studyapp.material.worker import limit_resources

WIDTH: Final = 1_200
"""Of the picture of a page, in pixels."""
_AROUND: Final = 3
"""So many pages more on each side tell what is usual, and which lines are heads and feet."""
_MARGIN: Final = 2.5
"""White around a clipping, in points: less than `formulas` has seen."""
_MOST_LINES: Final = 1_000
_FEWEST_LETTERS: Final = 20


def main(path: str, *numbers: str) -> None:
    first, last, memory_bytes, cpu_seconds = map(int, numbers)
    limit_resources(memory_bytes, cpu_seconds)
    with suppress(StudyError, PdfiumError, MemoryError):
        for found in clippings(opened(Path(path), most_pages=sys.maxsize), first, last):
            sys.stdout.write(json.dumps([asdict(each) for each in found]) + "\n")
            sys.stdout.flush()


def clippings(document: PdfDocument, first: int, last: int) -> Iterator[list[Clipping]]:
    """The formulas and figures of these pages, from 1, page by page in the order of their places."""
    numbers = range(max(first - _AROUND, 1), min(last + _AROUND, len(document)) + 1)
    pages = {number: drawn for number in numbers if (drawn := _drawn(document, number))}
    lines = told_lines(pages)
    for number in range(first, last + 1):
        if number in pages and not pages[number].view.turn and len(lines[number]) <= _MOST_LINES:
            yield _on_page(document, number, lines[number])


def _drawn(document: PdfDocument, number: int) -> Drawn | None:
    try:
        page = document[number - 1]
        try:
            width, height = page.get_size()
            is_possible = not page.get_rotation() and 0 < width * height <= MOST_POINTS
            return drawn_on(page, number) if is_possible else None
        finally:
            page.close()
    except PdfiumError:
        return None


def _on_page(document: PdfDocument, number: int, lines: Sequence[Told]) -> list[Clipping]:
    page = document[number - 1]
    try:
        sheet = Sheet.of(page, lines)
        drawn = list(figures(sheet))
        found = [(at, _figure(sheet, number, box, at, caption)) for box, at, caption in drawn]
        for box, at in formulas(sheet):
            if not any(box.meets(other) for other, _, _ in drawn):
                found.append((at, _formula(sheet, number, box, at)))
        return [each for _, each in sorted(found, key=lambda placed: placed[0])]
    finally:
        page.close()


def _figure(sheet: Sheet, number: int, box: Box, at: int, caption: str) -> Clipping:
    after = caption or _before(sheet.lines, at + 1)
    return Clipping(ClippingKind.FIGURE, number, *_placed(sheet, box), caption, after)


def _formula(sheet: Sheet, number: int, box: Box, at: int) -> Clipping:
    return Clipping(ClippingKind.FORMULA, number, *_placed(sheet, box), "", _before(sheet.lines, at))


def _before(lines: Sequence[Told], at: int) -> str:
    """The last line of text before this place; empty if there is none."""
    texts = (told for told in reversed(lines[:at]) if told.is_text and not told.is_running)
    return next((told.line.text for told in texts if sum(map(str.isalpha, told.line.text)) >= _FEWEST_LETTERS), "")


def _placed(sheet: Sheet, box: Box) -> tuple[Area, int, int]:
    across, down = 100 / sheet.width, 100 / sheet.height
    left, right = max(box.left - _MARGIN, 0.0) * across, min(box.right + _MARGIN, sheet.width) * across
    top, bottom = 100 - min(box.top + _MARGIN, sheet.height) * down, 100 - max(box.bottom - _MARGIN, 0.0) * down
    area = (round(left, 2), round(top, 2), round(right, 2), round(bottom, 2))
    pixels = WIDTH * sheet.height / sheet.width / 100
    return area, max(round((right - left) * WIDTH / 100), 1), max(round((bottom - top) * pixels), 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
