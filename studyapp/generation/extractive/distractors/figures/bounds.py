"""Which numbers are possible in their place: bounds and grids by what the question asks for, as data."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from studyapp.rules.choices.reading import Item
from studyapp.rules.choices.reading.numbers import Number


@dataclass(frozen=True, slots=True)
class Bound:
    asks: re.Pattern[str]
    """What the question, with the unit of the answer behind it, says where the bound holds."""
    least: int
    most: int | None


def _bound(asks: str, least: int, most: int | None) -> Bound:
    return Bound(re.compile(asks, re.IGNORECASE), least, most)


_BOUNDS: Final = (
    _bound(r"probabilit|chance|likelihood|wahrscheinlichkeit|probabilidad", 0, 1),
    _bound(r"percent\Z", 0, 100),
    _bound(r"atomic number|ordnungszahl|num[ée]ro atomique|número atómico", 1, 118),
    _bound(r"\bpH\b", 0, 14),
    _bound(r"how many months|wie viele monate|combien de mois|cuántos meses|\bmonths?\Z.*\byear\b", 1, 12),
    _bound(r"hours? (?:of|in|per|a) (?:the |a )?day|stunden am tag", 1, 24),
    _bound(r"days? (?:of|in|per|a) (?:the |a )?week|tage der woche", 1, 7),
    _bound(r"days? (?:of|in|has|does) (?:the month|a month|january|february|march|april|may|june|july)", 28, 31),
    _bound(r"minutes (?:of|in|per) an hour|seconds (?:of|in|per) a minute", 1, 60),
    _bound(r"latitude|breitengrad", 0, 90),
    _bound(r"longitude|längengrad", 0, 180),
    _bound(r"\bangle\b|\bwinkel\b", 0, 360),
    _bound(r"°C\Z", -273, None),
    _bound(r"\bport\b", 1, 65_535),
    _bound(r"week(?:s)? (?:of|in) (?:the|a) year", 1, 53),
)
_EVEN: Final = re.compile(r"chromosom|\blegs\b|\bbeine\b", re.IGNORECASE)
"""What is asked for comes in pairs."""
_BINARY: Final = re.compile(r"\b(?:bits?|bytes?|[KMGT]i?B|RAM|memory|speicher|block size|hash)\b", re.IGNORECASE)
"""What is asked for tends to be a power of two."""
_SEVERAL: Final = re.compile(r"\bhow many\b|\bwie viele\b|\bcombien d(?:e\b|')|\bcu[áa]nt[ao]s\b", re.IGNORECASE)
"""What is asked for stands in the plural: whoever asks how many walls a heart has does not ask for one."""
_PASSED: Final = 2020
"""Later years are not offered beside an earlier one, because what is asked for may not have come yet."""
_YEAR: Final = r"(?P<year>[12][0-9]{3})"
_AFTER: Final = re.compile(
    rf"\b(?:after|since|from|nach|seit|ab|après|depuis|después de|desde)\s{_YEAR}\b", re.IGNORECASE
)
_BEFORE: Final = re.compile(
    rf"\b(?:before|until|till|by|vor|bis|avant|jusqu'en|antes de|hasta)\s{_YEAR}\b", re.IGNORECASE
)
_DECADE: Final = re.compile(r"\b(?P<year>[12][0-9]{2}0)(?:s|er)\b", re.IGNORECASE)
_CENTURY: Final = re.compile(r"\b(?P<nth>[0-9]{1,2})(?:st|nd|rd|th|\.)[\s-](?:century|jahrhundert)\b", re.IGNORECASE)


def is_possible(item: Item, number: Number, value: int) -> bool:
    """Whether the value, in units of the last written digit, is possible for what the question asks for.

    A bound counts only if the right answer keeps it: what the question says may mean something else.
    """
    scale = 10**number.decimals
    asked = f"{item.stem} {number.unit}"
    sign = -1 if number.value < 0 else 1
    if number.value > 1 and sign * value == 1 == scale and not number.after.strip() and _SEVERAL.search(item.stem):
        return False
    held = [bound for bound in _BOUNDS if bound.asks.search(asked) and _keeps(bound, number.value)]
    return all(_keeps(bound, Fraction(sign * value, scale)) for bound in held)


def _keeps(bound: Bound, value: Fraction) -> bool:
    return value >= bound.least and (bound.most is None or value <= bound.most)


def comes_in_pairs(item: Item, value: int) -> bool:
    return value % 2 == 0 and _EVEN.search(item.stem) is not None


def is_power_of_two(item: Item, value: int) -> bool:
    """Whether the right answer is a power of two, and the question is about bits, bytes or memory."""
    return value > 1 and value & (value - 1) == 0 and _BINARY.search(item.key.text + " " + item.stem) is not None


def is_possible_year(item: Item, right: int, year: int) -> bool:
    """Whether an event may have been in that year: not in the future, and within what the question says of its time."""
    least, most = _span(item.stem)
    if not least <= right <= most:
        least, most = 0, right
    return least <= year <= min(most, max(_PASSED, right))


def _span(stem: str) -> tuple[int, int]:
    """The first and the last year that the question leaves open."""
    least, most = 0, 9_999
    if match := _AFTER.search(stem):
        least = int(match["year"])
    if match := _BEFORE.search(stem):
        most = int(match["year"])
    if match := _DECADE.search(stem):
        least, most = int(match["year"]), int(match["year"]) + 9
    if match := _CENTURY.search(stem):
        least, most = 100 * int(match["nth"]) - 99, 100 * int(match["nth"])
    return least, most
