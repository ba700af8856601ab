"""Merges sections that are tiny, or too many for their document, into those before them."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import Final

from studyapp.material.sections.heading import Heading
from studyapp.material.sections.printed.paper import Paper
from studyapp.material.sections.structure import Kind

MOST_SECTIONS: Final = 500
PER_PAGE: Final = 1.5
"""A document has so many sections a page at most."""
TINY_CHARS: Final = 250
"""A section with fewer characters that ends on its page is none."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A chapter or section to be."""

    heading: Heading
    level: int
    kind: Kind


def merged(paper: Paper, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without tiny ones, and not too many: the smallest are part of what stands before them."""
    most = max(1, min(MOST_SECTIONS, int(PER_PAGE * paper.page_count)))
    chain = _Chain(paper, pieces)
    chain.merge_smallest(most)
    return [pieces[at] for at in range(len(pieces)) if chain.is_kept[at]]


class _Chain:
    """The pieces in a row, from which the smallest are taken out."""

    def __init__(self, paper: Paper, pieces: Sequence[Piece]) -> None:
        self._pieces, count = pieces, len(pieces)
        places = [*(piece.heading.at for piece in pieces), len(paper.lines)]
        self._chars = [paper.chars(start, end) for start, end in pairwise(places)]
        self._before, self._after = list(range(-1, count - 1)), list(range(1, count + 1))
        self.is_kept = [True] * count

    def merge_smallest(self, most: int) -> None:
        """Merge what is tiny, and the smallest until there are so many, or none can be merged."""
        left = len(self._pieces)
        waiting = [(chars, at) for at, chars in enumerate(self._chars)]
        heapify(waiting)
        while waiting:
            chars, at = heappop(waiting)
            if not self.is_kept[at] or chars != self._chars[at] or not self._may_merge(at):
                continue
            if self._is_tiny(at) or left > most:
                left -= 1
                before = self._take_out(at)
                heappush(waiting, (self._chars[before], before))
            elif chars >= TINY_CHARS:
                break

    def _take_out(self, at: int) -> int:
        """Merge a piece into the one before, and return that."""
        before, after = self._before[at], self._after[at]
        self._after[before] = after
        if after < len(self._pieces):
            self._before[after] = before
        self._chars[before] += self._chars[at]
        self.is_kept[at] = False
        return before

    def _is_tiny(self, at: int) -> bool:
        after, page = self._after[at], self._pieces[at].heading.page
        ends_on_page = after < len(self._pieces) and self._pieces[after].heading.page == page
        return ends_on_page and self._chars[at] < TINY_CHARS

    def _may_merge(self, at: int) -> bool:
        """Whether a piece can be part of the one before: that is not its chapter, and it has no sections itself."""
        before, after = self._before[at], self._after[at]
        if before < 0:
            return False
        piece, above = self._pieces[at], self._pieces[before]
        holds = after < len(self._pieces) and self._pieces[after].level > piece.level
        return not holds and piece.level >= above.level and piece.kind is above.kind
