"""Whether a term that was found in a sentence is a whole one: `Linux` in `the Linux kernel` is half of it."""

import re
from typing import Final

from studyapp.generation.extractive.languages.words import Words
from studyapp.rules.language import SMALL_WORDS

_FOLLOWING: Final = re.compile(r"[ -]([^\W\d_][\w'’-]*)")
_JOINED: Final = frozenset("/-–_&")
_NAMING: Final = re.compile(
    r"\b(?:called|named|known as|termed|appelée?s?|nommée?s?|llamad[oa]s?|heißt|heißen|genannte?n?|namens)\s"
    r"(?:\w{1,3}\s)?$"
)
"""After these, a name goes on until something else than a word follows."""
_OF_NAME: Final = re.compile(r"\s(?:of|for|and)\s(?:the\s)?[A-ZÀ-Þ]")
_VERBAL: Final = re.compile(r".{3,}(?:ed|ly|s|t|en|a|ait|ent|te)$")


def ends_there(text: str, start: int, end: int, words: Words) -> bool:
    """Whether no noun seems to follow that belongs to the term from `start` to `end`."""
    if _OF_NAME.match(text, end):
        return False
    found = _FOLLOWING.match(text, end)
    if found is None:
        return text[end : end + 1] not in _JOINED
    word = found[1]
    if word[0].isupper():
        return words.adjectives == frozenset()  # in German, French and Spanish a name or noun of its own
    if word in words.small or word in words.verbs or word in SMALL_WORDS:
        return True
    if _NAMING.search(text[:start]):
        return False
    return text[end] == " " and word not in words.plain and bool(_VERBAL.fullmatch(word)) and not word.endswith("ss")
