"""Which terms of a sentence can be hidden: whole ones, that nothing beside them gives away and that mean something."""

import re
from collections.abc import Sequence
from typing import Final

from studyapp.generation.extractive.reading.asides import LABEL, NUMBERED
from studyapp.generation.extractive.reading.terms import Term, TermKind
from studyapp.generation.extractive.reading.vocabulary import Vocabulary
from studyapp.rules.text import contains_words

_FIGURES: Final = frozenset({TermKind.DATE, TermKind.NUMBER})
_MOST_FIGURES: Final = 3
"""A sentence with more figures is a table in words, of which no single figure is worth knowing."""
_JOINED: Final = frozenset("_/\\@→=+#&[]•-–'’′")
_QUOTED: Final = frozenset('“”"$')
_PARTICLE_BEFORE: Final = re.compile(
    r"\b[A-ZÀ-Þ][\w'’-]*\s(?:van|von|vom|zu|de|da|di|do|dos|du|del|della|der|den|ter|le|la|ibn|bin|ben|al|el)(?:\s(?:la|der|den|las|los))?\s$"
)
"""Matches the first part of a name, the rest of which would be half of it, e.g. `Jan van`."""
_SHORTENED: Final = re.compile(r"['’](?:s|m|re|ll|ve|d|t)?$", re.IGNORECASE)
_CONDITION: Final = re.compile(r"(?:At|When|If|With|After|Before|Wenn|Bei|Nach|Si|Quand|Cuando)\b[^,]*$")
"""Matches what comes before a number in a condition, which is given and not found, e.g. `At 3500 Hz, …`."""
_ATTRIBUTE: Final = re.compile(r"\b(?:[Tt]he|[Dd]er|[Dd]ie|[Dd]as)\s$")
_INITIAL: Final = re.compile(r"\b[A-ZÀ-Þ]\.\s$")
_NO_NAME: Final = re.compile(
    r"\b[A-Z]-[a-z\d]\b|(?:[A-Z]{4,}\s)+[A-Z]{4,}|"
    r"(?:Theorem|Definition|Property|Lemma|Example|Exercise|Notation)\b"
)
"""Matches keys to press, a heading in capitals, and the number of a theorem."""
_OPENS_NAME: Final = re.compile(r"(?P<word>[\w-]*[A-ZÀ-Þ][\w-]*)\s$")
"""Matches the first part of a name, e.g. `Virtual` before `Machine Manager`, or a first word."""
_DIGIT_NEXT: Final = re.compile(r"\s\d")
_VERSION: Final = re.compile(r"[A-ZÀ-Þ]\w+\s$")
_SEE: Final = re.compile(r"\((?:see|cf\.|siehe|vgl\.|voir|véase)\s[^()]*$")


def is_hideable(text: str, term: Term, *, terms: Sequence[Term], vocabulary: Vocabulary) -> bool:
    """Whether the term occurs once, is whole, and nothing beside it gives it away."""
    around = f"{text[: term.start]} {text[term.end :]}"
    beside = text[term.end : term.end + 1] + text[max(0, term.start - 1) : term.start]
    if not _JOINED.isdisjoint(beside) or NUMBERED.fullmatch(term.text) or _SEE.search(text[: term.start]):
        return False
    if term.kind in _FIGURES:
        return term.text not in around and _is_telling_figure(text, term, terms)
    if term.kind is TermKind.NAME and not _is_whole_name(text, term, vocabulary):
        return False
    return not contains_words(around, term.text) and _QUOTED.isdisjoint(beside)


def _is_telling_figure(text: str, term: Term, terms: Sequence[Term]) -> bool:
    """Whether the figure says something of the subject: it neither counts a page or a table nor is one of many."""
    before = text[: term.start]
    if LABEL.search(before) or sum(each.kind in _FIGURES for each in terms) > _MOST_FIGURES:
        return False
    if term.kind is TermKind.NUMBER:
        is_version = _VERSION.search(before) and not text[term.end : term.end + 2].strip().islower()
        is_in_row = _DIGIT_NEXT.match(text, term.end) or before[-2:-1].isdigit()
        return not (_CONDITION.match(before) or is_version or is_in_row)
    return not (_ATTRIBUTE.search(before) and text[term.end : term.end + 2].strip().islower())


def _is_whole_name(text: str, term: Term, vocabulary: Vocabulary) -> bool:
    before, after, words = text[: term.start], text[term.end :], vocabulary.words
    first = _OPENS_NAME.search(before)
    if _PARTICLE_BEFORE.search(before) or _INITIAL.search(before) or _SHORTENED.search(term.text):
        return False
    if before[-2:-1].isdigit() or (after.startswith(".") and len(after.rstrip('"”’»)')) > 1):
        return False  # a unit, or an abbreviation
    if _NO_NAME.match(term.text) or any(word.casefold() in words.leaning for word in term.text.split()):
        return False  # a heading that has run into its sentence, e.g. `Injective Suppose`
    return not first or first["word"].casefold() in words.small | words.plain | words.leaning | words.adjectives
