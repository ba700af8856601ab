# pyright: standard
"""Asks PDFium for the lines of a page. No loop runs over all characters: that would take seconds for a book."""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from studyapp.material.pdf.characters import ACCENTS, HYPHEN, mended, with_accents
from studyapp.material.pdf.document import letters_of
from studyapp.material.pdf.lines import ASCENT, DESCENT, Box, Face, Line
from studyapp.material.pdf.rows import Row, with_raised
from studyapp.material.pdf.view import View

_LINE: Final = re.compile(f"[^\r\n{HYPHEN}]*(?:{HYPHEN}|[\r\n]+|$)")
_ACCENT: Final = re.compile(f"[{''.join(ACCENTS)}]")
_BOLD_NAME: Final = re.compile(rb"bold|black|heavy|demi|cmbx|cmssbx|sfbx|-bd\b", re.IGNORECASE)
_BOLD_WEIGHT: Final = 600
_FORCED_BOLD: Final = 1 << 18
_FIXED_PITCH: Final = 1
"""Flags of a font descriptor (PDF 32000-1, table 123)."""
_FIXED_NAME: Final = re.compile(
    rb"courier|mono|consol|menlo|cmtt|cmsltt|cmitt|sftt|typewriter|inconsolata|lettergothic|t1-?xtt|txtt|beramono|"
    rb"luxim|fixed|andale|^(?:[A-Z]{6}\+)?(?:ec|la)?tt\d",
    re.IGNORECASE,
)
_MATHS_NAME: Final = re.compile(
    rb"math|cmmi|cmsy|cmex|msam|msbm|cmmib|cmbsy|rsfs|eufm|stmary|txsy|pxsy|txex|pxex|lmsy|lmmi|eurm|mtmi|mtsy|mtex",
    re.IGNORECASE,
)
_RIGHT_TO_LEFT: Final = ("R", "AL")
_SPACE: Final = re.compile(r"(?<=\S) +(?=[^ \r\n])")
_LEAST_GAP: Final = 2.0
_GAP: Final = 0.9
"""The width of a gap between two words that may be the gutter between two columns, as a share of the font size."""
_TRIED: Final = 4
_SMALLEST: Final = 1.5
"""Letters of fewer points are not meant to be read."""
_ASLANT: Final = 0.1
"""By how many quarter turns text may be turned and still counts as straight."""


@dataclass(frozen=True, slots=True)
class Drawn:
    rows: Sequence[Row]
    """In the order they are drawn."""
    text: str
    """As PDFium gives it."""
    view: View


def drawn_on(page: pypdfium2.PdfPage, number: int) -> Drawn:
    """What is written on a page."""
    textpage = page.get_textpage()
    try:
        return _Reader(page, textpage, number).read()
    finally:
        textpage.close()


