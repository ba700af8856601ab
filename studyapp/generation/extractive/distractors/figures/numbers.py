"""Wrong numbers near the right one: equally exact, with the same unit and notation, and possible."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from studyapp.generation.extractive.distractors.figures import bounds
from studyapp.rules.choices.reading import Item, Option
from studyapp.rules.choices.reading.dates import Exactness
from studyapp.rules.choices.reading.numbers import SPELLED_OUT, Notation, Number

_PATTERNS: Final = ((-1, 1, 2), (-2, -1, 1), (1, 2, 3), (-3, -2, -1))
"""Steps from the right number to the wrong ones. By size, the right one is first, second, third or last as often."""
_MORE_STEPS: Final = (-1, 1, -2, 2, 3, -3, 4, -4, 5, -5, 6, 7, 8, 9)
_SHARES: Final = (Fraction(5, 100), Fraction(8, 100), Fraction(12, 100), Fraction(15, 100))
"""The size of a step as a share of the number."""
_FACTOR: Final = 9
_ONE_DIGIT: Final = 10
_ASKS_COUNT: Final = re.compile(
    r"\bhow (?:many|much|long|far|high)\b|\b(?:number|amount) of\b|\bwie (?:viele?|lang|hoch|weit)\b|\banzahl\b|"
    r"\bcombien\b|\bnombre de\b|\bcu[áa]nt[ao]s?\b",
    re.IGNORECASE,
)
_SUFFIX: Final = re.compile(r"(?:st|nd|rd|th)\b")
_WORD_UNIT: Final = re.compile(r"\s?(?P<word>[^\W\d_]{3,})$")
_INVARIABLE: Final = frozenset(
    {"million", "billion", "trillion", "thousand", "hundred", "percent", "dozen", "bpm", "ppm"}
)
_IRREGULAR: Final = frozenset(
    {"man", "woman", "child", "foot", "tooth", "mouse", "person", "leaf", "half", "life", "inch"}
)
_RAISED: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_POWER: Final = re.compile(r"10(?:\s*\^\s*[({]?\s*(?P<exp>[-−]?\d+)|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+))")


def near_numbers(item: Item, seed: int) -> Iterator[str]:
    """Answers with another number in place of the right one. None are yielded if the right answer is not a number."""
    key, number = item.key, item.key.number
    if number is None or (key.date is not None and key.date.exactness is Exactness.YEAR):
        return
    match number.notation:
        case Notation.POWER:
            yield from _near_powers(key, seed)
        case Notation.FRACTION:
            yield from _near_fractions(key, number)
        case Notation.SPELLED_OUT:
            yield from _near_words(item, number, seed)
        case _:
            for value in _near_values(item, number, seed):
                yield from _written(item, number, _digits(number, value), value)


def near_ranges(item: Item, seed: int) -> Iterator[str]:
    """Ranges beside the right one, of the same width."""
    given = item.key.range
    places = list(re.finditer(r"(?<![\d.,])\d+(?![\d.,]\d|\d)", item.key.raw))
    if given is None or given.is_years or given.least is None or given.most is None or len(places) != 2:
        return
    if [Fraction(int(place[0])) for place in places] != [given.least, given.most]:
        return
    low, high = int(given.least), int(given.most)
    if not low:  # what begins at nothing is no range to be moved
        return
    for step in _steps(seed):
        shifted = (low + step * (high - low), high + step * (high - low))
        if shifted[0] >= 0 and not ("%" in item.key.raw and shifted[1] > 100):
            yield _with_both(item.key.raw, places, shifted)


def _with_both(raw: str, places: Sequence[re.Match[str]], values: tuple[int, int]) -> str:
    first, second = places
    return f"{raw[: first.start()]}{values[0]}{raw[first.end() : second.start()]}{values[1]}{raw[second.end() :]}"


def _near_values(item: Item, number: Number, seed: int) -> Iterator[int]:
    """Nearby values, as integers in units of the last written digit."""
    written = _as_written(number)
    if bounds.is_power_of_two(item, written) and not number.decimals:
        yield from _powers_of_two(written, seed)
        return
    unit, step = _step(item, number, written, seed)
    for at in _steps(seed):
        value = written + at * step * unit
        if _is_possible(item, number, value, written):
            yield value


def _powers_of_two(written: int, seed: int) -> Iterator[int]:
    power = written.bit_length() - 1
    yield from (2 ** (power + at) for at in _steps(seed) if power + at > 0)


def _as_written(number: Number) -> int:
    plain = number.digits.replace(number.separator, "") if number.separator else number.digits
    return int(re.sub(r"[^0-9]", "", plain))


def _step(item: Item, number: Number, written: int, seed: int) -> tuple[int, int]:
    """The unit to count in and the number of units per step. A round number gets round neighbours."""
    if _is_year(item, number):
        return (10, 1 + seed // 8 % 2) if written % 10 == 0 else (1, 2 + seed // 8 % 6)
    text = str(written)
    zeros = len(text) - len(text.rstrip("0"))
    unit = 10 ** max(0, min(zeros, len(text) - 2)) if written else 1
    step = max(1, round(written // unit * _SHARES[seed // 4 % len(_SHARES)]))
    if bounds.comes_in_pairs(item, written) and unit == 1:
        return unit, step + step % 2
    return unit, step + 1 if step >= 10 and step % 10 == 0 else step


def _steps(seed: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys((*_PATTERNS[seed % len(_PATTERNS)], *_MORE_STEPS)))


def _is_possible(item: Item, number: Number, value: int, written: int) -> bool:
    if value <= 0 or (written and not Fraction(1, _FACTOR) <= Fraction(value, written) <= _FACTOR):
        return False
    if not _has_as_many_digits(value, written):
        return False
    scale = 10**number.decimals
    if number.notation is Notation.SCIENTIFIC and scale <= written < 10 * scale:
        return scale <= value < 10 * scale
    if _is_year(item, number):
        return bounds.is_possible_year(item, written, value)
    return bounds.is_possible(item, number, value)


def _is_year(item: Item, number: Number) -> bool:
    return number.is_year and not _ASKS_COUNT.search(item.stem)


def _has_as_many_digits(value: int, written: int) -> bool:
    """Whether the value is as long as the right number. One digit may become two, and a leading 1 may be lost."""
    more = len(str(value)) - len(str(written))
    return more == 0 or written < _ONE_DIGIT or (more < 0 and str(written).startswith("1"))


def _digits(number: Number, value: int) -> str:
    text = str(value).zfill(number.decimals + 1)
    whole, part = (text[: -number.decimals], text[-number.decimals :]) if number.decimals else (text, "")
    if number.separator and len(whole) > 3:
        whole = f"{int(whole):,}".replace(",", number.separator)
    elif number.digits.startswith("0") and not part:
        whole = whole.zfill(len(number.digits))
    if number.digits.startswith(number.point) and part:
        whole = whole.removeprefix("0")
    return f"{whole}{number.point}{part}" if part else whole


def _written(item: Item, number: Number, digits: str, value: int) -> Iterator[str]:
    """The right answer with other digits, and with the ending that fits them."""
    raw, old = item.key.raw, number.digits
    if _SUFFIX.match(number.after):
        yield _replaced(raw, old + number.after[:2], digits + _ordinal_ending(value))
        return
    ending = _unit_ending(item, number, is_one=value == 10**number.decimals)
    if ending is not None and old in raw:
        yield _replaced(raw, old, digits) + ending


def _replaced(raw: str, old: str, new: str) -> str:
    return raw.replace(old, new, 1)


def _ordinal_ending(value: int) -> str:
    if value % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _unit_ending(item: Item, number: Number, *, is_one: bool) -> str | None:
    """A plural `s` to add if the right answer has a singular unit, e.g. `1 year`; None if the form is not known."""
    match = _WORD_UNIT.search(number.after)
    if match is None or match["word"] in _INVARIABLE:
        return ""
    if is_one:
        return None
    if number.value != 1:
        return ""
    word = match["word"]
    is_regular = (
        item.language == "en" and word not in _IRREGULAR and word[-1] not in "syxzh" and item.key.raw.endswith(word)
    )
    return "s" if is_regular else None


def _near_words(item: Item, number: Number, seed: int) -> Iterator[str]:
    """Number words near the right one, e.g. `two` and `four` for `three`."""
    listing = SPELLED_OUT.get(item.language, ())
    for at in _steps(seed):
        value = int(number.value) + at
        if 0 < value < len(listing) and listing[value] != "_" and bounds.is_possible(item, number, value):
            word = listing[value].capitalize() if number.digits[0].isupper() else listing[value]
            yield from _written(item, number, word, value)


def _near_fractions(key: Option, number: Number) -> Iterator[str]:
    over, under = (int(part) for part in re.split(r"\D+", number.digits.strip()))
    is_proper = over < under
    for more, below in (
        (1, 0),
        (0, 1),
        (1, 1),
        (0, -1),
        (0, 2),
        (-1, 0),
        (1, 2),
        (2, 1),
        (3, 0),
        (2, 3),
        (1, 3),
        (0, 3),
    ):
        one, other = over + more, under + below
        if one > 0 and other > 1 and (one < other) == is_proper and Fraction(one, other).denominator == other:
            yield _as_fraction(key.raw, one, other)


def _as_fraction(raw: str, over: int, under: int) -> str:
    if "\\frac" in raw:
        return re.sub(r"(\\[dt]?frac)\s?\{\s*\d+\s*\}\s?\{\s*\d+\s*\}", rf"\g<1>{{{over}}}{{{under}}}", raw, count=1)
    return re.sub(r"\d+(\s?[/⁄]\s?)\d+|[½⅓⅔¼¾⅕⅛]", lambda match: f"{over}{match[1] or '/'}{under}", raw, count=1)


def _near_powers(key: Option, seed: int) -> Iterator[str]:
    match = _POWER.search(key.raw)
    if match is None:
        return
    group = "exp" if match["exp"] else "raised"
    given = match[group].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--"))
    for at in _steps(seed):
        power = int(given) + at
        if power not in {0, 1}:
            text = str(power).translate(_RAISED) if group == "raised" else str(power)
            yield f"{key.raw[: match.start(group)]}{text}{key.raw[match.end(group) :]}"
