# pyright: standard
"""Finds where a quote stands on a page of a PDF, with PDFium; loaded by the child process only."""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage, PdfTextPage

from studyapp.material.pdf.document import letters_of
from studyapp.material.showing.quotes import Span, spans_on_page

_GRID: Final = 1_000_000
"""Positions are told in parts of the page: as whole numbers, of which PDFium knows no finer ones."""
_OVERLAP: Final = 0.5
"""Boxes overlap by at least this share of the lower one's height if they stand on one line."""
_GAP: Final = 1.5
"""How far apart boxes of one line may stand, in heights of the line: farther away is another column."""
_MARGIN: Final = 0.12
"""What is added above and below the letters, as a share of the height of the line."""
_MOST: Final = 200
_MOST_LETTERS: Final = 200_000
"""A page with more letters is not searched."""

Told = list[float]
"""Left, top, width and height of a mark, in percent of the page as it is shown."""


@dataclass(frozen=True, slots=True)
class _Box:
    """From the upper left corner of the page as it is shown."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def joined(self, other: "_Box") -> "_Box":
        return _Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def is_beside(self, other: "_Box") -> bool:
        """Whether both stand on one line, and near each other."""
        overlap = min(self.bottom, other.bottom) - max(self.top, other.top)
        gap = max(self.left, other.left) - min(self.right, other.right)
        return overlap >= _OVERLAP * min(self.height, other.height) and gap < _GAP * max(self.height, other.height)


def marks(page: PdfPage, quote: str) -> list[Told]:
    """The boxes of the quote, one a line; none if too little of it stands on the page."""
    textpage = page.get_textpage()
    try:
        letters = letters_of(textpage)
        spans = spans_on_page(letters, quote) if len(letters) <= _MOST_LETTERS else []
        shape = page.get_width() / page.get_height()
        boxes = _lines(box for span in spans for box in _boxes(page, textpage, span, shape))
        return [_told(box, shape) for box in boxes[:_MOST]]
    finally:
        textpage.close()


def _boxes(page: PdfPage, textpage: PdfTextPage, span: Span, shape: float) -> Iterator[_Box]:
    """The boxes PDFium gives for these characters, in heights of the page: one for each change of line or font."""
    sides = tuple(ctypes.c_double() for _ in range(4))
    for index in range(pdfium.FPDFText_CountRects(textpage.raw, span[0], span[1] - span[0])):
        if not pdfium.FPDFText_GetRect(textpage.raw, index, *sides):
            continue
        left, top, right, bottom = (side.value for side in sides)
        (x1, y1), (x2, y2) = _seen(page, left, top), _seen(page, right, bottom)
        box = _Box(min(x1, x2) * shape, min(y1, y2), max(x1, x2) * shape, max(y1, y2))
        if box.right > box.left and box.bottom > box.top:
            yield box


def _seen(page: PdfPage, x: float, y: float) -> tuple[float, float]:
    """Where a point of the file stands on the page as it is shown, from its upper left corner, as shares of it."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, across, down)
    return across.value / _GRID, down.value / _GRID


def _lines(boxes: Iterable[_Box]) -> list[_Box]:
    """One box a line, with the boxes beside one another joined."""
    lines: list[_Box] = []
    for box in boxes:
        beside = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].is_beside(box)), None)
        if beside is None:
            lines.append(box)
        else:
            lines[beside] = lines[beside].joined(box)
    return lines


def _told(box: _Box, shape: float) -> Told:
    margin = _MARGIN * box.height
    left, right = max(0.0, box.left / shape), min(1.0, box.right / shape)
    top, bottom = max(0.0, box.top - margin), min(1.0, box.bottom + margin)
    return [round(100 * share, 3) for share in (left, top, max(0.0, right - left), max(0.0, bottom - top))]
