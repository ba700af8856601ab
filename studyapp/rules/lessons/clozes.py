"""Judges what a learner typed into a gap, as a fair teacher would: the word counts, not how it is written."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from studyapp.models import Verdict
from studyapp.rules.choices.equality import are_same
from studyapp.rules.choices.reading import Option, read_option
from studyapp.rules.text import normalise, strip_markup, word_set, word_stem

_IN_BRACKETS: Final = re.compile(r"\s+\(([^()]+)\)")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"})
_DOUBLED: Final = re.compile(r"([^\W\d_])\1")
_ARTICLES: Final = word_set(
    "a an the der die das den dem des ein eine einen einem einer le la les un une el los las una il lo gli i"
)
_LEAST_LETTERS: Final = 5
"""In a shorter word a doubled letter makes another word."""


def forms(expected: str) -> list[str]:
    """All forms that are accepted: `colour | color` are two, and so is `ATP (adenosine triphosphate)`."""
    found: list[str] = []
    for form in filter(None, map(str.strip, expected.split("|"))):
        found += [form, _IN_BRACKETS.sub("", form), *_IN_BRACKETS.findall(form)]
    return list(dict.fromkeys(filter(None, map(str.strip, found))))


def cloze_verdict(typed: str, expected: str, *, language: str) -> Verdict:
    """Right in any accepted form, whatever its case, accents, spaces and articles; partly if a doubled letter is amiss.

    `expected` is the hidden text, with a `|` between forms that are all right.
    """
    given = read_option(typed, language=language)
    accepted = [read_option(form, language=language) for form in forms(expected)]
    if any(_is_right(given, form) for form in accepted):
        return Verdict.RIGHT
    return Verdict.PARTLY if any(_is_misspelt(given, form) for form in accepted) else Verdict.WRONG


def _is_right(given: Option, form: Option) -> bool:
    return are_same(given, form) or not set(_spellings(given.text)).isdisjoint(_spellings(form.text))


def _is_misspelt(given: Option, form: Option) -> bool:
    if form.number is not None or len(form.text) < _LEAST_LETTERS:
        return False
    spellings = zip(_spellings(given.text), _spellings(form.text), strict=True)
    return any(_DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other) for one, other in spellings)


def _spellings(text: str) -> Iterator[str]:
    """The words without accents: umlauts as plain vowels, and with an e behind them."""
    words = normalise(strip_markup(text)).split()
    line = " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)
    yield _plain(line)
    yield _plain(line.translate(_UMLAUTS))


def _plain(text: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign) != "Mn")
    return " ".join(map(word_stem, bare.split()))
