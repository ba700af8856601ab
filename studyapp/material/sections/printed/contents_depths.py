"""Tells how deep the rows of a table of contents are: by their numbers, their indents and their type."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from studyapp.material.sections.printed.contents_rows import Row
from studyapp.material.sections.printed.numbering import number_of

_INDENT: Final = 5.0
"""How far apart in points rows of different depth begin at least."""
_CHAPTER_DEPTH: Final = 2


def depths_of(rows: Sequence[Row]) -> list[int]:
    """The depth of each row. Where most are numbered: parts 1, chapters 2, sections 3 and so on."""
    numbered = _numbered_depths(rows)
    return _beside(rows, numbered) if 2 * len(numbered) >= len(rows) else _by_indent(rows)


def _numbered_depths(rows: Sequence[Row]) -> dict[int, int]:
    """The depths of the rows with numbers: parts 1, chapters 2, sections 3 and so on."""
    depths: dict[int, int] = {}
    lasts: dict[str, int] = {}
    are_romans_chapters = not any((number := number_of(row.title)) and number.style == "digit" for row in rows)
    for at, row in enumerate(rows):
        number = number_of(row.title)
        if number is None:
            continue
        if number.depth == 1 and number.style in ("roman", "letter"):
            if number.parts[0] not in (lasts.get(number.style, 0) + 1, 1):
                continue
            lasts[number.style] = number.parts[0]
        is_part_row = number.style == "part" or (number.style == "roman" and not are_romans_chapters)
        depths[at] = number.depth if is_part_row else number.depth + 1
    return depths


def _beside(rows: Sequence[Row], numbered: dict[int, int]) -> list[int]:
    """The depths of all rows: one without a number is as deep as the numbered rows of its page that begin where it
    does, or one level above them if it begins farther left.
    """
    lefts: dict[int, dict[int, float]] = defaultdict(dict)
    for at, depth in numbered.items():
        lefts[rows[at].line.page].setdefault(depth, rows[at].line.box.left)
    types = {depth: _type(rows[at]) for at, depth in reversed(numbered.items())}
    return [numbered[at] if at in numbered else _depth_beside(row, lefts, types) for at, row in enumerate(rows)]


def _depth_beside(row: Row, lefts: Mapping[int, Mapping[int, float]], types: Mapping[int, tuple[int, bool]]) -> int:
    beside, left = lefts.get(row.line.page, {}), row.line.box.left
    if not beside:
        return next((depth for depth in sorted(types) if types[depth] == _type(row)), _CHAPTER_DEPTH)
    if left < min(beside.values()) - _INDENT:
        return max(_CHAPTER_DEPTH, min(beside) - 1)

    def unlikeness(depth: int) -> tuple[float, int]:
        return round(abs(left - beside[depth]) / _INDENT) + (0 if _type(row) == types[depth] else 0.5), depth

    return max(_CHAPTER_DEPTH, min(beside, key=unlikeness))


def _type(row: Row) -> tuple[int, bool]:
    return round(row.line.size), row.line.is_bold


def _by_indent(rows: Sequence[Row]) -> list[int]:
    """The depths by indent and type: what stands farther left, is larger or bold is higher."""
    margins: dict[int, float] = {}
    for row in rows:
        page, left = row.line.page, row.line.box.left
        margins[page] = min(left, margins.get(page, left))
    indents = [row.line.box.left - margins[row.line.page] for row in rows]
    steps = sorted(indents)
    edges = [steps[0], *(after for before, after in pairwise(steps) if after - before > _INDENT)]
    keys = [
        (sum(edge <= indent for edge in edges), -round(row.line.size), not row.line.is_bold)
        for row, indent in zip(rows, indents, strict=True)
    ]
    order = sorted(set(keys))
    return [1 + order.index(key) for key in keys]
