"""Dates, years and centuries in one form, however they are written."""

import re
from typing import Final

from studyapp.rules.choices.equality.number_words import ordinal
from studyapp.rules.choices.reading import Option
from studyapp.rules.choices.reading.dates import MONTHS, Date, Exactness

Moment = tuple[str | int, ...]

_BEFORE_CHRIST: Final = re.compile(r"\b(?:BCE?|B\.\s?C\.|v\.\s?Chr|av\.\s?J|a\.\s?C\.)", re.IGNORECASE)
_PART: Final = re.compile(r"(?:early|late|mid|since|until|by|seit|bis|ab)\b", re.IGNORECASE)
"""Words before a date that make another one of it."""
_MONTH_NUMBERS: Final = {
    name.casefold(): at for listing in MONTHS for at, name in reversed(list(enumerate(listing, start=1)))
}
_ENGLISH_MONTHS: Final = frozenset(name.casefold() for listing in MONTHS[:2] for name in listing)


def moment(option: Option) -> Moment | None:
    """The date in numbers, as exact as it is given; None if it is no date or can be read in two ways."""
    if option.number and option.number.is_year:
        return (Exactness.YEAR, "", int(option.number.value))
    date = option.date
    if date is None or date.exactness is Exactness.WEEKDAY:
        return None
    numbers = _numbers(date, option.text)
    part = _PART.match(option.text)
    return (date.exactness, part[0].casefold() if part else "", *numbers) if numbers else None


def _numbers(date: Date, text: str) -> tuple[int, ...] | None:
    given = date.match.groupdict()
    sign = -1 if _BEFORE_CHRIST.search(text) else 1
    match date.exactness:
        case Exactness.DAY | Exactness.DAY_OF_YEAR | Exactness.MONTH_OF_YEAR:
            return _of_calendar(given, sign)
        case Exactness.MONTH:
            return _month(given["month"])
        case Exactness.YEARS:
            return (sign * int(given["year"]), sign * _until(given["year"], given["until"]))
        case Exactness.CENTURY:
            nth = ordinal(given["nth"])
            return (sign * nth,) if nth else None
        case _:
            return (sign * int(given["year"]),)


def _of_calendar(given: dict[str, str], sign: int) -> tuple[int, ...] | None:
    month, day = given["month"], given.get("day")
    if given.get("sign") in {"/", "-"} and day != month and int(day or 0) <= 12 and int(month) <= 12:
        return None
    if month.isdigit():
        numbers = int(month), int(day or 0)
        month_number, day_number = numbers if numbers[0] <= 12 else numbers[::-1]
    else:
        month_number, day_number = _MONTH_NUMBERS[month.casefold()], int(day or 0)
    return (sign * int(given.get("year") or 0), month_number, day_number)


def _month(name: str) -> tuple[int, ...]:
    """The month. Names in other languages than English are told apart, since a card may ask for a translation."""
    folded = name.casefold()
    number = _MONTH_NUMBERS[folded]
    return (number,) if folded in _ENGLISH_MONTHS else (number, *map(ord, folded))


def _until(year: str, until: str) -> int:
    """The last year of a span: `1914–18` ends in 1918."""
    return int(year[: len(year) - len(until)] + until) if len(until) < len(year) else int(until)
