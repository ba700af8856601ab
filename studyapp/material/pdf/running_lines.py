"""Finds the heads and feet that stand on many pages, and page numbers, which are no part of the text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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

_NUMBER: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:page|seite|p\.|pagina|página|folie|slide)?\W*#(?:\s*(?:of|/|von|de|sur)\s*#)?\W*", re.IGNORECASE
)
_SHORT_NUMBER: Final = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
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
    found = {id(edge): edge for group in alike.values() for edge in _running(group, pages=len(pages))}
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
            yield _Edge(number, is_top, depth, _baseline(page[rows[0]]), text, tuple(rows))


def _baseline(row: Row) -> float:
    return row.parts[0].baseline


def _running(alike: Sequence[_Edge], *, pages: int) -> Iterator[_Edge]:
    """Those of equal shape that stand in one place on enough pages, or count the pages."""
    places: list[list[_Edge]] = []
    for edge in sorted(alike, key=lambda edge: edge.baseline):
        if not places or edge.baseline - places[-1][-1].baseline > _SAME_PLACE:
            places.append([])
        places[-1].append(edge)
    for place in places:
        number = len({edge.page for edge in place})
        if number >= _REPEATS and (number >= _REPEATED_SHARE * pages or _counts_pages(place)):
            yield from place


def _counts_pages(place: Sequence[_Edge]) -> bool:
    """Whether a number in it grows by one from page to page."""
    offsets = Counter(
        offset for edge in place for offset in {int(found) - edge.page for found in _SHORT_NUMBER.findall(edge.text)}
    )
    return max(offsets.values(), default=0) >= max(_REPEATS, len(place) / 2)
