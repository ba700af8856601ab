"""When two answers look alike, and when two questions are about the same."""

import re
from functools import lru_cache
from typing import Final

from studyapp.generation.extractive.distractors.sorts import ARTICLES
from studyapp.rules.choices.clues import telling_words
from studyapp.rules.choices.reading import Option
from studyapp.rules.choices.reading.kinds import Kind
from studyapp.rules.language import SMALL_WORDS
from studyapp.rules.text import strip_markup, word_set, word_stem

_NEAR_LENGTH: Final = 11
_ENDING: Final = 4
_MOST_NAME_WORDS: Final = 6
_SHARED_PART: Final = 0.25
_SECOND_SENTENCE: Final = re.compile(r"\b[a-zß-ÿ]{2,}[.!?]\s+[A-ZÀ-Þ¿¡]")
_AND: Final = word_set("and or und oder et ou y o")
_EXACT: Final = frozenset({Kind.CODE, Kind.FORMULA, Kind.SENTENCE, Kind.DATE, Kind.NUMBER, Kind.RANGE, Kind.VERDICT})


_LEADS: Final = {
    word: listing[0]
    for listing in (
        ["in", "im", "am", "an", "on", "at", "auf"],
        ["en", "dans", "au", "aux", "à", "sur"],
        ["zum", "zur"],
    )
    for word in listing
}
"""Small words that answer the same question, where or what for."""


def is_like(key: Option, option: Option) -> bool:
    """Whether two answers are of the same kind and shape, and of similar length."""
    if key.kind is not option.kind and {key.kind, option.kind} & _EXACT:
        return False
    if lead(key) != lead(option) or _joins(key) != _joins(option) or _goes_on(key) != _goes_on(option):
        return False
    shorter, longer = sorted((len(key.text), len(option.text)))
    return longer - shorter <= _NEAR_LENGTH or longer < 2 * shorter


def lead(option: Option) -> str:
    """The small word an answer begins with, e.g. `to`, `in` or `because`; otherwise an empty string."""
    first = option.words[0] if len(option.words) > 1 else ""
    return _LEADS.get(first, first) if first in SMALL_WORDS and first not in ARTICLES else ""


def _goes_on(option: Option) -> bool:
    """Whether a second sentence follows, e.g. the example behind a definition."""
    return _SECOND_SENTENCE.search(option.text) is not None


def _joins(option: Option) -> tuple[bool, bool, bool]:
    """Whether a name or term has a comma, `and` or brackets, e.g. `Arco, Idaho`, `Rome and Carthage`."""
    if len(option.words) > _ENDING and (option.words[0] in ARTICLES or len(option.words) > _MOST_NAME_WORDS):
        return False, False, "(" in option.text
    return "," in option.text, any(word in _AND for word in option.words), "(" in option.text


def lacks_the_noun(stem: str, key: Option, option: Option) -> bool:
    """Whether the right answer ends in a noun of the question, as `Phillips curve` for `Which curve …`, and the option
    does not, so that it cannot be what is asked for.
    """
    noun = word_stem(key.words[-1]) if len(key.words) > 1 else ""
    return noun in telling(stem) and noun not in option.stems


def is_close(stem: str, question: str, least: int) -> bool:
    """Whether the questions share enough of their significant words."""
    own, others = telling(stem), telling(question)
    shared = len(own & others)
    return shared >= least and shared >= _SHARED_PART * min(len(own), len(others))


def share_an_ending(key: Option, option: Option) -> bool:
    """Whether the two share a word or an ending, e.g. `amylase` and `lipase`, `Peace of Augsburg` and `Peace of
    Westphalia`.
    """
    if (key.stems & option.stems) - SMALL_WORDS:
        return True
    one, other = (side.words[-1] if side.words else "" for side in (key, option))
    return (
        len(key.words) == len(option.words)
        and min(len(one), len(other)) > _ENDING
        and one[-_ENDING:] == other[-_ENDING:]
    )


@lru_cache(maxsize=2_000)
def telling(question: str) -> frozenset[str]:
    """The stems of the words that carry the subject of a question."""
    return frozenset(word_stem(word) for word in telling_words(strip_markup(question)))
