"""A stretch of a text that is all of one kind."""

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
