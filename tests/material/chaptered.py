"""Books whose chapters are known: PDFs for tests and benchmarks of finding them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.material.books import Words

_LEFT: Final = 60
_WIDTH: Final = 475
_TOP: Final = 770
_LEADING: Final = 13
_CONTENTS_LINES: Final = 40
_SEED: Final = 7


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    pages: int = 6
    sections: int = 3
    """How many sections it has, at even distances."""


@dataclass(frozen=True, slots=True)
class Start:
    level: int
    title: str
    page: int
    """The page's number in the file, from 1."""


@dataclass(frozen=True, slots=True)
class Chaptered:
    pdf: bytes
    starts: list[Start]
    """Where chapters (level 1) and sections (level 2) begin."""

    def chapters(self) -> list[tuple[str, int]]:
        return [(start.title, start.page) for start in self.starts if start.level == 1]


CHAPTERS: Final = [
    Chapter(title)
    for title in ("The cell", "Energy of life", "Genes", "Evolution by selection", "Plants", "Animals", "Ecology")
]


def chaptered(
    chapters: Sequence[Chapter] = CHAPTERS, *, outline: bool = False, contents: bool = False, label: str = ""
) -> Chaptered:
    """A book with heads that name the section. A `label`, e.g. "Chapter", stands with the number above each title."""
    rows = sum(1 + chapter.sections for chapter in chapters)
    front = 1 + (ceil(rows / _CONTENTS_LINES) if contents else 0)
    starts = _starts(chapters, first=front + 1)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    _draw_title(canvas)
    if contents:
        _draw_contents(canvas, starts, pages=front - 1, offset=front)
    pages = sum(chapter.pages for chapter in chapters)
    _Pages(canvas, starts, label, offset=front).draw(pages, is_outlined=outline)
    canvas.save()
    return Chaptered(buffer.getvalue(), starts)


def _starts(chapters: Sequence[Chapter], *, first: int) -> list[Start]:
    starts: list[Start] = []
    page = first
    for number, chapter in enumerate(chapters, start=1):
        starts.append(Start(1, f"{number} {chapter.title}", page))
        for section in range(chapter.sections):
            at = page + section * chapter.pages // chapter.sections
            starts.append(Start(2, f"{number}.{section + 1} {chapter.title} in detail, part {section + 1}", at))
        page += chapter.pages
    return starts


def _draw_title(canvas: Canvas) -> None:
    canvas.setFont("Times-Bold", 28)
    canvas.drawString(_LEFT, 600, "A book of everything")
    canvas.setFont("Times-Roman", 16)
    canvas.drawString(_LEFT, 560, "Second edition, 1999")
    canvas.showPage()


def _draw_contents(canvas: Canvas, starts: Sequence[Start], *, pages: int, offset: int) -> None:
    rows = [f"{'   ' * (start.level - 1)}{start.title} {'. ' * 30}{start.page - offset}" for start in starts]
    size = ceil(len(rows) / pages)
    for page in range(pages):
        canvas.setFont("Times-Bold", 20)
        canvas.drawString(_LEFT, _TOP, "Contents" if page == 0 else "")
        canvas.setFont("Times-Roman", 10)
        for at, row in enumerate(rows[page * size : (page + 1) * size]):
            canvas.drawString(_LEFT + 12 * row.startswith(" "), _TOP - 40 - _LEADING * at, row.strip())
        canvas.showPage()


class _Pages:
    """Draws the pages with the chapters. Sections begin within pages."""

    def __init__(self, canvas: Canvas, starts: Sequence[Start], label: str, *, offset: int) -> None:
        self._canvas, self._starts, self._label, self._offset = canvas, starts, label, offset
        self._words = Words(_SEED)

    def draw(self, count: int, *, is_outlined: bool) -> None:
        for page in range(self._offset + 1, self._offset + count + 1):
            here = [start for start in self._starts if start.page == page]
            self._draw_head(page, here)
            y = float(_TOP)
            for at, start in enumerate(here):
                if is_outlined:
                    self._canvas.bookmarkHorizontal(f"{page}-{at}", 0, y + 20)
                    self._canvas.addOutlineEntry(start.title, f"{page}-{at}", start.level - 1, closed=False)
                y = self._heading(start, y)
                y = self._prose(y, lines=6 if start.level == 1 else 12)
            self._prose(y, lines=int((y - 80) / _LEADING))
            self._canvas.showPage()

    def _draw_head(self, page: int, here: Sequence[Start]) -> None:
        self._canvas.setFont("Times-Italic", 9)
        if not any(start.level == 1 for start in here):
            last = [start for start in self._starts if start.page <= page][-1]
            self._canvas.drawString(_LEFT, 805, f"{last.title}    {page - self._offset}")

    def _heading(self, start: Start, y: float) -> float:
        title = start.title
        if start.level == 1 and self._label:
            number, _, title = title.partition(" ")
            self._canvas.setFont("Times-Bold", 14)
            self._canvas.drawString(_LEFT, y, f"{self._label} {number}")
            y -= 40
        self._canvas.setFont("Times-Bold", 20 if start.level == 1 else 13)
        self._canvas.drawString(_LEFT, y - 10, title)
        return y - 40

    def _prose(self, y: float, *, lines: int) -> float:
        self._canvas.setFont("Times-Roman", 10)
        for text in self._words.lines(_WIDTH, lines):
            self._canvas.drawString(_LEFT, y, text)
            y -= _LEADING
        return y - _LEADING
