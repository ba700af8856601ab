"""D8 and D11: options that can be right at once, and wrong answers that are the right answer of another card."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz

from studyapp.rules.cards.duplicates import SAME
from studyapp.rules.choices.equality import are_same
from studyapp.rules.choices.items import ChoiceFinding, reject, warn
from studyapp.rules.choices.reading import Item, Option, read_option
from studyapp.rules.choices.reading.kinds import Kind
from studyapp.rules.items import KnownCard
from studyapp.rules.text import contains_words, front_key

_EXACT: Final = frozenset({Kind.NUMBER, Kind.RANGE, Kind.DATE, Kind.CODE, Kind.FORMULA})
"""Kinds of options of which a part is never an answer itself."""


def disjoint(item: Item) -> Iterator[ChoiceFinding]:
    """D8: reject ranges that overlap, since both may be right; warn when one option contains another."""
    for (one, option), (other, later) in combinations(enumerate(item.options), 2):
        at = other - 1
        if _overlap(option, later):
            yield reject("D8", f"“{option.text}” and “{later.text}” overlap.", at)
        elif _holds(option, later) or _holds(later, option):
            whole, part = (option, later) if _holds(option, later) else (later, option)
            yield warn("D8", f"“{whole.text}” contains “{part.text}”.", at if one == 0 else None)


def _overlap(one: Option, other: Option) -> bool:
    """Whether two ranges of one unit overlap. Periods of history may, because their years tell them apart."""
    if one.range is None or other.range is None or one.range.unit != other.range.unit:
        return False
    return not (one.range.is_years and other.range.is_years) and one.range.overlaps(other.range)


def _holds(whole: Option, part: Option) -> bool:
    if _EXACT & {whole.kind, part.kind} or len(part.words) >= len(whole.words):
        return False
    return contains_words(whole.text, part.text)


def right_elsewhere(item: Item, others: Sequence[KnownCard]) -> Iterator[ChoiceFinding]:
    """D11: warn of a wrong answer that is right on another card with the same question."""
    if not others:
        return
    own = front_key(item.raw_stem)
    answers = [read_option(card.answer) for card in others if _asks_the_same(own, front_key(card.question))]
    for at, option in item.numbered():
        if any(are_same(option, answer) for answer in answers):
            yield warn("D11", f"“{option.text}” is the right answer on another card that asks the same.", at)


def _asks_the_same(one: str, other: str) -> bool:
    return one == other or fuzz.token_sort_ratio(one, other, score_cutoff=SAME) > 0
