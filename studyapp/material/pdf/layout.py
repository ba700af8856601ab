"""Turns the lines of pages into running text: joins hyphenated words and separates paragraphs."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil
from statistics import median
from typing import Final

from studyapp.material.pdf.lines import Line

_FULL: Final = 0.85
_HEADING: Final = 0.7
"""As shares of the usual line width: a line is full from `_FULL` on, and may be a heading below `_HEADING`."""
_HEADING_WORDS: Final = 12
_LEAST_WIDTH: Final = 14
"""The usual line width is at least so many times the font size, since lists and slides have short lines only."""
_GAP: Final = 1.45
_USUAL_DISTANCE: Final = 1.3
"""A paragraph begins after a gap of so many usual distances from line to line, or of so many font sizes."""
_OTHER_SIZE: Final = 1.12
_INDENT: Final = 0.8
_TURNED: Final = 1.5
_ENOUGH_STEPS: Final = 3
_FARTHEST_LINE: Final = 3
_RIGHT_TO_LEFT: Final = ("R", "AL")

_BULLET: Final = re.compile(r"[•‣▪◦●○■□▶➢➤❖✓·–*-]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
_LEADERS: Final = re.compile(r"(?:[.·…] ?){4}")
"""The dots between a title and its page number in a table of contents."""
_TERMINAL: Final = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")
_LONGEST_END: Final = 8
_SOFT_BREAK: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_LAST_WORD: Final = re.compile(r"[\w-]+$")
_FIRST_WORD: Final = re.compile(r"[\w-]+")
_COMPOUND: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


@dataclass(frozen=True, slots=True)
class _Measures:
    """What is usual in a column."""

    width: float
    """The width of a full line."""
    right: float
    """Where full lines end."""
    distance: float
    """The distance from line to line."""


@dataclass(frozen=True, slots=True)
class RunningText:
    text: str
    page_starts: tuple[int, ...]
    """The offset of each page in the text. A page without text has the offset of the next one."""
    line_starts: tuple[int, ...]
    """The offset of each line in the text, of all pages in their order."""


def running_text(pages: Sequence[Sequence[Line]]) -> RunningText:
    """Join pages, given as their lines in reading order, into a text.

    Paragraphs are separated by a blank line. A paragraph across a page break stays whole; the page then begins inside
    it.
    """
    lines = [line for page in pages for line in page]
    compounds = _compounds(lines)
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for paragraph in _paragraphs(lines):
        for piece in _pieces(paragraph, compounds, is_first=not pieces):
            starts.append(length + len(piece) - len(piece.lstrip()))
            pieces.append(piece)
            length += len(piece)
    return RunningText("".join(pieces), _page_starts(pages, starts, end=length), tuple(starts))


def _compounds(lines: Sequence[Line]) -> frozenset[str]:
    """The words that are written with hyphens within a line."""
    hyphened = (line.text for line in lines if "-" in line.text)
    return frozenset(word.casefold() for text in hyphened for word in _COMPOUND.findall(text))


def _page_starts(pages: Sequence[Sequence[Line]], line_starts: Sequence[int], *, end: int) -> tuple[int, ...]:
    firsts = accumulate((len(page) for page in pages[:-1]), initial=0)
    return tuple(line_starts[first] if first < len(line_starts) else end for first in firsts)[: len(pages)]


def _columns(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines cut at page breaks, and where the next line stands higher."""
    column: list[Line] = []
    for line in lines:
        if column and _is_elsewhere(column[-1], line):
            yield column
            column = []
        column.append(line)
    if column:
        yield column


def _is_elsewhere(before: Line, line: Line) -> bool:
    """Whether the line stands on the next page, or in the next column."""
    return line.page != before.page or line.baseline > before.baseline + before.size


