"""The section as it is read for a lesson: its prose only, with its headings marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from studyapp.generation.calls import LessonCall
from studyapp.generation.extractive.cards.entries import Entry
from studyapp.generation.extractive.cards.material import Material, read_material
from studyapp.generation.extractive.languages.words import Words
from studyapp.generation.extractive.reading.bullets import BULLET
from studyapp.material.passages.passage import LineKind, Passage
from studyapp.rules.atoms import atoms
from studyapp.rules.lessons import SectionText
from studyapp.rules.lessons.parts import LABELS

_KEPT: Final = frozenset({LineKind.PROSE, LineKind.HEADING})
_SET_APART: Final = frozenset({LineKind.MATHS, LineKind.CODE})
_MOST_SET_APART: Final = 0.4
_NEAR: Final = 4
"""Entries of one glossary stand so many lines apart at most."""
_LONGEST_HEADING: Final = 80
_SENTENCE_END: Final = re.compile(r"[.,;:!]$")
_CODE: Final = re.compile(r"[_()*]|[a-z][A-Z]")
_TO_THE_READER: Final = frozenset({"Sie", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer"})
_LINE: Final = re.compile(r"[^\n]+")
_PARAGRAPH: Final = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_STOP: Final = re.compile(r"[.!?:;…。！？][\"'”’»)\]*_]*$")
_NUMBERED: Final = re.compile(r"\d+(?:\.\d+)+\.?\s")


@dataclass(frozen=True, slots=True)
class Section:
    source: SectionText
    material: Material
    set_apart: float
    """The share of formulas and code."""

    @property
    def entries(self) -> list[Entry]:
        """The entries of its glossaries: those that are about a subject, if some follow each other."""
        listed = [entry for entry in self.material.entries if not _is_no_term(entry, self.material.words)]
        near = [after.line - before.line <= _NEAR for before, after in pairwise(listed)]
        return [entry for at, entry in enumerate(listed) if sum(near[max(0, at - 2) : at + 2]) >= 2]

    @property
    def is_set_apart(self) -> bool:
        """Whether its sentences say too little without its formulas or code."""
        return self.set_apart > _MOST_SET_APART


def read_section(call: LessonCall) -> Section:
    source = call.section
    text = _prose(source.text, call.passages) if call.passages else source.text
    material = read_material(text, heading=source.title, title=source.title)
    return Section(source, material, _share_set_apart(source.text, call.passages))


def _is_no_term(entry: Entry, words: Words) -> bool:
    """Whether the entry tells the reader what to do, as those on a form do, or names a piece of code."""
    if _CODE.search(entry.term):
        return True
    tokens = f"{entry.term} {entry.meaning}".split()
    return any(token in _TO_THE_READER or token.casefold().strip(",.;:()") in words.personal for token in tokens)


def _prose(text: str, passages: Sequence[Passage]) -> str:
    """The text with all its lines, of which those that are no prose are empty, and with `##` before headings."""
    parts: list[str] = []
    at = 0
    for passage in passages:
        parts.append(text[at : passage.start])
        at = passage.end
        piece = text[passage.start : passage.end]
        if passage.kind is LineKind.HEADING:
            parts.append(_LINE.sub(_marked, piece))
        else:
            parts.append(_PARAGRAPH.sub(_unless_fragment, piece) if passage.kind in _KEPT else _LINE.sub("", piece))
    return "".join([*parts, text[at:]])


def _marked(line: re.Match[str]) -> str:
    """The line as a heading, unless it only labels what follows, as `Note` does."""
    title = line[0].strip()
    if title.casefold().strip(" :.!") in LABELS:
        return ""
    is_title = 0 < len(title) <= _LONGEST_HEADING and not _SENTENCE_END.search(title)
    return f"## {title}" if is_title and not title.startswith("#") else line[0]


def _unless_fragment(paragraph: re.Match[str]) -> str:
    """Nothing for a few words that are neither a sentence nor a list item, as cells of a table leave them."""
    text = paragraph[0].strip()
    is_kept = len(text) > _LONGEST_HEADING or _STOP.search(text) or BULLET.match(text) or _NUMBERED.match(text)
    return paragraph[0] if is_kept else _LINE.sub("", paragraph[0])


def _share_set_apart(text: str, passages: Sequence[Passage]) -> float:
    lengths = _lengths_set_apart(text, passages)
    return sum(lengths) / len(text) if text else 0.0


def _lengths_set_apart(text: str, passages: Sequence[Passage]) -> Iterator[int]:
    if passages:
        yield from (passage.end - passage.start for passage in passages if passage.kind in _SET_APART)
    else:
        yield from (end - start for start, end in atoms(text))
