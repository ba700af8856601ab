"""Sets texts as lines of a page, for tests of what is made of lines."""

from collections.abc import Sequence
from typing import Final

from studyapp.material.pdf.lines import Box, Line

SIZE: Final = 10.0
_LEADING: Final = 14.0
_LETTER: Final = 5.0
_TOP: Final = 780.0


def typeset(*pages: Sequence[str]) -> list[list[Line]]:
    """Pages of lines in a type whose letters all have the same width. An empty string leaves a gap."""
    return [
        [line(text, page=number, y=_TOP - _LEADING * at) for at, text in enumerate(page) if text.strip()]
        for number, page in enumerate(pages, start=1)
    ]


def line(text: str, *, x: float = 60, y: float = 700, page: int = 1, size: float = SIZE, is_bold: bool = False) -> Line:
    """A line whose baseline stands at `y`."""
    box = Box(x, y - 0.2 * size, x + len(text) * _LETTER * size / SIZE, y + 0.8 * size)
    return Line(" ".join(text.split()), page, box, size, is_bold)
