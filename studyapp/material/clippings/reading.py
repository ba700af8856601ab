"""The lines of a few pages of a PDF with their kinds, as far as these pages tell them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from studyapp.material.passages.line_kinds import line_kinds
from studyapp.material.passages.passage import LineKind
from studyapp.material.pdf.columns import reading_order
from studyapp.material.pdf.lines import Box, Face, Line
from studyapp.material.pdf.pdfium import Drawn
from studyapp.material.pdf.running_lines import without_running_lines
from studyapp.material.sections.printed.paper import Paper, style_of

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_FEWEST_WORDS: Final = 3
_FEWEST_LETTERS: Final = 15
"""In languages without spaces."""
_LEAST_PROSE: Final = 0.5
"""Of the letters of a line of text, so many stand in words of three letters at least."""
_ONLY_WORDS: Final = re.compile(r"(?=.*[^\W\d_]{3}|(?:so|or|if)$)(?:[^\W\d_]+[,:;.]?(?: |$))+")
_SURELY_WORDS: Final = 5
_FIRST_WORD: Final = re.compile(r"([^\W\d_]{3,}|if|so|or|in|is|to|of|as|by|on|we|et|ou|de|le|la|si|es|wo|da) ")
_FUNCTIONS: Final = (
    "sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan log ln exp lim max min sup inf det dim ker arg mod "
    "gcd deg grad div rot curl rank diag sgn var cov argmax argmin liminf limsup tr dx dy dt"
)
FUNCTIONS: Final = frozenset(_FUNCTIONS.split())
"""What is written as a word in formulas."""
_RELATION: Final = re.compile(r"[=≤≥≠≈≡∼≅∝∈∉⊂⊆⊃⊇→←↔⇒⇔↦≪≫≺≻⊢⊨∀∃]")
_LESS: Final = re.compile(r"\w\s*[<>]\s*\S")

_BULLET: Final = re.compile(r"[•‣▪◦●○■□▶➢➤❖✓]")


@dataclass(frozen=True, slots=True)
class Told:
    """A line and what it is."""

    line: Line
    kind: LineKind
    is_usual: bool = False
    """Whether it is set as most text is."""
    is_running: bool = False
    """Whether it is a head or foot."""

    @property
    def box(self) -> Box:
        return self.line.box

    @property
    def words(self) -> list[str]:
        """Those of three letters at least."""
        return _WORD.findall(self.line.text)

    @property
    def is_code(self) -> bool:
        return self.kind is LineKind.CODE or self.line.face is Face.FIXED

    @property
    def is_item(self) -> bool:
        return bool(_BULLET.match(self.line.text))

    @property
    def is_words(self) -> bool:
        """Whether it is a few words and nothing else, e.g. `where`."""
        if self.line.face is Face.MATHS or self.line.text in FUNCTIONS:
            return False
        return bool(_ONLY_WORDS.fullmatch(self.line.text))

    @property
    def has_relation(self) -> bool:
        """Whether it says that something equals something or the like. `<` and `>` stand in code, too."""
        return bool(_RELATION.search(self.line.text)) or (
            self.line.face is Face.MATHS and bool(_LESS.search(self.line.text))
        )

    @property
    def begins_with_word(self) -> bool:
        """Whether it begins as a sentence goes on, e.g. `where x = 1`."""
        first = _FIRST_WORD.match(self.line.text)
        return bool(first and first[1].islower() and first[1] not in FUNCTIONS)

    @property
    def is_text(self) -> bool:
        """Whether it says something by itself, other than what stands in formulas and drawings."""
        if self.is_running:
            return True
        letters = sum(map(str.isalpha, self.line.text))
        inside = sum(map(len, self.words))
        return (len(self.words) >= _FEWEST_WORDS or inside >= _FEWEST_LETTERS) and inside > _LEAST_PROSE * letters


def told_lines(pages: Mapping[int, Drawn]) -> dict[int, list[Told]]:
    """The lines of these pages in the order of reading, those of each page with its heads and feet at the end."""
    rows = without_running_lines([drawn.rows for drawn in pages.values()])
    lines = [reading_order(of_page) for of_page in rows]
    told = iter(_told(Paper(lines, [drawn.view.size for drawn in pages.values()])))
    found: dict[int, list[Told]] = {}
    for (number, drawn), kept, of_page in zip(pages.items(), rows, lines, strict=True):
        found[number] = [next(told) for _ in of_page]
        running = set(map(id, drawn.rows)) - set(map(id, kept))
        parts = (part for row in drawn.rows if id(row) in running for part in row.parts)
        found[number] += [Told(part, LineKind.SMALL_PRINT, is_running=True) for part in parts]
    return found


def _told(paper: Paper) -> Iterator[Told]:
    kinds = line_kinds(paper)
    for line, kind in zip(paper.lines, kinds, strict=True):
        yield Told(line, kind, style_of(line) in paper.usual)


def texts_of(lines: Sequence[Told]) -> list[Told]:
    """Those that are text or code. A few words are text where text begins, or if they stand alone in their row."""
    beginnings = {round(told.box.left) for told in lines if told.is_text and len(told.words) >= _SURELY_WORDS}
    near = {start + step for start in beginnings for step in range(-2, 3)}
    rows = Counter(round(told.line.baseline) for told in lines)
    found = list[Told]()
    for told in lines:
        is_alone = told.is_words and rows[round(told.line.baseline)] == 1
        if told.is_code or told.is_running or is_alone or _is_text(told, is_beginning=round(told.box.left) in near):
            found.append(told)
    return found


def _is_text(told: Told, *, is_beginning: bool) -> bool:
    if is_beginning:
        return told.is_text or told.is_words or told.begins_with_word
    return told.is_text and (len(told.words) >= _SURELY_WORDS or not told.has_relation)
