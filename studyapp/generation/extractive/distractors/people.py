"""Which people of a deck can be taken for one another. Where times, offices or sexes differ, most cannot."""

import re
from functools import lru_cache
from typing import Final

from studyapp.generation.extractive.distractors.cues import (
    GIVEN_NAMES,
    NAMES_OF_BOTH,
    NAMES_OF_WOMEN,
    OF_A_MAN,
    OF_A_WOMAN,
    OFFICES,
)
from studyapp.rules.text import strip_markup, word_stem, words

_LIFETIME: Final = 100
"""People whose questions name years further apart than this cannot have done one thing."""
_GERMAN: Final = re.compile(r"^\w*(kaiser|könig|kanzler|präsident|minister)(?:in|s|en)?$")
"""A German office, which may be the last part of a longer word and end in a case or in `-in`."""
_ASKS_FOR_A_WOMAN: Final = re.compile(r"\bquelle\s|\bwelche\s[^\W\d_]+in\b", re.IGNORECASE)
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


def is_ruled_out_by_sex(stem: str, key: str, name: str) -> bool:
    """Whether the question asks for a woman and the name is a man's, or the other way round. A pronoun counts only if
    it fits the right answer: `her` may be somebody else.
    """
    sex, other = _sex(key), _sex(name)
    if _ASKS_FOR_A_WOMAN.search(strip_markup(stem)):
        return other == "man" and sex != "man"
    told = {"woman": OF_A_WOMAN, "man": OF_A_MAN}
    return sex is not None and other not in {None, sex} and not told[sex].isdisjoint(words(strip_markup(stem)))


def _sex(name: str) -> str | None:
    """The sex a first name tells, `woman` or `man`; None if it tells none."""
    first = strip_markup(name).split(" ")[0]
    if first not in GIVEN_NAMES or first in NAMES_OF_BOTH:
        return None
    return "woman" if first in NAMES_OF_WOMEN else "man"


def _years(question: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(question)]
