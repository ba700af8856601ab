"""A written answer as it is compared: clauses of words, with the numbers and the negations in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Final

from studyapp.rules.choices.equality.number_words import cardinal
from studyapp.rules.choices.reading.numbers import read_number
from studyapp.rules.language import SMALL_WORDS
from studyapp.rules.text import normalise, strip_markup, word_set, word_stem

NEGATIONS: Final = word_set(
    "not never no none nobody nothing neither nor cannot hardly nicht nie niemals kein keine keinen keinem keiner "
    "keines niemand nichts weder kaum pas jamais aucun aucune nunca jamás ningún ninguna"
)
"""Each turns what its clause says into the opposite; two of them turn it back."""
BOUND: Final = word_set(
    "without less fewer inversely ohne weniger umgekehrt sans moins inversement sin menos inversamente"
)
"""Each turns only the next word."""
_CLAUSES: Final = re.compile(
    r"[.;:!?](?=\s|$)|,(?!\d)|\s[–—-]\s|\b(?:and|but|whereas|while|although|und|aber|sondern|während|obwohl|et|mais|y|pero)\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"[-−]?\d{1,3}(?:[ \u00a0\u202f.,’']\d{3})+(?!\d)|[-−]?\d+(?:[.,]\d+)?")
_DEGREES: Final = re.compile(r"°\s?([CFK])\b")
_TEMPERATURES: Final = {"C": "celsius", "F": "fahrenheit", "K": "kelvin"}
_UNIT: Final = re.compile(r"(?<=\d)\s?(km|cm|mm|kg|mg|min|m|g|s|h)\b(?:\s?/\s?(km|kg|min|m|g|s|h)\b)?")
_UNITS: Final = {
    "km": "kilometer", "cm": "centimeter", "mm": "millimeter", "m": "meter", "kg": "kilogram", "g": "gram",
    "mg": "milligram", "s": "second", "h": "hour", "min": "minute",
}  # fmt: skip
_SPELLINGS: Final = {
    "metre": "meter", "metres": "meter", "meters": "meter", "kilometre": "kilometer", "kilometres": "kilometer",
    "kilometers": "kilometer", "sekunde": "second", "sekunden": "second", "stunde": "hour", "stunden": "hour",
    "kilogramm": "kilogram", "gramm": "gram", "minuten": "minute",
}  # fmt: skip
_ELISION: Final = re.compile(r"\b[ldnjsqc]['’](?=\w)", re.IGNORECASE)
_SIGN: Final = re.compile(r"<=|=<|>=|=>|<?-+>|!=|==|[<>≤≥≠=]")
_SIGNS: Final = {"<=": "≤", "=<": "≤", ">=": "≥", "!=": "≠", "==": "="}
_ARROWS: Final = ("=>", "->", "-->", "<->", "<-->")
_ABBREVIATION: Final = re.compile(r"\b[A-Z]{2,}\d*\b")
_GENERAL: Final = word_set(
    "make makes made making produce produces produced have has had having do does did be being been get gets say says "
    "said mean means cause causes called give gives take takes use uses used one thing things something it its they "
    "there because so that very also about per degree degrees way ways via machen macht tut hat haben sein ist sind "
    "wird werden sagt heißt gibt nimmt stellen stellt her man etwas sehr auch weil pro grad ihnen meiste meisten"
)
"""Words that say next to nothing by themselves."""
_FUNCTION: Final = SMALL_WORDS - NEGATIONS - BOUND


@dataclass(frozen=True, slots=True)
class Clause:
    words: tuple[str, ...]
    """All of its words, folded."""
    content: frozenset[str]
    """The stems of those that say something, in the order of no language."""
    numbers: frozenset[Fraction]
    figures: frozenset[Fraction]
    """Those of the numbers that are written in digits."""
    negations: int
    turned: tuple[str, ...]
    """The stems of the words that something `BOUND` stands before."""


@dataclass(frozen=True, slots=True)
class Statement:
    clauses: tuple[Clause, ...]
    abbreviations: frozenset[str]
    """Words in capitals such as `ATP`, folded."""
    signs: frozenset[str] = frozenset()
    """Signs that compare, e.g. `<`."""

    @property
    def content(self) -> frozenset[str]:
        return frozenset[str]().union(*(clause.content for clause in self.clauses))

    @property
    def numbers(self) -> frozenset[Fraction]:
        return frozenset[Fraction]().union(*(clause.numbers for clause in self.clauses))

    @property
    def figures(self) -> frozenset[Fraction]:
        return frozenset[Fraction]().union(*(clause.figures for clause in self.clauses))

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for clause in self.clauses for word in clause.words)


def read(text: str, *, language: str) -> Statement:
    plain = _DEGREES.sub(lambda match: f" {_TEMPERATURES[match[1]]}", _ELISION.sub("", strip_markup(text)))
    clauses = (_clause(part, language) for part in _CLAUSES.split(plain) if part.strip())
    abbreviations = frozenset(found.casefold() for found in _ABBREVIATION.findall(plain))
    signs = (match[0] for match in _SIGN.finditer(plain) if match[0] not in _ARROWS)
    return Statement(tuple(clauses), abbreviations, frozenset(_SIGNS.get(sign, sign) for sign in signs))


def is_general(stem: str) -> bool:
    return stem in _GENERAL_STEMS


def _clause(text: str, language: str) -> Clause:
    figures = frozenset(number for found in _NUMBER.findall(text) if (number := _value(found, language)) is not None)
    spoken = _UNIT.sub(_in_words, text.replace("can't", "cannot").replace("n't", " not"))
    words = tuple(_SPELLINGS.get(word, word) for word in normalise(_NUMBER.sub(" ", spoken)).split())
    content = frozenset(word_stem(word) for word in words if _says_something(word))
    negations = sum(word in NEGATIONS for word in words)
    return Clause(words, content, figures | _spelled_out(words), figures, negations, tuple(_turned(words)))


def _in_words(unit: re.Match[str]) -> str:
    return " " + " ".join(_UNITS[symbol] for symbol in unit.groups() if symbol)


def _turned(words: tuple[str, ...]) -> Iterator[str]:
    for at, word in enumerate(words):
        if word in BOUND:
            following = (word_stem(each) for each in words[at + 1 :] if _says_something(each))
            yield from islice(following, 1)


def _says_something(word: str) -> bool:
    if word in NEGATIONS or word in BOUND or word in _FUNCTION or cardinal([word]) is not None:
        return False
    return len(word) > 1 and any(sign.isalpha() for sign in word)


def _value(digits: str, language: str) -> Fraction | None:
    number = read_number(digits.replace("−", "-"), language=language)
    return number.value if number else None


def _spelled_out(words: tuple[str, ...]) -> set[Fraction]:
    """The values of number words, each run of them as one; `one` is rather a pronoun."""
    found, at = set[Fraction](), 0
    while at < len(words):
        number = cardinal(words[at:])
        if number and number[0] > 1:
            found.add(Fraction(number[0]))
        at += number[1] if number else 1
    return found


_GENERAL_STEMS: Final = frozenset(word_stem(word) for word in _GENERAL)
