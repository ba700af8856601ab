"""Books whose text is known: PDFs of prose for tests and benchmarks of reading."""

import io
import random
from dataclasses import dataclass
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

_SIZE: Final = 10
_LEADING: Final = 13
_TOP: Final = 770
_LEFT: Final = 60
_WIDTH: Final = 475
_GUTTER: Final = 22
_LINES: Final = 50
_STEMS: Final = (
    "light water energy cell membrane protein carbon river mountain empire treaty market price demand signal neuron "
    "oxygen glucose enzyme muscle planet gravity electron current voltage crystal mineral climate forest species "
    "language grammar sentence theorem function matrix vector integer prime circle angle kingdom harvest railway"
)
_LINKS: Final = "of the and in with from by for under between across without toward through within"


@dataclass(frozen=True, slots=True)
class Book:
    pdf: bytes
    text: str
    """All its words in the order of reading, without heads and feet."""


def book(pages: int, *, columns: int = 1, row_by_row: bool = False, seed: int = 7) -> Book:
    """A book of prose with heads and page numbers. With `row_by_row` its columns are drawn in turns, line by line."""
    words, buffer, said = Words(seed), io.BytesIO(), list[str]()
    canvas = Canvas(buffer, pagesize=A4)
    width = (_WIDTH - _GUTTER * (columns - 1)) / columns
    for number in range(1, pages + 1):
        texts = [words.lines(width, _LINES) for _ in range(columns)]
        said += [line for lines in texts for line in lines]
        canvas.setFont("Times-Roman", _SIZE)
        canvas.drawString(_LEFT, 800, f"A book that was made, part {1 + number // 25}")
        canvas.drawCentredString(A4[0] / 2, 40, str(number))
        places = [(row, column) for row in range(_LINES) for column in range(columns)]
        for row, column in places if row_by_row else sorted(places, key=lambda place: place[::-1]):
            canvas.drawString(_LEFT + column * (width + _GUTTER), _TOP - _LEADING * row, texts[column][row])
        canvas.showPage()
    canvas.save()
    return Book(buffer.getvalue(), _without_breaks(said))


class Words:
    """An endless text of sentences, cut into lines. Long words are hyphenated now and then."""

    def __init__(self, seed: int) -> None:
        self._random, self._stems, self._links = random.Random(seed), _STEMS.split(), _LINKS.split()
        self._left: list[str] = []

    def lines(self, width: float, count: int) -> list[str]:
        return [self._line(width) for _ in range(count)]

    def _line(self, width: float) -> str:
        line = ""
        while stringWidth(f"{line} {self._next()}", "Times-Roman", _SIZE) <= width:
            line = f"{line} {self._left.pop(0)}".strip()
        word = self._left[0]
        if len(word) >= 7 and word.isalpha() and stringWidth(f"{line} {word[:4]}-", "Times-Roman", _SIZE) <= width:
            self._left[0] = word[4:]
            return f"{line} {word[:4]}-"
        return line

    def _next(self) -> str:
        if not self._left:
            self._left = self._sentence()
        return self._left[0]

    def _sentence(self) -> list[str]:
        length = self._random.randint(7, 18)
        words = [self._random.choice(self._stems if at % 2 == 0 else self._links) for at in range(length)]
        return [words[0].capitalize(), *words[1:-1], f"{words[-1]}."]


def _without_breaks(lines: list[str]) -> str:
    text = ""
    for line in lines:
        text += line[:-1] if line.endswith("-") else f"{line} "
    return text
