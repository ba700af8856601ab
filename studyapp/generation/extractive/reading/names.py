"""Finds names of people, places and things: capitalised words, possibly joined by `of` and similar words."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from studyapp.generation.extractive.languages.words import Words
from studyapp.generation.extractive.reading.noun_phrases import Span, adjoin
from studyapp.generation.extractive.reading.terms import WORD

_LINKS: Final = frozenset({"of", "the", "von", "van", "de", "der", "du", "des", "la", "le", "del", "di", "da", "zu"})
_DEMONYM: Final = re.compile(r".*(?:ian|ish|ese|ican|ean|ench|erman|utch|reek|ic|ische?[rnms]?)s?$", re.IGNORECASE)


def names(
    text: str, words: Words, *, is_name: Callable[[str], bool], is_lower: Callable[[str], bool]
) -> Iterator[Span]:
    """The spans of names. `is_name` and `is_lower` say how the whole text writes a word within sentences."""
    tokens = list(WORD.finditer(text))
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and (end == at or adjoin(text, tokens[end - 1], tokens[end])):
            if not _continues(text, tokens, end, words, is_inside=end > at, is_name=is_name, is_lower=is_lower):
                break
            end += 1
        if end > at and not _is_demonym(tokens[at:end]):
            yield tokens[at].start(), tokens[end - 1].end()
        at = max(end, at + 1)


def _continues(
    text: str,
    tokens: Sequence[re.Match[str]],
    at: int,
    words: Words,
    *,
    is_inside: bool,
    is_name: Callable[[str], bool],
    is_lower: Callable[[str], bool],
) -> bool:
    """Whether the word belongs to a name: it is capitalised and the text never writes it in lower case.

    At the start of a sentence two capitalised words are needed, because the first always has a capital.
    """
    word = tokens[at][0]
    if is_inside and word in _LINKS:
        return _name_follows(text, tokens, at)
    if not word[0].isupper() or (word.isupper() and word.casefold() in words.small and not is_inside):
        return False
    if is_inside or is_name(word):
        return True
    is_followed = at + 1 < len(tokens) and tokens[at + 1][0][0].isupper() and adjoin(text, tokens[at], tokens[at + 1])
    if at > 0:
        return is_followed or not is_lower(word)
    return is_followed and word.casefold() not in words.small and not is_lower(word)


def _name_follows(text: str, tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a capitalised word follows within two words, with only linking words before it."""
    for before, token in zip(tokens[at : at + 2], tokens[at + 1 : at + 3], strict=False):
        if not adjoin(text, before, token):
            return False
        if token[0][0].isupper():
            return True
        if token[0] not in _LINKS:
            return False
    return False


def _is_demonym(tokens: Sequence[re.Match[str]]) -> bool:
    """Whether it is a single adjective such as `German`, or a single letter; neither is a name."""
    return len(tokens) == 1 and (bool(_DEMONYM.fullmatch(tokens[0][0])) or len(tokens[0][0]) < 2)
