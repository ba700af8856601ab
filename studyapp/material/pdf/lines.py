"""The lines of a document's pages, as they stand on the paper: what they say, where, and in which type."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

ASCENT: Final = 0.8
DESCENT: Final = 0.2
"""How far a line's box reaches above and below its baseline, as shares of the font size."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points (1/72 inch), from the lower left corner of the page as it is shown."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Half way between bottom and top."""
        return (self.bottom + self.top) / 2

    def is_across(self, other: "Box") -> bool:
        """Whether they overlap from left to right."""
        return self.left < other.right and other.left < self.right

    def meets(self, other: "Box") -> bool:
        """Whether they overlap."""
        return self.is_across(other) and self.bottom < other.top and other.bottom < self.top


class Face(StrEnum):
    """What a font is made for."""

    TEXT = "text"
    FIXED = "fixed"
    """All letters have one width, as in code."""
    MATHS = "maths"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or the part of it that belongs to one column."""

    text: str
    """The words, with single spaces between them. It is never empty."""
    page: int
    """The page's number, from 1."""
    box: Box
    """From the first to the last letter, and as high as the font."""
    size: float
    """The font size of most of the line, in points, as it is shown."""
    is_bold: bool = False
    """Whether most of the line is bold."""
    face: Face = Face.TEXT
    """The font of most of the line."""

    @property
    def baseline(self) -> float:
        return self.box.bottom + DESCENT * self.size


def joined(parts: Sequence[Line]) -> Line:
    """One line of parts that stand side by side, in the order given. It has the type of the longest part."""
    if len(parts) == 1:
        return parts[0]
    longest = max(parts, key=lambda part: len(part.text))
    return replace(longest, text=" ".join(part.text for part in parts), box=around(parts))


def around(lines: Sequence[Line]) -> Box:
    """The smallest box that holds all lines."""
    return Box(
        min(line.box.left for line in lines),
        min(line.box.bottom for line in lines),
        max(line.box.right for line in lines),
        max(line.box.top for line in lines),
    )
