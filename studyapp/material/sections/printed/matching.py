"""Finds the lines that say a title, though the two may differ in numbers, signs and line breaks."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from studyapp.material.pdf.lines import Line
from studyapp.material.sections.printed.numbering import is_bare_number, is_label, without_number
from studyapp.material.sections.printed.paper import Paper

_ALIKE: Final = 90
"""From 0 to 100: how similar a title and what is printed are at least."""
_MOST_LINES: Final = 4
"""A title is set in so many lines at most."""
_LONGEST: Final = 300
_MOST_LABELS: Final = 2
"""A label takes so many lines at most, e.g. "Chapter" and "three"."""
_BARE_SIZE: Final = 0.9
"""A number that stands alone above a title is hardly smaller than that."""
_PREFIX: Final = 4
_LEADERS: Final = re.compile(r"(?:[.·…‥・_] ?){4}")
"""In a table of contents: such lines only repeat the titles."""
_SIGNS: Final = re.compile(r"[\W_]+")


class Titles:
    """Looks titles up among the lines of a document."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._places: dict[str, list[int]] = defaultdict(list)
        for at, line in enumerate(paper.lines):
            if _LEADERS.search(line.text):
                continue
            for prefix in {variant[:_PREFIX] for variant in _variants(line.text)}:
                self._places[prefix].append(at)

    def places(self, title: str, start: int, end: int) -> list[int]:
        """The places from start to before end where the title is printed and nothing else, the label above included."""
        wanted = _variants(title)
        found: set[int] = set()
        for prefix in {variant[:_PREFIX] for variant in wanted}:
            places = self._places.get(prefix, [])
            found.update(places[bisect_left(places, start) : bisect_left(places, end)])
        return sorted({with_label(self._paper, at) for at in found if _says(self._paper, wanted, at)})


def _says(paper: Paper, wanted: tuple[str, ...], at: int) -> bool:
    """Whether the lines from a place on are the title."""
    page, said = paper.lines[at].page, ""
    for line in paper.lines[at : at + _MOST_LINES]:
        if line.page != page:
            return False
        said = f"{said.removesuffix('-')} {line.text}"
        variants = _variants(said)
        if _are_alike(wanted, variants):
            return True
        if not any(ours.startswith(theirs) for ours in wanted for theirs in variants):
            return False
    return False


def _are_alike(some: Iterable[str], others: tuple[str, ...]) -> bool:
    return any(fuzz.ratio(one, other, score_cutoff=_ALIKE) for one in some for other in others)


def with_label(paper: Paper, at: int) -> int:
    """The place of the label above a title, e.g. "Chapter 3"; the title's own if there is none."""
    for above in range(at - 1, max(at - 1 - _MOST_LABELS, -1), -1):
        if above + 1 >= len(paper.lines) or not _is_label_of(paper.lines[above], paper.lines[above + 1]):
            return above + 1
    return max(at - _MOST_LABELS, 0)


def _is_label_of(above: Line, line: Line) -> bool:
    is_near = above.page == line.page and above.baseline > line.baseline
    if is_near and is_bare_number(above.text):
        return above.size >= _BARE_SIZE * line.size
    return is_near and is_label(above.text)


@lru_cache(maxsize=65_536)
def _variants(title: str) -> tuple[str, ...]:
    """The title as letters and digits only, with and without its number."""
    title = title[:_LONGEST]
    whole, bare = folded(title), folded(without_number(title))
    return tuple(variant for variant in {whole: None, bare: None} if variant)


def folded(text: str) -> str:
    """Letters and digits in lower case, without accents."""
    if text.isascii():
        return _SIGNS.sub("", text.lower())
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _SIGNS.sub("", "".join(sign for sign in plain if not unicodedata.combining(sign)))
