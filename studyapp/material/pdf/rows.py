"""The rows of a page, as they are drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from studyapp.material.pdf.lines import Line, around

_OVERLAP: Final = 0.3
_NEAR: Final = 0.6
_WORD_GAP: Final = 0.15
"""Where a row goes on, and where a new word begins, as shares of the font size."""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one line across the page, in parts where wide gaps are."""

    parts: tuple[Line, ...]
    is_turned: bool = False
    """Whether it runs up or down the page, while most of the page does not."""


def with_raised(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, but with small signs such as exponents, which PDFium gives as rows, in the row they stand in."""
    whole: Row | None = None
    for row in rows:
        if whole and not whole.is_turned and not row.is_turned and _goes_on(whole.parts[-1], row.parts[0]):
            whole = Row((*whole.parts[:-1], _continued(whole.parts[-1], row.parts[0]), *row.parts[1:]))
            continue
        if whole:
            yield whole
        whole = row
    if whole:
        yield whole


def _goes_on(line: Line, following: Line) -> bool:
    overlap = min(line.box.top, following.box.top) - max(line.box.bottom, following.box.bottom)
    size = max(line.size, following.size)
    near = -_OVERLAP * size < following.box.left - line.box.right < _NEAR * size
    return near and overlap > min(line.box.height, following.box.height) / 2


def _continued(line: Line, following: Line) -> Line:
    is_apart = following.box.left - line.box.right > _WORD_GAP * max(line.size, following.size)
    longer = max(line, following, key=lambda part: len(part.text))
    return replace(longer, text=f"{line.text}{' ' if is_apart else ''}{following.text}", box=around((line, following)))
