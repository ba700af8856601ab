"""The sentences of a section in runs: those of a paragraph, and the list that follows one that announces it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from studyapp.generation.extractive.lessons.reading import Section
from studyapp.generation.extractive.reading.blocks import Block, BlockKind
from studyapp.generation.extractive.reading.sentences import PLACES, Sentence
from studyapp.rules.cards import is_rejected
from studyapp.rules.lessons.concepts.talk import talk
from studyapp.rules.phrases import LEANS_ON_PAGE
from studyapp.rules.text import count_words

_LONGEST_ITEM: Final = 300
_ELSEWHERE: Final = re.compile(
    r"^(?:See|Siehe|Voir|Véase|Note that|Please note|Notice|(?:Following|Below|Here) (?:is|are)|"
    r"Hier (?:ein|eine|ist|sind|folgt|folgen)|Voici)\b|"
    r"\b(?:we|I) (?:will|shall)\b[^.]{0,40}\b(?:explain|see|discuss|describe|return|look|show)\b|"
    r"\b(?:consulte|consultez|consult|visit|besuchen Sie|lesen Sie)\b|"
    r"\b(?:see|refer to|vgl\.|siehe|voir|véase)\s(?:also\s|auch\s|aussi\s)?"
    r"(?:the\s|section|chapter|appendix|figure|table|page|kapitel|abschnitt|anhang|abbildung|tabelle|seite|la\s|le\s|el\s)|"
    r"\b(?:Appendix|Section|Chapter|Figure|Table|Listing|Anhang|Abschnitt|Kapitel|Abbildung|Tabelle|Annexe|Chapitre|"
    r"Apéndice|Sección|Capítulo)\s(?:\d|[A-Z]\b)",
    re.IGNORECASE,
)
"""Sends the reader to another place."""
_COLON: Final = re.compile(r"[:：]\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or list item as it is quoted."""

    text: str
    """As a learner reads it."""
    quote: str
    """Verbatim, on one line."""
    order: int
    is_item: bool = False
    sentence: Sentence | None = None

    @property
    def words(self) -> int:
        return count_words(self.quote)

    @property
    def announces(self) -> bool:
        """Whether it ends with a colon, so that it says little without what follows."""
        return bool(_COLON.search(self.quote))


@dataclass(frozen=True, slots=True)
class Run:
    heading: str | None
    lines: tuple[Line, ...]


def runs_of(section: Section) -> list[Run]:
    """In order. A sentence that speaks of the text or points into it ends its run."""
    sentences: dict[int, list[Sentence]] = {}
    for sentence in section.material.sentences:
        sentences.setdefault(sentence.order // PLACES, []).append(sentence)
    found: list[Run] = []
    for block in section.material.blocks:
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
            continue
        pieces = list(_pieces(block, sentences.get(block.line, [])))
        if block.kind is BlockKind.ITEM and pieces and found and _takes_items(found[-1], block):
            found[-1] = Run(found[-1].heading, (*found[-1].lines, *pieces[0]))
        else:
            found += [Run(block.heading, piece) for piece in pieces]
    return found


def _takes_items(run: Run, block: Block) -> bool:
    return run.heading == block.heading and (run.lines[-1].announces or run.lines[-1].is_item)


def _pieces(block: Block, sentences: list[Sentence]) -> Iterator[tuple[Line, ...]]:
    if block.kind is BlockKind.ITEM:
        if len(block.text) <= _LONGEST_ITEM and _is_sayable(block.text):
            only = sentences[0] if len(sentences) == 1 else None
            quote = block.quote(0, len(block.text))
            yield (Line(quote, quote, block.line * PLACES, is_item=True, sentence=only),)
        return
    open_lines: list[Line] = []
    for sentence in sentences:
        if sentence.quote and _is_sayable(sentence.quote):
            open_lines.append(Line(sentence.text, sentence.quote, sentence.order, sentence=sentence))
        elif open_lines:
            yield tuple(open_lines)
            open_lines = []
    if open_lines:
        yield tuple(open_lines)


def _is_sayable(text: str) -> bool:
    return not (is_rejected(talk(text)) or LEANS_ON_PAGE.search(text) or _ELSEWHERE.search(text))
