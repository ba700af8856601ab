"""Finds the heads and feet that stand on many pages, and page numbers, which are no part of the text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from studyapp.material.pdf.rows import Row

_DEPTH: Final = 3
_NUMBER_DEPTH: Final = 2
"""How many rows from the edge a head or foot may stand, and a page number that stands alone."""
_REPEATS: Final = 3
_REPEATED_SHARE: Final = 0.3
"""A row is a head or foot if it stands in its place on at least 3 pages and on at least 30 % of all pages."""
_SAME_PLACE: Final = 8.0
_SAME_HEIGHT: Final = 2.0
"""Within how many points rows of different pages stand in the same place, and rows of one page at the same height."""

_FEWEST_IN_BAND: Final = 8
_BAND_SHARE: Final = 0.6
"""If at least 60 % of the outermost rows at one height repeat or count the pages, all of them are heads or feet, also
those that are different on each page because they name its section.
"""
_BAND_GAP: Final = 0.9
"""The gap between such a row and the text is at least so much of the usual one."""

_NUMBER: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:page|seite|p\.|pagina|página|folie|slide)?\W*#(?:\s*(?:of|/|von|de|sur)\s*#)?\W*", re.IGNORECASE
)
_SHORT_NUMBER: Final = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_OUTER_NUMBER: Final = re.compile(r"^\W*(\d{1,4})(?![\d.]*\d)|(?<![\d.])(\d{1,4})\W*$")
_ROMAN: Final = re.compile(r"[ivxl]{1,6}")


@dataclass(frozen=True, slots=True)
class _Edge:
    """What stands at one height among the outermost of a page."""

    page: int
    is_top: bool
    depth: int
    """0 for the outermost."""
    baseline: float
    text: str
    rows: tuple[int, ...]
    """Indices of its rows."""
    gap: float
    """How far away the next height is, in points; 0 if there is none."""

    @property
    def shape(self) -> str:
        """The text without its numbers, because page and chapter numbers are all that changes in a head or foot."""
        return "#" if _ROMAN.fullmatch(self.text) else _NUMBER.sub("#", self.text.casefold())

    @property
    def is_page_number(self) -> bool:
        return self.depth < _NUMBER_DEPTH and bool(_PAGE_NUMBER.fullmatch(self.shape))


def without_running_lines(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """The rows of each page without heads, feet and page numbers."""
    if len(pages) < 2:
        return [list(page) for page in pages]
    edges = [edge for number, page in enumerate(pages) for edge in _edges(page, number)]
    alike: dict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        alike[edge.is_top, edge.shape].append(edge)
    running = [edge for group in alike.values() for edge in _running(group, pages=len(pages))]
    found = {id(edge): edge for edge in [*running, *_bands(edges, pages=len(pages))]}
    if sum(len(edge.text) for edge in found.values()) > _length(pages) / 2:
        found = {}  # pages of hardly more than a line, which are alike: they are the text
    dropped = {(edge.page, row) for edge in edges if id(edge) in found or edge.is_page_number for row in edge.rows}
    return [[row for at, row in enumerate(page) if (number, at) not in dropped] for number, page in enumerate(pages)]


def _length(pages: Sequence[Sequence[Row]]) -> int:
    return sum(len(part.text) for page in pages for row in page for part in row.parts)


def _edges(page: Sequence[Row], number: int) -> Iterator[_Edge]:
    heights: list[list[int]] = []
    for at in sorted((at for at, row in enumerate(page) if not row.is_turned), key=lambda at: -_baseline(page[at])):
        if not heights or _baseline(page[heights[-1][0]]) - _baseline(page[at]) > _SAME_HEIGHT:
            heights.append([])
        heights[-1].append(at)
    for is_top, outermost in ((True, heights), (False, heights[::-1])):
        for depth, rows in enumerate(outermost[:_DEPTH]):
            parts = sorted((part for at in rows for part in page[at].parts), key=lambda part: part.box.left)
            text = " ".join(part.text for part in parts)
            baseline = _baseline(page[rows[0]])
            following = outermost[depth + 1] if depth + 1 < len(outermost) else rows
            gap = abs(baseline - _baseline(page[following[0]]))
            yield _Edge(number, is_top, depth, baseline, text, tuple(rows), gap)


def _baseline(row: Row) -> float:
    return row.parts[0].baseline


def _running(alike: Sequence[_Edge], *, pages: int) -> Iterator[_Edge]:
    """Those of equal shape that stand in one place on enough pages, or count the pages."""
    for place in _places(alike, within=_SAME_PLACE):
        number = len({edge.page for edge in place})
        if number >= _REPEATS and (number >= _REPEATED_SHARE * pages or _counts_pages(place)):
            yield from place


def _places(edges: Sequence[_Edge], *, within: float) -> list[list[_Edge]]:
    """The edges by height, those together that stand within so many points of the one below."""
    places: list[list[_Edge]] = []
    for edge in sorted(edges, key=lambda edge: edge.baseline):
        if not places or edge.baseline - places[-1][-1].baseline > within:
            places.append([])
        places[-1].append(edge)
    return places


def _bands(edges: Sequence[_Edge], *, pages: int) -> Iterator[_Edge]:
    """The outermost rows that stand in a band of heads or feet, though what they say is said on one page only."""
    for is_top in (True, False):
        outermost = [edge for edge in edges if edge.is_top is is_top and edge.depth == 0]
        for band in _places(outermost, within=_SAME_HEIGHT):
            if len(band) >= max(_FEWEST_IN_BAND, _REPEATED_SHARE * pages):
                known = _known(band)
                if len(known) >= _BAND_SHARE * len(band):
                    least = _BAND_GAP * median(edge.gap for edge in known)
                    yield from known
                    yield from (edge for edge in band if edge.gap >= least)


def _known(band: Sequence[_Edge]) -> list[_Edge]:
    """Those of a band whose text repeats, or that begin or end with the number of their page."""
    shapes = Counter(edge.shape for edge in band)
    offsets = Counter(offset for edge in band for offset in _offsets(edge))
    offset, count = max(offsets.items(), key=lambda item: item[1], default=(0, 0))
    is_counted = count >= _REPEATED_SHARE * len(band)
    return [edge for edge in band if shapes[edge.shape] >= _REPEATS or (is_counted and offset in _offsets(edge))]


def _offsets(edge: _Edge) -> set[int]:
    return {int(first or last) - edge.page for first, last in _OUTER_NUMBER.findall(edge.text)}


def _counts_pages(place: Sequence[_Edge]) -> bool:
    """Whether a number in it grows by one from page to page."""
    offsets = Counter(
        offset for edge in place for offset in {int(found) - edge.page for found in _SHORT_NUMBER.findall(edge.text)}
    )
    return max(offsets.values(), default=0) >= max(_REPEATS, len(place) / 2)
