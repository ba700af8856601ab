# pyright: standard
"""Reads the outline of a PDF, its bookmarks. Files hold all sorts: circles, tens of thousands of entries, places that
do not exist.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument

from studyapp.material.pdf.characters import mended

MAX_ENTRIES: Final = 10_000
MAX_LEVELS: Final = 32
"""Entries deeper than this are left out."""
_LONGEST_TITLE: Final = 500
_XYZ: Final = 1
_FITS_A_HEIGHT: Final = frozenset((3, 7))
"""How `FPDFDest_GetView` names a place given by left, top and zoom; and those given by their top alone."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    title: str
    """With single spaces. It is never empty."""
    level: int
    """From 1."""
    page: int | None = None
    """The page's number, from 1; None if the entry leads nowhere."""
    x: float | None = None
    y: float | None = None
    """The place on the page in points, in the coordinates of the file; None if only the page is given."""


def bookmarks(document: PdfDocument) -> list[Bookmark]:
    """The outline in its own order, at most `MAX_ENTRIES` entries; each entry once, also if they form a circle."""
    pages = len(document)
    found = (_bookmark(document, entry, level, pages) for entry, level in _entries(document))
    return [bookmark for bookmark in found if bookmark.title]


def _entries(document: PdfDocument) -> Iterator[tuple[Any, int]]:
    """The entries with their levels, walked without recursion."""
    seen: set[int] = set()
    waiting = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 1)]
    while waiting and len(seen) < MAX_ENTRIES:
        entry, level = waiting.pop()
        address = ctypes.addressof(entry.contents) if entry else None
        if address is None or address in seen:
            continue
        seen.add(address)
        yield entry, level
        waiting.append((pdfium.FPDFBookmark_GetNextSibling(document, entry), level))
        if level < MAX_LEVELS:
            waiting.append((pdfium.FPDFBookmark_GetFirstChild(document, entry), level + 1))


def _bookmark(document: PdfDocument, entry: Any, level: int, pages: int) -> Bookmark:
    title = _title(entry)
    place = _destination(document, entry)
    at = pdfium.FPDFDest_GetDestPageIndex(document, place) if place else -1
    if not 0 <= at < pages:
        return Bookmark(title, level)
    return Bookmark(title, level, at + 1, *_location(place))


def _title(entry: Any) -> str:
    length = min(pdfium.FPDFBookmark_GetTitle(entry, None, 0), 2 * _LONGEST_TITLE)
    buffer = ctypes.create_string_buffer(max(length, 2))
    longer = pdfium.FPDFBookmark_GetTitle(entry, buffer, length) > length
    return mended("" if longer else buffer.raw[: length - 2].decode("utf-16-le", errors="replace").replace("\0", ""))


def _destination(document: PdfDocument, entry: Any) -> Any:
    """Where an entry leads, if it leads into this document."""
    place = pdfium.FPDFBookmark_GetDest(document, entry)
    action = None if place else pdfium.FPDFBookmark_GetAction(entry)
    if action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_GOTO:
        return pdfium.FPDFAction_GetDest(document, action)
    return place


def _location(place: Any) -> tuple[float | None, float | None]:
    number = ctypes.c_ulong()
    numbers = (ctypes.c_float * 4)()
    view = pdfium.FPDFDest_GetView(place, number, numbers)
    if view == _XYZ:
        return _point(place)
    return None, numbers[0] if view in _FITS_A_HEIGHT and number.value else None


def _point(place: Any) -> tuple[float | None, float | None]:
    has_x, has_y, has_zoom = (ctypes.c_int() for _ in range(3))
    x, y, zoom = (ctypes.c_float() for _ in range(3))
    if not pdfium.FPDFDest_GetLocationInPage(place, has_x, has_y, has_zoom, x, y, zoom):
        return None, None
    return x.value if has_x.value else None, y.value if has_y.value else None
