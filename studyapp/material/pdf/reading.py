"""Reads a PDF, page by page. Pages that cannot be read are left out, and it is said which."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pypdfium2 import PdfDocument, PdfiumError, PdfPage  # pyright: ignore[reportMissingTypeStubs]

from studyapp.errors import BadInput, TooLarge
from studyapp.material.cleaning import MAX_DOCUMENT_CHARS, too_long
from studyapp.material.pages import PageProblem
from studyapp.material.pdf.columns import reading_order
from studyapp.material.pdf.document import MAX_PAGES, is_picture, opened, stated_title
from studyapp.material.pdf.layout import running_text
from studyapp.material.pdf.legibility import LEAST_LETTERS, is_garbage, letters_in
from studyapp.material.pdf.pdfium import rows_of
from studyapp.material.pdf.rows import Row
from studyapp.material.pdf.running_lines import without_running_lines

TOO_MUCH_MEMORY: Final = "This PDF needs too much memory to read. Save it again with another program, or upload a part."
NO_TEXT: Final = "This PDF has no text in it, only pictures, as scans do. Run it through text recognition (OCR) first."
UNREADABLE: Final = (
    "This PDF cannot be read: its fonts do not say which letters they show. Print it to PDF once more, or run it "
    "through text recognition (OCR)."
)

_NO_TEXT_CHARS: Final = 20


@dataclass(frozen=True, slots=True)
class PdfText:
    title: str | None
    """As stated in the file."""
    text: str
    page_starts: tuple[int, ...]
    """The offset of each page in the text."""
    problems: tuple[PageProblem | None, ...]
    """For each page why it was left out; None if it was read."""


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
        rows, problem = _page(self._document, number - 1)
        self._chars += sum(len(part.text) for row in rows for part in row.parts)
        if self._chars > MAX_DOCUMENT_CHARS:
            raise TooLarge(too_long(MAX_DOCUMENT_CHARS, most=MAX_DOCUMENT_CHARS, and_more=True))
        self._pages.append(rows)
        self._problems.append(problem)

    def finish(self) -> PdfText:
        """The running text of all pages that were read."""
        pages = [reading_order(rows) for rows in without_running_lines(self._pages)]
        text, starts = running_text(pages)
        if len(text) < _NO_TEXT_CHARS:
            raise BadInput(UNREADABLE if PageProblem.UNREADABLE in self._problems else NO_TEXT)
        return PdfText(self.title, text, starts, tuple(self._problems))


def _page(document: PdfDocument, at: int) -> tuple[Sequence[Row], PageProblem | None]:
    try:
        page = document[at]
        try:
            rows, text = rows_of(page, at + 1)
            return _judged(page, rows, text)
        finally:
            page.close()
    except PdfiumError:
        return (), PageProblem.UNREADABLE


def _judged(page: PdfPage, rows: Sequence[Row], text: str) -> tuple[Sequence[Row], PageProblem | None]:
    if is_garbage(text):
        return (), PageProblem.UNREADABLE
    letters = letters_in(text)
    if letters < LEAST_LETTERS and is_picture(page, has_letters=letters > 0):
        return (), PageProblem.NO_TEXT
    return rows, None
