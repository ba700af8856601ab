"""Wrong meanings for the entries of a word list, in any language, by the form of both sides alone."""

from itertools import takewhile
from typing import Final

from studyapp.generation.extractive.distractors.cues import OWN_CLASS
from studyapp.generation.extractive.distractors.sorts import ARTICLES, Asked
from studyapp.rules.choices.grammar import is_plural
from studyapp.rules.choices.reading import Option
from studyapp.rules.text import strip_markup, words

_MORE_WORDS: Final = 2
"""A meaning may have so many words more or fewer than the right one."""
_MOST_SHARED: Final = 3


def distance(own: Asked, key: Option, other: Asked, option: Option) -> int | None:
    """How far two entries are apart: 0 for the same form on both sides; None if they differ, e.g. a verb and a noun."""
    if own.sort != other.sort or _article(key) != _article(option):
        return None
    if abs(len(key.words) - len(option.words)) > _MORE_WORDS or _is_asked(key) != _is_asked(option):
        return None
    if key.text[:1].isupper() != option.text[:1].isupper():
        return None
    if _article(key) == "article" and is_plural(key) != is_plural(option):
        return None
    if _class(key) != _class(option) or _is_phrase(key) != _is_phrase(option):
        return None
    same_front = _shape(own.defined) == _shape(other.defined)
    return (0 if same_front else 2) + (0 if len(key.words) == len(option.words) else 1)


def shared_ending(one: str, other: str) -> int:
    """How many letters the two fronts end with in common, at most three: `vender` and `comer` share two."""
    letters = zip(*(reversed(strip_markup(side).casefold()) for side in (one, other)), strict=False)
    return min(_MOST_SHARED, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], letters)))


def _article(option: Option) -> str:
    """What stands before the meaning: `article`, the `to` of a verb, or nothing."""
    first = option.words[0] if len(option.words) > 1 else ""
    return "article" if first in ARTICLES else ("to" if first == "to" else "")


def _class(option: Option) -> str:
    return OWN_CLASS.get("-".join(option.words), "")


def _is_phrase(option: Option) -> bool:
    """Whether the meaning has several words without an article or `to`."""
    return len(option.words) > 1 and not _article(option)


def _is_asked(option: Option) -> bool:
    return option.text.endswith("?")


def _shape(front: str) -> tuple[bool, int]:
    """Whether a front has an article, and how many words."""
    tokens = words(front)
    return bool(tokens) and tokens[0] in ARTICLES, len(tokens)
