"""HTML that is pasted or exported: tables, definition lists, toggles, and the marks within a field."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape
from itertools import accumulate
from typing import Final

from studyapp.generation.pairs.pair import Found, Pair
from studyapp.generation.pairs.tables import MOST_COLUMNS, row_pairs

_STRUCTURE: Final = re.compile(r"<(?P<end>/?)(?P<tag>tr|td|th|dt|dd|summary|details|table|dl)\b[^<>]*>", re.IGNORECASE)
_BREAK: Final = re.compile(r"<(?:br|hr)\b[^<>]*>|</(?:p|div|li|h[1-6]|tr)>|<(?:div|p)\b[^<>]*>", re.IGNORECASE)
_ITEM: Final = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_MARKDOWN: Final = (
    (re.compile(r"<(?:b|strong)\b[^<>]*>([^<>]+)</(?:b|strong)>", re.IGNORECASE), "**"),
    (re.compile(r"<(?:i|em)\b[^<>]*>([^<>]+)</(?:i|em)>", re.IGNORECASE), "*"),
)
_RAISED: Final = re.compile(r"<(su[bp])\b[^<>]*>([^<>]{1,20})</\1>", re.IGNORECASE)
_SUPERSCRIPT: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPT: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SOUND: Final = re.compile(r"\[sound:[^\[\]\n]*\]|<(?:script|style)\b[^<>]*>[^<>]*</(?:script|style)>", re.IGNORECASE)
_FORMULA: Final = re.compile(r"<anki-mathjax\b[^<>]*>([^<>]*)</anki-mathjax>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->")
_CELLS: Final = frozenset({"td", "th", "dt", "dd", "summary"})
_BEGINS: Final = frozenset({"table", "tr", "dt", "summary"})
_ENDS: Final = frozenset({"table", "tr", "dl", "details"})


def html_pairs(lines: Sequence[str]) -> list[Found]:
    """The pairs of tables with two to four columns, of definition lists, and of toggles."""
    text = "\n".join(lines)
    if not _STRUCTURE.search(text):
        return []
    starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    return [
        Found(pair, list(range(bisect_right(starts, start) - 1, bisect_right(starts, end - 1))))
        for pair, start, end in _read(text)
    ]


def as_markdown(html: str) -> str:
    """The words of a piece of HTML, each paragraph on its line, with bold and italic words as in Markdown."""
    text = _FORMULA.sub(lambda formula: f"\\({formula[1]}\\)", _SOUND.sub("", html))
    for pattern, sign in _MARKDOWN:
        text = pattern.sub(partial(_marked, sign=sign), text)
    text = _TAG.sub("", _BREAK.sub("\n", _ITEM.sub("\n- ", _RAISED.sub(_shifted, text))))
    lines = unescape(text).replace("\u00a0", " ").split("\n")
    return "\n".join(filter(None, map(str.strip, lines)))


def quoted(html: str) -> str:
    """The words between the tags, as they stand in the material, with `…` for the tags."""
    return " … ".join(filter(None, (part.strip() for part in _TAG.split(html))))


def _marked(found: re.Match[str], *, sign: str) -> str:
    words = found[1].strip()
    return f"{sign}{words}{sign}" if words else found[1]


def _shifted(found: re.Match[str]) -> str:
    is_raised = found[1].casefold() == "sup"
    shifted = found[2].translate(_SUPERSCRIPT if is_raised else _SUBSCRIPT)
    if not any(sign.isascii() and not sign.isspace() for sign in shifted):
        return shifted
    return f"^{found[2]}" if is_raised else f"_{found[2]}"


def _read(text: str) -> Iterator[tuple[Pair, int, int]]:
    """Each pair, and from where to where it stands."""
    header: list[str] = []
    for row in _rows(text):
        if row.kind == "table":
            header = []
        elif row.kind == "th":
            header = [as_markdown(cell) for cell in row.cells]
        else:
            quote = " … ".join(map(quoted, row.cells))
            for pair in _pairs(header if row.kind == "td" else [], [as_markdown(cell) for cell in row.cells], quote):
                yield pair, row.start, row.end


def _pairs(header: Sequence[str], cells: Sequence[str], quote: str) -> list[Pair]:
    if not 2 <= len(cells) <= MOST_COLUMNS:
        return []
    if len(cells) > 2 and len(header) == len(cells):
        return row_pairs(header, cells, quote)
    return [Pair(cells[0], "\n".join(filter(None, cells[1:])), quote, is_certain=True)]


@dataclass(slots=True)
class _Row:
    kind: str
    """`td` or `th` for a row of a table, `dt` for a term, `summary` for a toggle, `table` where a table begins."""
    start: int
    end: int
    cells: list[str]


def _rows(text: str) -> Iterator[_Row]:
    """The rows of tables, and each term or title of a toggle with what belongs to it."""
    row: _Row | None = None
    marks = list(_STRUCTURE.finditer(text))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        tag, end = mark["tag"].lower(), following.start() if following else len(text)
        closes = bool(mark["end"])
        if tag in _BEGINS and not closes:
            yield from [row] if row else []
            row = _Row("table" if tag == "table" else tag, mark.start(), mark.end(), [])
        if row and tag in _CELLS and not closes:
            row.cells.append(text[mark.end() : end])
            row.kind = tag if row.kind == "tr" else row.kind
        elif row and tag == "summary" and closes:
            row.cells.append(text[mark.end() : end])
        if row:
            row.end = max(row.end, mark.end())
        if row and closes and tag in _ENDS:
            yield row
            row = None
    yield from [row] if row else []
