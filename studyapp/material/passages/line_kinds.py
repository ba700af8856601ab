"""Judges what each line of a document is, by its font, its place and its signs."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import Final

from studyapp.material.passages.passage import LineKind, Passage
from studyapp.material.pdf.lines import Face, Line
from studyapp.material.sections.printed.paper import Paper, style_of

_SMALL: Final = 0.88
_LARGE: Final = 1.07
"""As shares of the size of most text."""
_GAPPY: Final = 1.45
"""A row with gaps between its cells is so much wider than letters of its size usually are."""
_FEWEST_ROWS: Final = 3
"""A table has so many rows at least."""
_NUMBERS: Final = 0.4
"""A row of numbers has so many digits among its signs."""
_FEW_LETTERS: Final = 0.55
"""A formula or a line of code has fewer letters among its signs."""
_CODE_LETTERS: Final = 0.7
"""The same for code that is set in the type of the text."""
_SHORT: Final = 80
_MOST_HEADING: Final = 120
_FEWEST_SAMPLES: Final = 20
_USUAL_WIDTH: Final = 0.48
"""The width of a letter as a share of the font size, if there is too little text to measure it."""
_NEAR: Final = 1.8
"""A caption goes on in a line within so many font sizes."""

_CAPTION: Final = re.compile(
    r"(?:figure|fig\.|table|tab\.|listing|algorithm|plate|chart|scheme|abbildung|abb\.|tabelle|diagramm|tableau|"
    r"illustration|figura|tabla|gráfico|tabella|図|表|شكل|جدول)\s*[A-Z]?\d+",
    re.IGNORECASE,
)
_SET_APART: Final = frozenset((LineKind.MATHS, LineKind.CODE, LineKind.TABLE))
_FEWEST_WORDS: Final = 4
_FEWEST_LETTERS: Final = 25
"""Prose has so many words, or so many letters in languages without spaces."""
_SENTENCE_END: Final = re.compile(r"\w{3,}[.!?。:]$")
_LEADERS: Final = re.compile(r"(?:[.·…‥・_] ?){4}")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_CODE: Final = re.compile(
    r"[;{}]\s*$|^\s*(?:#include|import |from \S+ import|def |class |return\b|for ?\(|if ?\(|while ?\(|//|/\*|\$ |>>> )|"
    r"\w\(\)|->|::|[=!<>]=|\\[a-z]+[{[]"
)


def line_kinds(paper: Paper) -> list[LineKind]:
    """The kind of each line of the paper."""
    letter = _letter_width(paper.lines)
    kinds = [_kind(paper, line, letter) for line in paper.lines]
    _spread_captions(paper.lines, kinds)
    _drop_lone_rows(kinds)
    _absorb_fragments(paper.lines, kinds)
    return kinds


def passages(kinds: Sequence[LineKind], line_starts: Sequence[int], length: int) -> tuple[Passage, ...]:
    """The text of that length, whose lines start at these offsets, cut where the kind changes."""
    found: list[Passage] = []
    at = 0
    for kind, run in groupby(kinds):
        start = line_starts[at]
        at += sum(1 for _ in run)
        found.append(Passage(kind, start, line_starts[at] if at < len(line_starts) else length))
    return tuple(found)


def _kind(paper: Paper, line: Line, letter: float) -> LineKind:
    if _CAPTION.match(line.text):
        return LineKind.CAPTION
    if line.face is Face.FIXED or _is_code(line):
        return LineKind.CODE
    if _is_row(line, letter):
        return LineKind.TABLE
    return LineKind.MATHS if _is_formula(line) else _kind_by_type(paper, line)


def _kind_by_type(paper: Paper, line: Line) -> LineKind:
    size, is_bold = paper.body
    if style_of(line) in paper.usual:
        return LineKind.PROSE
    if line.size < _SMALL * size:
        return LineKind.SMALL_PRINT
    stands_out = line.size > _LARGE * size or (line.is_bold and not is_bold)
    return LineKind.HEADING if stands_out and len(line.text) <= _MOST_HEADING else LineKind.PROSE


def _is_code(line: Line) -> bool:
    return _share_of_letters(line.text) < _CODE_LETTERS and bool(_CODE.search(line.text))


def _is_row(line: Line, letter: float) -> bool:
    """Whether a line is wider than its letters, has leaders, or is mostly digits."""
    text = line.text
    if ("." in text or "·" in text or "…" in text or "_" in text) and _LEADERS.search(text):
        return True
    digits, signs = sum(map(str.isdigit, text)), len(text) - text.count(" ")
    is_numbers = text.count(" ") > 1 and digits > _NUMBERS * signs
    return is_numbers or line.box.width > _GAPPY * letter * line.size * len(text)


def _is_formula(line: Line) -> bool:
    words = len(_WORD.findall(line.text))
    if line.face is Face.MATHS:
        return words < len(line.text.split()) / 2
    return len(line.text) <= _SHORT and words <= 1 and _share_of_letters(line.text) < _FEW_LETTERS


def _share_of_letters(text: str) -> float:
    signs = len(text) - text.count(" ")
    return sum(map(str.isalpha, text)) / signs if signs else 0


def _letter_width(lines: Sequence[Line]) -> float:
    """The usual width of a letter as a share of its font size."""
    widths = [line.box.width / len(line.text) / line.size for line in lines if len(line.text) >= _SHORT // 2]
    return median(widths) if len(widths) >= _FEWEST_SAMPLES else _USUAL_WIDTH


def _spread_captions(lines: Sequence[Line], kinds: list[LineKind]) -> None:
    """Makes the lines that go on with a caption captions, too: those in its type, other than that of the text."""
    for at in range(1, len(lines)):
        before, line = lines[at - 1], lines[at]
        is_near = before.page == line.page and 0 < before.baseline - line.baseline < _NEAR * line.size
        is_alike = style_of(before) == style_of(line) and kinds[at] in (LineKind.SMALL_PRINT, LineKind.HEADING)
        if kinds[at - 1] is LineKind.CAPTION and is_near and is_alike:
            kinds[at] = LineKind.CAPTION


def _drop_lone_rows(kinds: list[LineKind]) -> None:
    """Rows that stand alone are no table."""
    for start, end in _runs(kinds, LineKind.TABLE):
        if end - start < _FEWEST_ROWS:
            kinds[start:end] = [LineKind.PROSE] * (end - start)


def _absorb_fragments(lines: Sequence[Line], kinds: list[LineKind]) -> None:
    """A few words between formulas, code or the cells of a table belong to those, not to the prose."""
    for start, end in list(_runs(kinds, LineKind.PROSE)):
        beside = [kinds[at] for at in (start - 1, end) if 0 <= at < len(kinds) and kinds[at] in _SET_APART]
        if beside and _is_fragment(" ".join(line.text for line in lines[start:end])):
            kinds[start:end] = [beside[0]] * (end - start)


def _is_fragment(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    is_wordless = len(_WORD.findall(text)) < _FEWEST_WORDS and letters < _FEWEST_LETTERS
    return is_wordless and not _SENTENCE_END.search(text)


def _runs(kinds: Sequence[LineKind], kind: LineKind) -> Iterator[tuple[int, int]]:
    at = 0
    for each, run in groupby(kinds):
        length = sum(1 for _ in run)
        if each is kind:
            yield at, at + length
        at += length
