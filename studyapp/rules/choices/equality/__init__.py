"""When two options count as the same: a learner who knows the answer must not have to guess its spelling."""

from typing import Final

from studyapp.rules.choices.equality.clock import clock_time
from studyapp.rules.choices.equality.formulas import formula_key, is_exact
from studyapp.rules.choices.equality.moments import moment
from studyapp.rules.choices.equality.quantities import quantity
from studyapp.rules.choices.equality.wording import alias, wording
from studyapp.rules.choices.reading import Option

__all__ = ["are_same"]

_READERS: Final = (moment, clock_time, quantity, alias)
"""Each gives a normal form of an option it understands. Two options it understands are the same if these are equal."""


def are_same(one: Option, other: Option) -> bool:
    """Whether the options differ only in case, punctuation, articles, spelling, or the way a number, date, name or
    formula is written.
    """
    if one.text == other.text:
        return True
    for read in _READERS:
        ours, theirs = read(one), read(other)
        if ours is not None and theirs is not None:
            return ours == theirs
    if is_exact(one) or is_exact(other):
        return formula_key(one) == formula_key(other)
    (article, words), (other_article, other_words) = wording(one), wording(other)
    return words == other_words and (article == other_article or not article or not other_article)