def _measured(column: Sequence[Line]) -> _Measures:
    widths, rights = sorted(line.box.width for line in column), sorted(line.box.right for line in column)
    size, full = median(line.size for line in column), ceil(0.8 * (len(column) - 1))
    steps = sorted(
        above.baseline - below.baseline
        for above, below in pairwise(column)
        if 0 < above.baseline - below.baseline < _FARTHEST_LINE * above.size and not _is_other_size(above, below)
    )
    distance = steps[len(steps) // 3] if len(steps) >= _ENOUGH_STEPS else _USUAL_DISTANCE * size
    return _Measures(max(_LEAST_WIDTH * size, widths[full]), rights[full], distance)


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    before: Line | None = None
    usual_before = usual = _Measures(0, 0, 0)
    paragraph: list[Line] = []
    for column in _columns(lines):
        usual_before, usual = usual, _measured(column)
        for line in column:
            if before and _begins_paragraph(before, line, usual_before, usual):
                yield paragraph
                paragraph = []
            paragraph.append(line)
            before, usual_before = line, usual
    if paragraph:
        yield paragraph


def _begins_paragraph(before: Line, line: Line, usual_before: _Measures, usual: _Measures) -> bool:
    if _BULLET.match(line.text) or _has_leaders(before) or _is_other_size(before, line) or _is_turned(line):
        return True
    ended, goes_on = _is_ended(before), line.text[0].islower()
    if _SOFT_BREAK.search(before.text[-2:]) and line.text[0].isalpha():
        return False
    if _is_elsewhere(before, line):
        return ended or not goes_on
    if before.baseline - line.baseline > _GAP * usual.distance:
        return True
    if ended:
        return before.box.width < _FULL * usual_before.width or _is_heading(line, usual) or _is_indented(before, line)
    return not goes_on and (_is_broken_off(before, line, usual) or before.is_bold != line.is_bold)


def _is_broken_off(before: Line, line: Line, usual: _Measures) -> bool:
    """Whether the next line's first word would have had room on the line, so that the line was ended on purpose."""
    room = usual.right - before.box.right
    word = len(line.text.split(maxsplit=1)[0]) + 1
    return room > (1 - _FULL) * usual.width and room > word * line.box.width / len(line.text)


def _has_leaders(line: Line) -> bool:
    return line.text[-1].isdigit() and bool(_LEADERS.search(line.text))


def _is_turned(line: Line) -> bool:
    return line.box.height > _TURNED * line.size


def _is_ended(line: Line) -> bool:
    return bool(_TERMINAL.search(line.text[-_LONGEST_END:]))


def _is_other_size(before: Line, line: Line) -> bool:
    return max(before.size, line.size) > _OTHER_SIZE * min(before.size, line.size)


def _is_indented(before: Line, line: Line) -> bool:
    indent = line.box.left - before.box.left
    return _INDENT * line.size < indent and unicodedata.bidirectional(line.text[0]) not in _RIGHT_TO_LEFT


def _is_heading(line: Line, usual: _Measures) -> bool:
    """Whether the line may be a heading: short and without a full stop. In a paragraph only the last line is short."""
    if _is_ended(line) or line.text[0].islower():
        return False
    return line.box.width < _HEADING * usual.width and len(line.text.split()) <= _HEADING_WORDS


def _pieces(paragraph: Sequence[Line], compounds: frozenset[str], *, is_first: bool) -> Iterator[str]:
    """Each line of the paragraph, led by what separates it from the line before."""
    separator = "" if is_first else "\n\n"
    for line, following in zip(paragraph, [*paragraph[1:], None], strict=True):
        text, after = _end_of(line.text, following.text if following else None, compounds)
        yield separator + text
        separator = after


def _end_of(text: str, following: str | None, compounds: frozenset[str]) -> tuple[str, str]:
    """The line, and the separator after it. A word hyphenated at the end of the line is joined with its second half."""
    if following is None or not _SOFT_BREAK.search(text[-2:]):
        return text, " "
    if not following[0].islower():
        return text, ""
    first, second = _LAST_WORD.search(text), _FIRST_WORD.match(following)
    if text.endswith("-") and first and second and f"{first[0]}{second[0]}".casefold() in compounds:
        return text, ""
    return text[:-1], ""
