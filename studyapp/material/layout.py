"""Turns the lines of pages into running text: drops repeated headers, joins hyphenated words, separates paragraphs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_EDGE_LINES: Final = 2
_REPEATS: Final = 3
_REPEATED_SHARE: Final = 0.3
"""A line is a header or footer if it stands at the edge of at least 3 pages and of at least 30 % of all pages."""
_FULL: Final = 0.85
_HEADING: Final = 0.7
"""As shares of the usual line width: a line is full from `_FULL` on, and may be a heading below `_HEADING`."""
_HEADING_WORDS: Final = 12
_LEAST_WIDTH: Final = 40

_NUMBER: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:page|seite|p\.|pagina|página|folie|slide)?\W*#(?:\s*(?:of|/|von|de|sur)\s*#)?\W*", re.IGNORECASE
)
_BULLET: Final = re.compile(r"[•‣▪◦●■–*-]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
_TERMINAL: Final = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")
_SOFT_BREAK: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_LAST_WORD: Final = re.compile(r"[\w-]+$")
_FIRST_WORD: Final = re.compile(r"[\w-]+")
_COMPOUND: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int
    after_gap: bool = False
    """Whether an empty line stands before this line."""


def running_text(pages: Sequence[Sequence[str]]) -> tuple[str, tuple[int, ...]]:
    """Join pages, given as lists of lines, into a text, and return it with the offset at which each page begins.

    Paragraphs are separated by a blank line. A paragraph across a page break stays whole; the page then begins inside
    it.
    """
    lines = list(_lines(_without_running_lines(pages)))
    compounds = frozenset(word.casefold() for line in lines for word in _COMPOUND.findall(line.text))
    pieces: list[str] = []
    starts: dict[int, int] = {}
    length = 0
    for paragraph in _paragraphs(lines):
        for piece, page in _pieces(paragraph, compounds, is_first=not pieces):
            starts.setdefault(page, length + len(piece) - len(piece.lstrip()))
            pieces.append(piece)
            length += len(piece)
    return "".join(pieces), _all_starts(starts, pages=len(pages), end=length)


def _all_starts(starts: dict[int, int], *, pages: int, end: int) -> tuple[int, ...]:
    """The offset of every page. A page without text gets the offset of the next one."""
    found: list[int] = []
    for page in reversed(range(pages)):
        end = starts.get(page, end)
        found.append(end)
    return tuple(reversed(found))


def _without_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    tidy = [[" ".join(line.split()) for line in page] for page in pages]
    shapes = Counter(shape for page in tidy for shape in {_shape(page[at]) for at in _edges(page)})
    least = max(_REPEATS, _REPEATED_SHARE * len(tidy))
    running = {shape for shape, count in shapes.items() if count >= least}
    return [_cut(page, running, numbered=len(tidy) > 1) for page in tidy]


def _cut(page: list[str], running: set[str], *, numbered: bool) -> list[str]:
    dropped = {
        at
        for at in _edges(page)
        if _shape(page[at]) in running or (numbered and _PAGE_NUMBER.fullmatch(_shape(page[at])))
    }
    return [line for at, line in enumerate(page) if at not in dropped]


def _edges(page: Sequence[str]) -> set[int]:
    written = [at for at, line in enumerate(page) if line]
    return {*written[:_EDGE_LINES], *written[-_EDGE_LINES:]}


def _shape(line: str) -> str:
    """The line without its numbers, because page and chapter numbers are all that changes in a header or footer."""
    return _NUMBER.sub("#", line.casefold())


def _lines(pages: Iterable[Sequence[str]]) -> Iterator[_Line]:
    for number, page in enumerate(pages):
        gap = False
        for line in page:
            if line:
                yield _Line(line, number, gap)
            gap = not line


def _paragraphs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    if not lines:
        return
    width = _usual_width(lines)
    paragraph = [lines[0]]
    for before, line in pairwise(lines):
        if _begins_paragraph(before, line, width):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _usual_width(lines: Sequence[_Line]) -> float:
    lengths = sorted(len(line.text) for line in lines)
    return max(_LEAST_WIDTH, lengths[int(0.8 * (len(lengths) - 1))])


def _begins_paragraph(before: _Line, line: _Line, width: float) -> bool:
    if line.after_gap or _BULLET.match(line.text):
        return True
    ended = bool(_TERMINAL.search(before.text))
    if line.page != before.page:
        return ended or not line.text[0].islower()
    if ended:
        return len(before.text) < _FULL * width or _is_heading(line.text, width)
    return _is_heading(before.text, width) and not line.text[0].islower()


def _is_heading(text: str, width: float) -> bool:
    """Whether the line may be a heading: short and without a full stop. In a paragraph only the last line is short."""
    if _TERMINAL.search(text) or text[0].islower():
        return False
    return len(text) < _HEADING * width and len(text.split()) <= _HEADING_WORDS


def _pieces(paragraph: Sequence[_Line], compounds: frozenset[str], *, is_first: bool) -> Iterator[tuple[str, int]]:
    """Each line of the paragraph, led by what separates it from the line before, and the line's page."""
    separator = "" if is_first else "\n\n"
    for line, following in zip(paragraph, [*paragraph[1:], None], strict=True):
        text, after = _end_of(line.text, following.text if following else None, compounds)
        yield separator + text, line.page
        separator = after


def _end_of(text: str, following: str | None, compounds: frozenset[str]) -> tuple[str, str]:
    """The line, and the separator after it. A word hyphenated at the end of the line is joined with its second half."""
    if following is None or not _SOFT_BREAK.search(text):
        return text, " "
    if not following[0].islower():
        return text, ""
    first, second = _LAST_WORD.search(text), _FIRST_WORD.match(following)
    if text.endswith("-") and first and second and f"{first[0]}{second[0]}".casefold() in compounds:
        return text, ""
    return text[:-1], ""
