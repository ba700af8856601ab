"""Puts the lines of a page in reading order.

The order in which a page is drawn is nearly always the order of reading, so it is kept. What is mended is a page whose
columns are drawn row by row, so that the order jumps from one column to the other and back.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean
from typing import Final

from studyapp.material.pdf.lines import Line, around, joined
from studyapp.material.pdf.rows import Row

_TOLERANCE: Final = 3.0
"""How far lines of one column may begin apart, in points."""
_FEWEST: Final = 4
"""The fewest lines of a column."""
_FEWEST_RETURNS: Final = 2
"""How often the order of drawing returns to the left before the page counts as drawn row by row."""
_FULL: Final = 0.75
"""At least half the lines of a column of prose fill three quarters of its width; the cells of a table do not."""
_WORDS: Final = 2.5
_LETTERS: Final = 12
"""The fewest words and letters of a line of prose on average; a language without spaces has only the letters."""
_PARAGRAPH_GAP: Final = 1.4
"""A gap of so many usual line distances begins a paragraph, or a row of a table."""
_MOST_ROUNDS: Final = 3
_MOST_EDGES: Final = 5

_Parts = tuple[Line, ...]


def reading_order(rows: Sequence[Row]) -> list[Line]:
    """The lines of a page in the order of reading. Parts of a row are one line unless they belong to columns.

    Text that runs up or down comes last, without what stands outside the rest, as the stamps of archives do.
    """
    straight = [row.parts for row in rows if not row.is_turned]
    turned = [part for row in rows if row.is_turned for part in row.parts]
    if straight and turned:
        body = around([part for parts in straight for part in parts])
        turned = [part for part in turned if part.box.right > body.left and part.box.left < body.right]
    return [*_ordered(straight, rounds=_MOST_ROUNDS), *turned]


def _ordered(rows: Sequence[_Parts], *, rounds: int) -> Iterator[Line]:
    gutter = _gutter(rows) if rounds else None
    if gutter is None:
        yield from map(joined, rows)
        return
    across = sorted((row for row in rows if _is_across(row, gutter)), key=lambda row: -row[0].baseline)
    beside = [row for row in rows if not _is_across(row, gutter)]
    for above, below in pairwise([None, *across, None]):
        band = [row for row in beside if _is_between(row, above, below)]
        for side in _sides(band, gutter):
            yield from _ordered(side, rounds=rounds - 1)
        if below:
            yield joined(below)


def _is_across(row: _Parts, gutter: float) -> bool:
    return any(part.box.left < gutter - 1 and part.box.right >= gutter for part in row)


def _is_between(row: _Parts, above: _Parts | None, below: _Parts | None) -> bool:
    baseline = row[0].baseline
    return (above is None or baseline <= above[0].baseline) and (below is None or baseline > below[0].baseline)


def _sides(rows: Sequence[_Parts], gutter: float) -> tuple[list[_Parts], list[_Parts]]:
    """What stands left of the gutter, and what stands right of it."""
    left = [tuple(part for part in row if part.box.left < gutter - 1) for row in rows]
    right = [tuple(part for part in row if part.box.left >= gutter - 1) for row in rows]
    return [parts for parts in left if parts], [parts for parts in right if parts]


def _gutter(rows: Sequence[_Parts]) -> float | None:
    """Where the column on the right begins, if the page has two or more columns drawn row by row; else None."""
    parts = [part for row in rows for part in row]
    edges = [edge for edge in _edges(parts) if _is_free(parts, edge)]
    for edge in edges:
        left, right = _apart(parts, edge)
        drawn = [part.box.left >= edge - 1 for part in parts if part.box.left >= edge - 1 or part.box.right < edge]
        returns = sum(before and not after for before, after in pairwise(drawn))
        is_prose = _is_prose(left, edges) and _is_prose(right, edges)
        if returns >= _FEWEST_RETURNS and is_prose and not _share_rows(left, right):
            return edge
    return None


def _edges(parts: Sequence[Line]) -> list[float]:
    """Where at least `_FEWEST` lines begin, but the leftmost of these places; the most frequent first."""
    groups: list[list[float]] = []
    for left in sorted(part.box.left for part in parts):
        if not groups or left - groups[-1][-1] > _TOLERANCE:
            groups.append([])
        groups[-1].append(left)
    frequent = sorted((group for group in groups[1:] if len(group) >= _FEWEST), key=len, reverse=True)
    return [group[0] for group in frequent[:_MOST_EDGES]]


def _is_free(parts: Sequence[Line], edge: float) -> bool:
    """Whether enough lines stand on both sides of the edge, and few stand across it."""
    left, right = _apart(parts, edge)
    fewer = min(len(left), len(right))
    return fewer >= _FEWEST and len(parts) - len(left) - len(right) <= fewer


def _apart(parts: Sequence[Line], edge: float) -> tuple[list[Line], list[Line]]:
    left = [part for part in parts if part.box.right < edge]
    return left, [part for part in parts if part.box.left >= edge - 1]


def _is_prose(side: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether these lines are running prose, and not the cells of a table: most fill the width of their column."""
    end = max(part.box.right for part in side)
    full = 0
    for part in side:
        room = min((edge for edge in edges if edge > part.box.right), default=end) - part.box.left
        full += part.box.width >= _FULL * min(room, end - part.box.left)
    words, letters = mean(len(part.text.split()) for part in side), mean(len(part.text) for part in side)
    return 2 * full >= len(side) and letters >= _LETTERS and (words >= _WORDS or letters >= 2 * _LETTERS)


def _share_rows(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether most gaps between the lines are at the same height on both sides, as between the rows of a table."""
    ours, theirs = _starts(left), _starts(right)
    common = sum(any(abs(start - other) <= _TOLERANCE for other in theirs) for start in ours)
    return common >= 2 and common >= 0.6 * min(len(ours), len(theirs))


def _starts(side: Sequence[Line]) -> list[float]:
    """The heights of the lines that stand below a gap."""
    lines = sorted(side, key=lambda line: -line.baseline)
    steps = [above.baseline - below.baseline for above, below in pairwise(lines)]
    usual = sorted(step for step in steps if step > 1)
    if not usual:
        return []
    least = _PARAGRAPH_GAP * usual[len(usual) // 4]
    return [line.baseline for line, step in zip(lines[1:], steps, strict=True) if step > least]
