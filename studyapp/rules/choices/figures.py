"""D4 for numbers: as exact, of the same unit and of the same order as the right answer."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from studyapp.rules.choices.items import ChoiceFinding, reject
from studyapp.rules.choices.reading import Item, Option
from studyapp.rules.choices.reading.kinds import Kind
from studyapp.rules.choices.reading.numbers import Notation, Number

FACTOR: Final = 10
"""A wrong number may be at most this many times larger or smaller than the right one."""
_LARGEST_SMALL: Final = 10
"""When both numbers are at most this large, zero is an acceptable option."""
_MOST_MAGNITUDES: Final = 10**12
"""The factor allowed between numbers in scientific notation, because such questions ask for the exponent."""
_FURTHEST_DECIMALS: Final = 2
_FURTHEST_DIGITS: Final = 3


def like_numbers(item: Item) -> Iterator[ChoiceFinding]:
    key = _figure(item.key)
    if key is None:
        return
    figures = [(at, number) for at, option in item.numbered() if (number := _figure(option))]
    for at, number in figures:
        if number.unit != key.unit:
            yield reject("D4", f"“{item.distractors[at].text}” has another unit than the right answer.", at)
        elif _is_spelled_out(number) != _is_spelled_out(key):
            yield reject("D4", f"“{item.distractors[at].text}” is not written like the right answer.", at)
        elif not _is_near(key, number):
            yield reject("D4", f"“{item.distractors[at].text}” is too far from the right answer to be believed.", at)
    yield from _unlike_precision(item, key, figures)


def _figure(option: Option) -> Number | None:
    return option.number if option.kind is Kind.NUMBER else None


def _is_spelled_out(number: Number) -> bool:
    return number.notation is Notation.SPELLED_OUT


def _is_near(key: Number, number: Number) -> bool:
    one, other = abs(key.value), abs(number.value)
    if not one or not other:
        return max(one, other) <= _LARGEST_SMALL
    exponents = {Notation.SCIENTIFIC, Notation.POWER}
    factor = _MOST_MAGNITUDES if {key.notation, number.notation} & exponents else FACTOR
    return Fraction(1, factor) <= other / one <= factor


def _unlike_precision(item: Item, key: Number, figures: list[tuple[int, Number]]) -> Iterator[ChoiceFinding]:
    """D4: reject numbers whose count of decimals gives the answer away, and one exact number among round ones."""
    unlike = [(at, abs(number.decimals - key.decimals)) for at, number in figures if number.decimals != key.decimals]
    is_alone = len(unlike) == len(figures)
    for at, difference in unlike:
        if is_alone or difference >= _FURTHEST_DECIMALS:
            yield reject("D4", f"“{item.distractors[at].text}” is not as exact as the right answer.", at)
    digits = [number.significant - key.significant for _, number in figures]
    if digits and not unlike and (min(digits) >= _FURTHEST_DIGITS or max(digits) <= -_FURTHEST_DIGITS):
        yield reject("D4", "The right answer is rounded in another way than the wrong ones.")
