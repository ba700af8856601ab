"""The lines of all pages in one row, with what is asked of them again and again."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final

from studyapp.material.pdf.lines import Face, Line

_STEP: Final = 0.5
"""Font sizes are told apart in steps of so many points."""

_LEAST_PROSE: Final = 0.15
"""As a share of all text."""

_USUAL: Final = 0.12

Style = tuple[float, bool]
"""Font size and whether it is bold."""


class Paper:
    """The pages as one list of lines. A place in it is the index of a line; it may be one more than there are."""

    def __init__(self, pages: Sequence[Sequence[Line]], sizes: Sequence[tuple[float, float]]) -> None:
        self.lines = [line for page in pages for line in page]
        self.page_count = len(pages)
        self.sizes = sizes
        """Width and height of each page in points."""
        self._firsts = list(accumulate((len(page) for page in pages), initial=0))
        self._lengths = list(accumulate((len(line.text) + 1 for line in self.lines), initial=0))

    def first(self, page: int) -> int:
        """The place of the first line of a page, counted from 1, or of what follows if it has none."""
        return self._firsts[min(max(page, 1), self.page_count + 1) - 1]

    def page_of(self, at: int) -> int:
        """The page of a line; the last one for a place behind all lines."""
        return self.lines[at].page if at < len(self.lines) else max(self.page_count, 1)

    def line_of(self, at: int, page: int) -> int:
        return at - self._firsts[page - 1]

    def chars(self, start: int, end: int) -> int:
        """How many characters stand between two places."""
        return self._lengths[end] - self._lengths[start]

    def on(self, page: int) -> range:
        """The places of the lines of a page, counted from 1."""
        return range(self.first(page), self.first(page + 1))

    def at_offset(self, chars: int) -> int:
        """The place of the line that holds this character of the whole."""
        return max(0, bisect_right(self._lengths, chars) - 1)

    @cached_property
    def body(self) -> Style:
        """The style of most of the text, code aside if there is enough else."""
        found, code = Counter[Style](), Counter[Style]()
        for line in self.lines:
            (code if line.face is Face.FIXED else found)[style_of(line)] += len(line.text)
        if found.total() < _LEAST_PROSE * (found.total() + code.total()):
            found += code
        return found.most_common(1)[0][0] if found else (10.0, False)

    @cached_property
    def usual(self) -> frozenset[Style]:
        """The styles of so much text that none of them is one of headings."""
        found = Counter[Style]()
        for line in self.lines:
            found[style_of(line)] += len(line.text)
        return frozenset({style for style, chars in found.items() if chars > _USUAL * found.total()} | {self.body})

    @cached_property
    def leading(self) -> float:
        """The usual distance from line to line, in points."""
        steps = Counter(
            round(2 * (above.baseline - below.baseline)) / 2
            for above, below in pairwise(self.lines)
            if above.page == below.page
            and style_of(above) == style_of(below) == self.body
            and above.baseline > below.baseline
        )
        return steps.most_common(1)[0][0] if steps else 1.2 * self.body[0]


def style_of(line: Line) -> Style:
    return round(line.size / _STEP) * _STEP, line.is_bold
