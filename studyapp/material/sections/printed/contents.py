"""Reads a printed table of contents, and finds where each of its titles stands in the document."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from studyapp.material.sections.heading import Heading
from studyapp.material.sections.printed.contents_depths import depths_of
from studyapp.material.sections.printed.contents_rows import Row, TableOfContents
from studyapp.material.sections.printed.matching import Titles
from studyapp.material.sections.printed.paper import Paper

_AROUND: Final = 12
"""A title is looked for so many pages around where it should be."""
_FOUND_SHARE: Final = 0.5
_FEWEST: Final = 3
"""A table of contents has so many titles at least, and so many of them are found in the document."""


def contents_headings(paper: Paper, titles: Titles, table: TableOfContents) -> list[Heading]:
    """The titles of the table of contents as headings, in the order of the text; none if there is no table."""
    rows = table.rows
    if len(rows) < _FEWEST:
        return []
    search = _Search(paper, titles, table.places)
    headings = list(search.headings(rows))
    is_sound = search.found >= max(_FEWEST, _FOUND_SHARE * len(rows))
    return headings if is_sound else []


class _Search:
    """Goes through the rows in their order, with the last known difference between printed and counted pages."""

    def __init__(self, paper: Paper, titles: Titles, table: range) -> None:
        self._paper, self._titles, self._table = paper, titles, table
        self._last = 0
        self.found = 0

    def headings(self, rows: Sequence[Row]) -> Iterator[Heading]:
        self._offset = self._voted(rows)
        for row, depth in zip(rows, depths_of(rows), strict=True):
            place = self._titled(row)
            if place is not None:
                self.found += 1
                self._last = place
                page = self._paper.page_of(place)
                if row.page is not None:
                    self._offset = page - row.page
                yield Heading(row.title, depth, page, place)
            elif row.page is not None and 1 <= row.page + self._offset <= self._paper.page_count:
                page = row.page + self._offset
                at = self._paper.first(page)
                if at > self._last:
                    self._last = at
                    yield Heading(row.title, depth, page, at)

    def _voted(self, rows: Sequence[Row]) -> int:
        """The difference between counted and printed pages on which most titles agree."""
        votes = Counter[int]()
        for row in rows:
            if row.page is not None:
                places = self._titles.places(row.title, self._table.stop, len(self._paper.lines))
                votes.update({self._paper.page_of(place) - row.page for place in places})
        return max(votes, key=lambda offset: (votes[offset], -abs(offset)), default=0)

    def _titled(self, row: Row) -> int | None:
        guess = None if row.page is None else row.page + self._offset
        paper = self._paper
        start = 0 if guess is None else paper.first(max(1, guess - _AROUND))
        end = len(paper.lines) if guess is None else paper.first(min(guess + _AROUND, paper.page_count) + 1)
        places = [at for at in self._titles.places(row.title, max(start, self._last), end) if at not in self._table]
        if guess is None:
            return places[0] if places else None
        return min(places, key=lambda at: (abs(paper.page_of(at) - guess), at), default=None)
