"""Parses a multiple-choice question once, for all choice rules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from studyapp.rules.choices.items import ChoiceDraft
from studyapp.rules.choices.reading.dates import Date, read_date
from studyapp.rules.choices.reading.kinds import Kind, kind_of
from studyapp.rules.choices.reading.numbers import Number, Range, read_number, read_range
from studyapp.rules.language import language_of
from studyapp.rules.text import strip_markup, word_stem, words

_LATEX: Final = (
    (re.compile(r"\\(?:d|t)?frac\s?\{([^{}]{0,60})\}\s?\{([^{}]{0,60})\}"), r"\1/\2"),
    (re.compile(r"\\(?:text|mathrm|mathbf|operatorname|left|right|,|;|!|quad)\b\s?|\\[,;!]"), ""),
    (re.compile(r"\\(?:times|cdot)\b\s?"), "×"),
    (re.compile(r"\\[A-Za-z]{1,20}\s?"), "§"),
    (re.compile(r"\{([^{}]{0,60})\}"), r"\1"),
)
"""Replacements that make LaTeX about as long as it looks; any other command becomes one sign."""


@dataclass(frozen=True)
class Option:
    raw: str
    text: str
    """What the learner sees, in one line."""
    kind: Kind
    number: Number | None
    language: str

    @property
    def is_marked(self) -> bool:
        """Whether the option has code or a formula in it."""
        return any(sign in self.raw for sign in ("`", "$", "\\(", "\\["))

    @cached_property
    def words(self) -> list[str]:
        return words(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(word_stem(word) for word in self.words)

    @cached_property
    def date(self) -> Date | None:
        return read_date(self.text)

    @cached_property
    def range(self) -> Range | None:
        return read_range(self.text, language=self.language)


@dataclass(frozen=True)
class Item:
    raw_stem: str
    stem: str
    """What the learner sees of the stem."""
    key: Option
    distractors: tuple[Option, ...]
    language: str
    """The language of the whole question; English if there is too little text to tell."""

    def numbered(self) -> Iterator[tuple[int, Option]]:
        """The wrong answers with their indexes."""
        return enumerate(self.distractors)

    @property
    def options(self) -> tuple[Option, ...]:
        return (self.key, *self.distractors)


def read_item(draft: ChoiceDraft) -> Item:
    stem = strip_markup(draft.stem)
    language = language_of(" ".join((stem, draft.key, *draft.distractors))) or "en"
    distractors = tuple(read_option(text, language=language) for text in draft.distractors)
    return Item(draft.stem, stem, read_option(draft.key, language=language), distractors, language)


@lru_cache(maxsize=4_000)
def read_option(raw: str, *, language: str = "en") -> Option:
    """Parse one option. The language decides how its numbers are read."""
    text = " ".join(_as_it_looks(strip_markup(raw)).split())
    number = read_number(text, language=language)
    return Option(raw, text, kind_of(raw, text, number), number, language)


def _as_it_looks(text: str) -> str:
    if "\\" in text or "^{" in text:
        for pattern, replacement in _LATEX:
            text = pattern.sub(replacement, text)
    return text
