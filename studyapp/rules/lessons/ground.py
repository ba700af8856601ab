"""What the rules for a lesson know about its section, read once for all its concepts."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from studyapp.rules.language import languages_in
from studyapp.rules.lessons.section import SectionText
from studyapp.rules.text import word_stem, words

NUMBER: Final = re.compile(r"\d+(?:[.,\u00a0\u202f'’]\d+)*")
_NOT_DIGIT: Final = re.compile(r"\D")
RUN: Final = 6
"""So many words that follow each other as they do in the section are taken from it."""


@dataclass(frozen=True)
class Ground:
    section: SectionText
    language: str
    """The language the lesson is to be in, as a BCP 47 tag; empty for that of the section."""
    is_extractive: bool

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages the lesson may be in, as ISO 639-1 codes; empty if that is not known."""
        return frozenset({self.code}) if self.code else self.own_languages

    @property
    def code(self) -> str:
        return self.language.split("-", 1)[0].casefold()

    @cached_property
    def own_languages(self) -> frozenset[str]:
        """The languages the section is in."""
        return languages_in(self.section.text)

    @property
    def is_translated(self) -> bool:
        """Whether the lesson is in another language than the section."""
        return bool(self.code and self.own_languages and self.code not in self.own_languages)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers of the section, as `digits` writes them."""
        return frozenset(digits(number) for number in NUMBER.findall(f"{self.section.title} {self.section.text}"))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(word_stem(word) for word in words(f"{self.section.title} {self.section.text}"))

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """All runs of `RUN` words of the section."""
        return frozenset(runs(words(self.section.text)))


def runs(tokens: list[str]) -> list[tuple[str, ...]]:
    return [tuple(tokens[at : at + RUN]) for at in range(len(tokens) - RUN + 1)]


def digits(number: str) -> str:
    """The digits of a number: languages separate thousands and decimals differently."""
    return _NOT_DIGIT.sub("", number)
