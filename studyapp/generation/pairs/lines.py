"""The lines of a text that may be a list of pairs, and what has been made of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from studyapp.generation.extractive.furniture import lines_of_list
from studyapp.generation.extractive.furniture.lines import Line, fenced
from studyapp.generation.extractive.reading.bullets import BULLET
from studyapp.generation.pairs.pair import Found, Pair
from studyapp.rules.cards.form import ANSWER_CHARS

_HEADING: Final = re.compile(r"\s*#{1,6}\s+\S.*|\s*[=*_-]{3,}\s*")
_FRAME: Final = re.compile(
    r"#(?:separator|html|tags?|columns?|deck|notetype|guid)\b.*:.*|\\(?:begin|end)\{\w+\*?\}.*|(?:</?[a-z][^<>]*>\s*)+"
    r"|(?:<[a-z][^<>]*>\s*)*<th\b.*",
    re.IGNORECASE,
)
"""Settings of Anki, the edges of a list in LaTeX, and the tags and header of a table in HTML."""


@dataclass(slots=True)
class Lines:
    """The lines without bullets, and which of them are part of a pair or of no account."""

    texts: list[str]
    written: list[str]
    """The lines as they stand in the material, with bullets, tags and white space."""
    numbers: list[int]
    """The number of each line in the material."""
    indented: dict[int, str]
    """The indented lines as they are written, by their place."""
    unread: set[int]
    """The places of lines in fenced code and in tables that are too wide."""
    pairs: dict[int, list[Pair]]
    """The pairs by the place of their first line."""
    taken: set[int]
    neutral: set[int]

    @classmethod
    def of(cls, text: str) -> Self:
        read, whole = _with_single_blanks(lines_of_list(text)), text.split("\n")
        code = {at for at, is_code in enumerate(fenced(read)) if is_code}
        texts = [line.text if at in code else _without_bullet(line.text) for at, line in enumerate(read)]
        neutral = {at for at, line in enumerate(texts) if at not in code and _is_neutral(line)}
        numbers = [line.number for line in read]
        indented = {
            at: line.text.strip() for at, line in enumerate(read) if line.text[:2].isspace() and not line.is_blank
        }
        return cls(texts, [whole[number] for number in numbers], numbers, indented, code, {}, set(), neutral)

    def untouched(self) -> Self:
        """The same lines with nothing taken, to be read in another way."""
        return replace(self, pairs={}, taken=set(), neutral=set(self.neutral), unread=set(self.unread))

    @property
    def found(self) -> list[Pair]:
        """The pairs, in the order of the text."""
        return [pair for _, pairs in sorted(self.pairs.items()) for pair in pairs]

    def left(self) -> list[int]:
        return [at for at in range(len(self.texts)) if at not in self.taken and at not in self.neutral]

    def take(self, pairs: Sequence[Pair], places: Sequence[int]) -> None:
        line = self.numbers[places[0]]
        self.pairs.setdefault(places[0], []).extend(replace(pair, line=line) for pair in pairs)
        self.taken.update(places)

    def take_all(self, found: Sequence[Found]) -> None:
        for each in found:
            self.take([each.pair], each.places)

    def go_on(self, last: int, at: int, text: str) -> None:
        """Add the line at `at` to the meaning of the last pair at `last`. One too long for a card stays as it is."""
        pair = self.pairs[last][-1]
        if len(pair.back) <= ANSWER_CHARS[1]:
            self.pairs[last][-1] = replace(pair, back=f"{pair.back}\n{text}", quote=f"{pair.quote}\n{text}")
        self.taken.add(at)


def _with_single_blanks(lines: list[Line]) -> list[Line]:
    """The lines with at most one blank line between two others."""
    return [line for at, line in enumerate(lines) if not (line.is_blank and at and lines[at - 1].is_blank)]


def _without_bullet(line: str) -> str:
    bullet = BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def _is_neutral(line: str) -> bool:
    return not line.strip() or bool(_HEADING.fullmatch(line) or _FRAME.fullmatch(line.strip()))
