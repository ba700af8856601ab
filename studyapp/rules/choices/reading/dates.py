"""Reads dates, and how exact they are: one full date among bare years would stand out."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from studyapp.rules.text import word_set

LONGEST: Final = 60

MONTHS: Final = tuple(
    tuple(listing.split())
    for listing in (
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
)
_ANY_MONTH: Final = "|".join(sorted({month for listing in MONTHS for month in listing}, key=len, reverse=True))
WEEKDAYS: Final = tuple(
    tuple(listing.split())
    for listing in (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "lunes martes miércoles jueves viernes sábado domingo",
    )
)
_ANY_WEEKDAY: Final = "|".join(day for listing in WEEKDAYS for day in listing)

_LEAD: Final = (
    r"(?:(?:in|on|by|around|about|circa|c\.|since|until|early|late|mid|am|im|um|seit|bis|ab|der|den|dem|en|el|le|vers|hacia|the|au)"
    r"\s+(?:the\s+|den\s+|dem\s+|año\s+)?)?"
)
_ERA: Final = (
    r"(?:BCE?|B\.C\.(?:E\.)?|CE|AD|A\.D\.|v\.\s?Chr\.|n\.\s?Chr\.|av\.\s?J\.-C\.|apr\.\s?J\.-C\.|a\.\s?C\.|d\.\s?C\.)"
)
_YEAR: Final = rf"(?P<year>[0-9]{{4}})(?:\s{_ERA})?"
_DAY: Final = r"(?P<day>[0-9]{1,2})(?P<ending>\.|st|nd|rd|th|er|º|)"
_MONTH: Final = rf"(?P<month>{_ANY_MONTH})\.?"
_OF: Final = r"(?:\sof|\sde(?:l)?)?"
_NTH: Final = (
    r"(?:[0-9]{1,2}(?:st|nd|rd|th|\.|e|ème)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    r"twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first|"
    r"(?:elf|zwölf|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn)te[ns]?|(?:einund)?zwanzigste[ns]?|[IVX]{1,5}(?:e|\.)?)"
)


class Exactness(StrEnum):
    DAY = "day"
    DAY_OF_YEAR = "day_of_year"
    MONTH_OF_YEAR = "month_of_year"
    MONTH = "month"
    WEEKDAY = "weekday"
    YEAR = "year"
    YEARS = "years"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class Date:
    exactness: Exactness
    is_numeric: bool
    """Whether the date has digits only, e.g. `1989-11-09`."""
    match: re.Match[str]


_SHAPES: Final = tuple(
    (exactness, re.compile(_LEAD + shape, re.IGNORECASE))
    for exactness, shape in (
        (Exactness.DAY, r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{2})[-/.](?P<day>[0-9]{2})"),
        (Exactness.DAY, r"(?P<day>[0-9]{1,2})(?P<sign>[./-])\s?(?P<month>[0-9]{1,2})(?P=sign)\s?(?P<year>[0-9]{4})"),
        (Exactness.DAY, rf"(?:(?:{_ANY_WEEKDAY}),?\s)?{_DAY}{_OF}\s{_MONTH},?{_OF}\s{_YEAR}"),
        (Exactness.DAY, rf"(?:(?:{_ANY_WEEKDAY}),?\s)?{_MONTH}\s{_DAY},?\s{_YEAR}"),
        (Exactness.DAY_OF_YEAR, rf"{_DAY}{_OF}\s{_MONTH}"),
        (Exactness.DAY_OF_YEAR, rf"{_MONTH}\s{_DAY}"),
        (Exactness.MONTH_OF_YEAR, rf"{_MONTH},?{_OF}\s{_YEAR}"),
        (Exactness.MONTH, _MONTH),
        (Exactness.WEEKDAY, rf"(?P<weekday>{_ANY_WEEKDAY})"),
        (Exactness.YEAR, rf"(?P<year>[0-9]{{1,5}})\s?(?P<era>{_ERA})"),
        (Exactness.YEAR, r"(?P<era>AD)\s?(?P<year>[0-9]{1,4})"),
        (
            Exactness.YEARS,
            rf"(?P<year>[0-9]{{1,4}})(?:\s{_ERA})?\s?(?:[–—-]|to|bis|à|a)\s?(?P<until>[0-9]{{2,4}})(?:\s{_ERA})?",
        ),
        (Exactness.DECADE, r"(?P<year>[0-9]{3}0)(?:'?s|er(?:[\s-]Jahre)?)"),
        (Exactness.DECADE, r"(?:années|años)\s(?P<year>[0-9]{2,4})"),
        (Exactness.CENTURY, rf"(?P<nth>{_NTH})[\s-](?:century|Jahrhundert|siècle)(?:\s{_ERA})?"),
        (Exactness.CENTURY, r"siglo\s(?P<nth>[IVX]{1,5})(?:\s(?:a|d)\.\s?C\.)?"),
    )
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_VERBS: Final = word_set("may march mar")
"""Lower-case month names that are also ordinary words."""


def read_date(text: str) -> Date | None:
    """The date, if the whole text is one. A bare year is a number (`Number.is_year`), but a span of years is a date."""
    if len(text) > LONGEST or text in _VERBS:
        return None
    for exactness, shape in _SHAPES:
        if (match := shape.fullmatch(text)) and _is_plausible(exactness, match):
            return Date(exactness, not _LETTER.search(text), match)
    return None


def _is_plausible(exactness: Exactness, match: re.Match[str]) -> bool:
    """Whether the span can be of years: `5–10` cannot."""
    return exactness is not Exactness.YEARS or len(match["year"]) == 4 or match[0].rstrip(".")[-1].isalpha()
