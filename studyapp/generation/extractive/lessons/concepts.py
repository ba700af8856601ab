"""Which sentences of a section make a concept: what a heading announces, what defines a term, a strong paragraph."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain, count, groupby
from typing import Final

from studyapp.generation.extractive.cards.entries import Entry
from studyapp.generation.extractive.cards.proposals import capitalised
from studyapp.generation.extractive.lessons.gathering import is_clear, is_worth, opened, together, within
from studyapp.generation.extractive.lessons.naming import named_in, subject_of, without_article
from studyapp.generation.extractive.lessons.passages import Line, Run, runs_of
from studyapp.generation.extractive.lessons.reading import Section
from studyapp.rules.language import SMALL_WORDS
from studyapp.rules.lessons import ConceptDraft
from studyapp.rules.text import normalise, word_stem, words

_FEWEST_TO_DEFINE: Final = 10
_FEWEST_TO_CONTINUE: Final = 30
_ENTRIES_AT_ONCE: Final = 6
_FEWEST_ENTRIES: Final = 3
_SUPERLATIVE: Final = re.compile(r"(?:Der|Die|Das)\s[a-zäöüß]+st(?:e|en)\s")
"""What is only the most important part of something has no name of its own."""
_STEPS: Final = re.compile(
    r"\b(?:how to|steps?|procedure|algorithm|install\w*|configur\w+|setting up|creating|vorgehen|anleitung|schritte?|"
    r"einrichten|comment|étapes?|cómo|pasos)\b",
    re.IGNORECASE,
)
_COMPARES: Final = re.compile(
    r"\b(?:whereas|in contrast|by contrast|unlike|compared (?:to|with)|differs? from|versus|vs|im gegensatz|dagegen|"
    r"hingegen|während|tandis que|en revanche|contrairement|mientras que|en cambio)\b",
    re.IGNORECASE,
)


class Strength(float, Enum):
    """How much it counts what a concept is taken from."""

    REST = 0.2
    PARAGRAPH = 0.4
    HEADING = 0.7
    ENTRIES = 0.9
    DEFINITION = 1.0


@dataclass(frozen=True, slots=True)
class Proposal:
    title: str
    kind: str
    lines: tuple[Line, ...]
    """What it quotes, in order."""
    strength: Strength
    heading: str = ""
    """What it stands below."""

    @property
    def orders(self) -> frozenset[int]:
        return frozenset(line.order for line in self.lines)

    @property
    def words(self) -> int:
        return sum(line.words for line in self.lines)


class Taken:
    """The sentences and titles that other concepts have already."""

    def __init__(self, section: Section) -> None:
        self._words = section.material.words
        self.orders: set[int] = set()
        self._titles: set[frozenset[str]] = set()

    def add(self, proposal: Proposal) -> None:
        self.orders |= proposal.orders
        self._titles.add(self._content(proposal.title))

    def has_title(self, title: str) -> bool:
        return self._content(title) in self._titles

    def _content(self, title: str) -> frozenset[str]:
        """Its words but for small ones, so that `What is Debian?` is `Debian`."""
        small = self._words.small | SMALL_WORDS
        return frozenset(word_stem(word) for word in words(title) if word not in small)


def proposals(section: Section) -> list[Proposal]:
    """All concepts the section could have, in its order. No two quote the same sentence."""
    taken = Taken(section)
    found: list[Proposal] = []
    runs = runs_of(section)
    for make in (_definitions, _headings, _paragraphs, _continued):
        for proposal in make(section, runs, taken):
            taken.add(proposal)
            found.append(proposal)
    found += _glossaries(section)
    return sorted(found, key=lambda proposal: proposal.lines[0].order)


def _definitions(section: Section, runs: Sequence[Run], taken: Taken) -> Iterator[Proposal]:
    """A sentence that defines a term, and what is said after it before the next term."""
    for run in runs:
        terms = [_term(section, line) for line in run.lines]
        for at, (line, term) in enumerate(zip(run.lines, terms, strict=True)):
            if not term or taken.has_title(term) or line.order in taken.orders:
                continue
            stop = next((later for later in range(at + 1, len(terms)) if terms[later]), len(terms))
            lines = within(run.lines[at:stop])
            if is_worth(lines, least=_FEWEST_TO_DEFINE):
                yield Proposal(capitalised(term), "definition", lines, Strength.DEFINITION, run.heading or "")


def _headings(section: Section, runs: Sequence[Run], taken: Taken) -> Iterator[Proposal]:
    """What stands below a heading, from the first sentence on that is understood by itself."""
    for heading, below in groupby(runs, key=lambda run: run.heading):
        kept = together(section, list(below), taken.orders)
        if not heading or not is_worth(kept):
            continue
        title = subject_of(section, kept) if taken.has_title(heading) else heading
        if title and not taken.has_title(title):
            yield Proposal(capitalised(title), _kind(title, kept), kept, Strength.HEADING, heading)


def _paragraphs(section: Section, runs: Sequence[Run], taken: Taken) -> Iterator[Proposal]:
    for run in runs:
        lines = within(opened(section, run, taken.orders, goes_on=False))
        title = subject_of(section, lines) if is_worth(lines) else ""
        if title and not taken.has_title(title):
            yield Proposal(capitalised(title), _kind(title, lines), lines, Strength.PARAGRAPH, run.heading or "")


def _continued(section: Section, runs: Sequence[Run], taken: Taken) -> Iterator[Proposal]:
    """What is left below a heading, in concepts that are numbered because they have no name of their own."""
    for heading, below in groupby(runs, key=lambda run: run.heading):
        left, number = list(below), 1
        while heading and left:
            kept = together(section, left, taken.orders)
            left = left[1:]
            if is_worth(kept, least=_FEWEST_TO_CONTINUE):
                number += 1
                left = [run for run in left if run.lines[0].order > kept[-1].order]
                yield Proposal(f"{capitalised(heading)} ({number})", "fact", kept, Strength.REST, heading)


def _glossaries(section: Section) -> Iterator[Proposal]:
    """Glossary entries that follow each other, a few at once."""
    headings = {block.line: block.heading for block in section.material.blocks}
    for heading, below in groupby(section.entries, key=lambda entry: headings.get(entry.line)):
        listed = list(below)
        if len(listed) < _FEWEST_ENTRIES:
            continue
        for at in range(0, len(listed), _ENTRIES_AT_ONCE):
            chosen = listed[at : at + _ENTRIES_AT_ONCE]
            yield Proposal(
                _name(heading, chosen, is_all=len(listed) <= _ENTRIES_AT_ONCE),
                "definition",
                tuple(Line(entry.quote, entry.quote, entry.order, is_item=True) for entry in chosen),
                Strength.ENTRIES,
                heading or "",
            )


def _name(heading: str | None, chosen: Sequence[Entry], *, is_all: bool) -> str:
    if heading and is_all:
        return heading
    ends = f"{chosen[0].term} – {chosen[-1].term}" if len(chosen) > 1 else chosen[0].term
    return f"{heading}: {ends}" if heading else ends


def _term(section: Section, line: Line) -> str:
    """The term the sentence defines, without its article; empty if it defines none by itself."""
    sentence = line.sentence
    if sentence is None or not is_clear(section, sentence):
        return ""
    term = section.material.defined_in(sentence) or named_in(sentence)
    return "" if not term or _SUPERLATIVE.match(term) else without_article(term)


def _kind(title: str, lines: Sequence[Line]) -> str:
    text = " ".join(line.text for line in lines)
    if sum(line.is_item for line in lines) >= 2 and _STEPS.search(title):
        return "procedure"
    return "comparison" if _COMPARES.search(text) else "fact"


def counted(
    drafts: Sequence[ConceptDraft], proposed: Sequence[Proposal], *, known: Collection[str]
) -> list[ConceptDraft]:
    """The concepts without gaps in their numbers: `Hedges (3)` is `Hedges (2)`, or `Hedges`, if those are left out.

    `known` are the normalised titles of concepts that the lesson has already.
    """
    headings = {each.title: capitalised(each.heading) for each in proposed if each.strength is Strength.REST}
    used = {*known, *(normalise(draft.title) for draft in drafts if draft.title not in headings)}
    found: list[ConceptDraft] = []
    for draft in drafts:
        title = draft.title
        if title in headings:
            title = next(name for name in _names(headings[title]) if normalise(name) not in used)
            used.add(normalise(title))
        found.append(replace(draft, title=title))
    return found


def _names(heading: str) -> Iterator[str]:
    return chain([heading], (f"{heading} ({number})" for number in count(2)))
