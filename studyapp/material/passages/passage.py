"""Stretches of a text that are all of one kind."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class LineKind(StrEnum):
    PROSE = "prose"
    HEADING = "heading"
    CODE = "code"
    MATHS = "maths"
    """A formula that stands by itself."""
    CAPTION = "caption"
    TABLE = "table"
    """Rows of a table, a list of numbers, or a table of contents."""
    SMALL_PRINT = "small_print"
    """Foot and side notes."""


@dataclass(frozen=True, slots=True)
class Passage:
    kind: LineKind
    start: int
    end: int
    """Offsets in the text."""


def clipped(passages: Sequence[Passage], start: int, end: int) -> Iterator[Passage]:
    """The passages of a part of the text. Their offsets still count from the beginning of the whole text."""
    for passage in passages[bisect_right(passages, start, key=lambda each: each.end) :]:
        first = max(passage.start, start)
        if first >= end:
            return
        yield Passage(passage.kind, first, min(passage.end, end))
