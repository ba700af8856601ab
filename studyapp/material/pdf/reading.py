"""Reads a PDF, page by page. Pages that cannot be read are left out, and it is said which."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pypdfium2 import PdfDocument, PdfiumError, PdfPage  # pyright: ignore[reportMissingTypeStubs]

from studyapp.errors import BadInput, TooLarge
from studyapp.material.cleaning import MAX_DOCUMENT_CHARS, too_long
from studyapp.material.pages import PageProblem
from studyapp.material.passages.line_kinds import line_kinds, passages
from studyapp.material.passages.passage import Passage
from studyapp.material.pdf.columns import reading_order
from studyapp.material.pdf.document import MAX_PAGES, is_picture, opened, stated_title
from studyapp.material.pdf.layout import running_text
from studyapp.material.pdf.legibility import LEAST_LETTERS, is_garbage, letters_in
from studyapp.material.pdf.lines import Box
from studyapp.material.pdf.outline import Bookmark, bookmarks
from studyapp.material.pdf.pdfium import Drawn, drawn_on
from studyapp.material.pdf.rows import Row
from studyapp.material.pdf.running_lines import without_running_lines
from studyapp.material.pdf.view import View
from studyapp.material.sections.finding import structure_of
from studyapp.material.sections.offsets import text_sections
from studyapp.material.sections.printed.paper import Paper
from studyapp.material.sections.structure import OutlineEntry, Source, TextSection

TOO_MUCH_MEMORY: Final = "This PDF needs too much memory to read. Save it again with another program, or upload a part."
NO_TEXT: Final = "This PDF has no text in it, only pictures, as scans do. Run it through text recognition (OCR) first."
UNREADABLE: Final = (
    "This PDF cannot be read: its fonts do not say which letters they show. Print it to PDF once more, or run it "
    "through text recognition (OCR)."
)

_NO_TEXT_CHARS: Final = 20
_NOTHING: Final = Drawn((), "", View(Box(0, 0, 612, 792)))


@dataclass(frozen=True, slots=True)
class PdfText:
    title: str | None
    """As stated in the file."""
    text: str
    page_starts: tuple[int, ...]
    """The offset of each page in the text."""
    problems: tuple[PageProblem | None, ...]
    """For each page why it was left out; None if it was read."""
    source: Source
    """What the sections were taken from."""
    sections: tuple[TextSection, ...]
    """Chapters and sections in the order of the text."""
    passages: tuple[Passage, ...]
    """The whole text by kinds, e.g. what is prose, in its order."""


def read_pdf(data: bytes) -> PdfText:
    """Read the file as running text. Raises `BadInput` or `TooLarge`."""
    reading = PdfReading(data)
    for number in range(1, reading.count + 1):
        reading.read_page(number)
    return reading.finish()


class PdfReading:
    """A PDF that is read page by page, so that it can be told how far it is. All methods raise `BadInput` or
    `TooLarge`.
    """

    def __init__(self, source: bytes | Path, *, most_pages: int = MAX_PAGES) -> None:
        self._document = opened(source, most_pages=most_pages)
        self._pages: list[Sequence[Row]] = []
        self._views: list[View] = []
        self._problems: list[PageProblem | None] = []
        self._chars = 0

    @property
    def title(self) -> str | None:
        """As stated in the file."""
        return stated_title(self._document)

    @property
    def count(self) -> int:
        """The number of its pages."""
        return len(self._document)

    def read_page(self, number: int) -> None:
        """Read the next page, whose number, from 1, is given. Raises `TooLarge` as soon as there is too much text."""
        drawn, problem = _page(self._document, number - 1)
        self._chars += sum(len(part.text) for row in drawn.rows for part in row.parts)
        if self._chars > MAX_DOCUMENT_CHARS:
            raise TooLarge(too_long(MAX_DOCUMENT_CHARS, most=MAX_DOCUMENT_CHARS, and_more=True))
        self._pages.append(drawn.rows)
        self._views.append(drawn.view)
        self._problems.append(problem)

    def finish(self) -> PdfText:
        """The running text of all pages that were read, with its chapters."""
        lines = [reading_order(rows) for rows in without_running_lines(self._pages)]
        read = running_text(lines)
        if len(read.text) < _NO_TEXT_CHARS:
            raise BadInput(UNREADABLE if PageProblem.UNREADABLE in self._problems else NO_TEXT)
        paper = Paper(lines, [view.size for view in self._views])
        structure = structure_of(paper, outline=self.outline())
        return PdfText(
            title=self.title,
            text=read.text,
            page_starts=read.page_starts,
            problems=tuple(self._problems),
            source=structure.source,
            sections=text_sections(structure.sections, paper, read.line_starts, len(read.text)),
            passages=passages(line_kinds(paper), read.line_starts, len(read.text)),
        )

    def outline(self) -> list[OutlineEntry]:
        """The entries of the outline that lead to a page; those of pages already read with their height."""
        found = ((bookmark, bookmark.page) for bookmark in bookmarks(self._document))
        return [
            OutlineEntry(bookmark.title, bookmark.level, page, self._height(bookmark, page))
            for bookmark, page in found
            if page is not None
        ]

    def _height(self, bookmark: Bookmark, page: int) -> float | None:
        return _height(bookmark, self._views[page - 1]) if page <= len(self._views) else None


def _height(bookmark: Bookmark, view: View) -> float | None:
    across = bookmark.x if view.turn % 2 else bookmark.x or 0.0
    if across is None or bookmark.y is None:
        return None
    return view.seen(Box(across, bookmark.y, across, bookmark.y)).bottom


def _page(document: PdfDocument, at: int) -> tuple[Drawn, PageProblem | None]:
    try:
        page = document[at]
        try:
            return _judged(page, drawn_on(page, at + 1))
        finally:
            page.close()
    except PdfiumError:
        return _NOTHING, PageProblem.UNREADABLE


def _judged(page: PdfPage, drawn: Drawn) -> tuple[Drawn, PageProblem | None]:
    if is_garbage(drawn.text):
        return replace(drawn, rows=()), PageProblem.UNREADABLE
    letters = letters_in(drawn.text)
    if letters < LEAST_LETTERS and is_picture(page, has_letters=letters > 0):
        return replace(drawn, rows=()), PageProblem.NO_TEXT
    return drawn, None
