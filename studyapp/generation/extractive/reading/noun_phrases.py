"""Finds noun phrases without a grammar, as the words between function words and common words."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import dropwhile
from typing import Final

from studyapp.generation.extractive.languages.words import Words
from studyapp.generation.extractive.reading.terms import WORD

Span = tuple[int, int]

_VERBAL: Final = re.compile(r".{3,}(?:ed|ing|ly)$")
_BEFORE_OBJECT: Final = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "all", "each", "every", "any", "several", "many", "both", "to"}
)
"""A word directly before one of these is more often a verb than a noun."""
_MOST_WORDS: Final = 3
_SHORTEST: Final = 4


def german_nouns(text: str, words: Words, *, is_noun: Callable[[str], bool]) -> Iterator[Span]:
    """The spans of German nouns, which are capitalised. `is_noun` decides on the first word of a sentence."""
    for at, match in enumerate(WORD.finditer(text)):
        word = match[0]
        is_capital = word[0].isupper() and len(word) >= _SHORTEST and (at > 0 or is_noun(word))
        if is_capital and word.casefold() not in words.plain and word.casefold() not in words.small:
            yield match.span()


def runs(text: str, words: Words, *, belongs_together: Callable[[str], bool]) -> Iterator[Span]:
    """Spans of words that are neither small nor plain. Adjectives are included only if `belongs_together` says so."""
    run: list[re.Match[str]] = []
    earlier: list[re.Match[str]] = []
    for match in WORD.finditer(text):
        word = match[0].casefold()
        is_border = _is_border(word, words)
        if run and (is_border or not adjoin(text, run[-1], match)):
            yield from _noun(text, run[:-1] if word in _BEFORE_OBJECT else run, words, belongs_together)
            run = []
        if is_border:
            earlier = [*earlier[-1:], match]
        elif run or not _is_compound(text, earlier, match, words):
            run.append(match)
        else:
            earlier = []
    yield from _noun(text, run, words, belongs_together)


def _is_compound(text: str, earlier: Sequence[re.Match[str]], match: re.Match[str], words: Words) -> bool:
    """Whether the word before belongs to the noun phrase, e.g. `transport` in `the transport layer`."""
    if len(earlier) < 2 or not adjoin(text, earlier[-1], match):
        return False
    article, word = earlier[-2][0].casefold(), earlier[-1][0].casefold()
    is_determined = article in words.articles or article in words.adjectives
    return is_determined and word in words.plain and adjoin(text, earlier[-2], earlier[-1])


def _is_border(word: str, words: Words) -> bool:
    if word in words.small or word in words.plain or word[0].isdigit():
        return True
    return bool(_VERBAL.fullmatch(word)) and word not in words.adjectives


def _noun(
    text: str, run: Sequence[re.Match[str]], words: Words, belongs_together: Callable[[str], bool]
) -> Iterator[Span]:
    """The whole run if the text repeats it, else the run without its leading adjectives."""
    bare = list(dropwhile(lambda match: match[0].casefold() in words.adjectives, run))
    if not bare or len(bare) > _MOST_WORDS or bare[-1][0].casefold() in words.adjectives:
        return
    whole = run[0].start(), run[-1].end()
    start, end = whole if belongs_together(text[slice(*whole)]) else (bare[0].start(), bare[-1].end())
    if end - start >= _SHORTEST:
        yield start, end


def adjoin(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether only a space or a hyphen stands between them."""
    return text[one.end() : other.start()] in {" ", "-"}
