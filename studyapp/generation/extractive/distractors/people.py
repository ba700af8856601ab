"""Which people of a deck can be taken for one another. In a deck of many times and offices most cannot."""

import re
from functools import lru_cache
from typing import Final

from studyapp.generation.extractive.distractors.cues import OFFICES
from studyapp.rules.text import strip_markup, word_stem, words

_LIFETIME: Final = 100
"""People whose questions name years further apart than this cannot have done one thing."""
_GERMAN: Final = re.compile(r"^\w*(kaiser|könig|kanzler|präsident|minister)(?:in|s|en)?$")
"""A German office, which may be the last part of a longer word and end in a case or in `-in`."""
_YEAR: Final = re.compile(r"\b[12][0-9]{3}\b")


def can_be_exchanged(stem: str, question: str) -> bool:
    """Whether the two questions may ask for people of the same office, or of none, and of about the same time."""
    if offices(stem) != offices(question):
        return False
    return all(abs(one - other) <= _LIFETIME for one in _years(stem) for other in _years(question))


@lru_cache(maxsize=2_000)
def offices(question: str) -> frozenset[str]:
    """The offices a question names, each by its English name, e.g. `emperor` for `Kaiser`."""
    stems = (word_stem(_GERMAN.sub(r"\1", word)) for word in words(strip_markup(question)))
    return frozenset(OFFICES[stem] for stem in stems if stem in OFFICES)


def _years(question: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(question)]