class _Reader:
    def __init__(self, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, number: int) -> None:
        self._raw, self._textpage, self._number = textpage.raw, textpage, number
        self._view = View(Box(*page.get_cropbox() or (0, 0, *page.get_size())))
        self._rotation = page.get_rotation() // 90
        self._numbers = tuple(ctypes.c_double() for _ in range(4))
        self._matrix = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def read(self) -> Drawn:
        self._text = letters_of(self._textpage)
        self._has_accents = bool(_ACCENT.search(self._text))
        found = [found.span() for found in _LINE.finditer(self._text) if found[0].strip()]
        spans = [part for span in found for part in self._straight(*span)]
        turns = [self._turn(*span) for span in spans]
        letters = Counter[int]()
        for (start, end), turn in zip(spans, turns, strict=True):
            if turn is not None:
                letters[turn] += end - start
        most = letters.most_common(1)[0][0] if letters else 0
        self._view = replace(self._view, turn=most)
        self._has_gaps = self._has_gaps_inside([span for span, turn in zip(spans, turns, strict=True) if turn == most])
        rows = (self._row(*span, turn != most) for span, turn in zip(spans, turns, strict=True) if turn is not None)
        drawn = [row for row in rows if row.parts]
        if (most + self._rotation) % 4:  # PDFium does not know the order of lines that are shown sideways
            drawn.sort(key=lambda row: -row.parts[0].baseline)
        return Drawn(list(with_raised(drawn)), self._text, self._view)

    def _straight(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The row cut where its direction changes, which PDFium does not always take for a new line."""
        _, _, last = self._samples(start, end)
        if self._angle(self._printed(start, end)) != self._angle(last):
            for space in _SPACE.finditer(self._text, start, end):
                if self._angle(space.start() - 1) != self._angle(space.end()):
                    yield start, space.start()
                    start = space.end()
        yield start, end

    def _angle(self, at: int) -> float:
        return round(pdfium.FPDFText_GetCharAngle(self._raw, at), 2)

    def _turn(self, start: int, end: int) -> int | None:
        """By how many quarter turns the row is turned clockwise; None if it stands aslant, as stamps do."""
        quarters = self._angle(self._printed(start, end)) / (math.pi / 2)
        return round(quarters) % 4 if abs(quarters - round(quarters)) < _ASLANT else None

    def _row(self, start: int, end: int, is_turned: bool) -> Row:  # noqa: FBT001
        pieces = pdfium.FPDFText_CountRects(self._raw, start, end - start)
        parts = [(start, end)] if is_turned else self._parts(start, end, pieces)
        lines = (self._line(*part, is_turned, pieces > 1) for part in parts)
        return Row(tuple(line for line in lines if line), is_turned)

    def _has_gaps_inside(self, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether some rows that are drawn in one go have wide gaps. A few rows are tried, since that takes time."""
        longest = sorted(spans, key=lambda span: span[0] - span[1])[:_TRIED]
        return any(self._is_wide(*gap) for span in longest for gap in self._gaps(*span))

    def _parts(self, start: int, end: int, pieces: int) -> Iterator[tuple[int, int]]:
        """The row cut at its wide gaps."""
        if self._has_gaps or pieces > 1:
            for before, after in self._gaps(start, end):
                if self._is_wide(before, after):
                    yield start, before + 1
                    start = after
        yield start, end

    def _gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The characters before and after each space."""
        for space in _SPACE.finditer(self._text, start, end):
            yield space.start() - 1, space.end()

    def _is_wide(self, before: int, after: int) -> bool:
        first, second = self._seen_sides(before), self._seen_sides(after)
        if unicodedata.bidirectional(self._text[after]) in _RIGHT_TO_LEFT:
            first, second = second, first
        gap = second[0] - first[1]
        return gap > _LEAST_GAP and gap > _GAP * self._size(after)

    def _seen_sides(self, at: int) -> tuple[float, float]:
        """The left and right side of a character on the page as it is seen."""
        if self._view.turn:
            box = self._view.seen(self._char_box(at))
            return box.left, box.right
        left, right, bottom, top = self._numbers
        pdfium.FPDFText_GetCharBox(self._raw, at, left, right, bottom, top)
        return left.value, right.value

    def _line(self, start: int, end: int, is_turned: bool, is_mixed: bool) -> Line | None:  # noqa: FBT001
        """The line of these characters. If it `is_mixed`, its letters may be of several fonts."""
        raw = self._text[start:end]
        if self._has_accents and _ACCENT.search(raw):
            raw = with_accents(raw, lambda at: self._char_box(start + at))
        text = mended(raw)
        if not text:
            return None
        samples = self._samples(start, end)
        judged = samples if is_mixed else samples[1:2]
        size = median(map(self._size, judged))
        box = self._box(samples, None if is_turned else size)
        if size < _SMALLEST or not self._view.shows(box):
            return None
        fonts = [self._font(at) for at in judged]
        is_bold = 2 * sum(font.is_bold for font in fonts) > len(fonts)
        faces = Counter(font.face for font in fonts).most_common(1)
        return Line(text, self._number, box, round(size, 2), is_bold, faces[0][0])

    def _samples(self, start: int, end: int) -> tuple[int, int, int]:
        """The first, a middle and the last printed character."""
        stretch = self._text[start:end]
        first = start + len(stretch) - len(stretch.lstrip())
        last = start + len(stretch.rstrip()) - 1
        return first, self._printed((first + last) // 2, last + 1), last

    def _printed(self, at: int, end: int) -> int:
        return next((each for each in range(at, end) if not self._text[each].isspace()), at)

    def _box(self, samples: Sequence[int], size: float | None) -> Box:
        """The box around the samples; with a size, as high as that above and below the baseline."""
        ends = [self._view.seen(self._char_box(at)) for at in (samples[0], samples[-1])]
        left, right = min(box.left for box in ends), max(box.right for box in ends)
        if size is None:
            return Box(left, min(box.bottom for box in ends), right, max(box.top for box in ends))
        x, y = self._numbers[:2]
        pdfium.FPDFText_GetCharOrigin(self._raw, samples[1], x, y)
        baseline = self._view.seen(Box(x.value, y.value, x.value, y.value)).bottom
        return Box(left, baseline - DESCENT * size, right, baseline + ASCENT * size)

    def _char_box(self, at: int) -> Box:
        left, right, bottom, top = self._numbers
        pdfium.FPDFText_GetCharBox(self._raw, at, left, right, bottom, top)
        return Box(left.value, bottom.value, right.value, top.value)

    def _size(self, at: int) -> float:
        """The font size as it is shown: the text's matrix may enlarge it."""
        pdfium.FPDFText_GetMatrix(self._raw, at, self._matrix)
        return pdfium.FPDFText_GetFontSize(self._raw, at) * (math.hypot(self._matrix.c, self._matrix.d) or 1)

    def _font(self, at: int) -> "_Font":
        length = pdfium.FPDFText_GetFontInfo(self._raw, at, self._name, len(self._name), self._flags)
        font = _font_named(self._name.value, self._flags.value) if length else _PLAIN
        if not font.is_bold and pdfium.FPDFText_GetFontWeight(self._raw, at) >= _BOLD_WEIGHT:
            return replace(font, is_bold=True)
        return font


@dataclass(frozen=True, slots=True)
class _Font:
    is_bold: bool = False
    face: Face = Face.TEXT


_PLAIN: Final = _Font()


@lru_cache(maxsize=1024)
def _font_named(name: bytes, flags: int) -> _Font:
    is_bold = bool(_BOLD_NAME.search(name) or flags & _FORCED_BOLD)
    if _MATHS_NAME.search(name):
        return _Font(is_bold, Face.MATHS)
    is_fixed = bool(flags & _FIXED_PITCH or _FIXED_NAME.search(name))
    return _Font(is_bold, Face.FIXED if is_fixed else Face.TEXT)
