"""Wrong dates near the right one, written the same way. Every day exists in the calendar."""

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from studyapp.generation.extractive.distractors.figures.bounds import is_possible_year
from studyapp.rules.choices.reading import Item
from studyapp.rules.choices.reading.dates import MONTHS, WEEKDAYS, Date, Exactness

_SHIFTS: Final = ((-1, 2, 1), (1, -1, 2), (2, 1, -1), (-2, -1, 1))
_MORE: Final = (1, -1, 2, -2, 3, -3)
_RECENT: Final = 2000
"""From this year on only earlier years are offered, because later ones may not have come yet."""
_ASKS_MONTH: Final = re.compile(r"\b(?:(?P<en>month)\b|(?P<de>monat)|(?P<fr>mois)\b|(?P<es>mes)\b)", re.IGNORECASE)
_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
)
_LISTINGS: Final = ("en", "en, short", "de", "fr", "es")
_MONTHS_IN: Final[dict[str, Sequence[str]]] = dict(zip(_LISTINGS, MONTHS, strict=True))
_NTH: Final = tuple(_ORDINALS.split())
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
_ROMAN_LATE: Final = ("XVII", "XVIII", "XIX", "XX", "XXI")


def near_dates(item: Item, seed: int) -> Iterator[str]:
    """Answers with another date in place of the right one. None are yielded if the right answer is not a date."""
    date, text, raw = item.key.date, item.key.text, item.key.raw
    if date is None or text not in raw or (date.exactness is Exactness.MONTH and not _ASKS_MONTH.search(item.stem)):
        return
    for changed in _changes(date, _written_in(item, date), seed):
        if _is_past(item, date, changed) and (moved := _rewritten(date.match, changed)) != text:
            yield raw.replace(text, moved, 1)


def _is_past(item: Item, date: Date, changed: Mapping[str, str]) -> bool:
    """Whether something changed, and to a year in which it can have been. Years with an era are long past."""
    if "year" not in changed or date.match.groupdict().get("era"):
        return bool(changed)
    return is_possible_year(item, int(date.match["year"]), int(changed["year"]))


def _changes(date: Date, language: str, seed: int) -> Iterator[Mapping[str, str]]:
    """Proposed changes to the date. Each maps parts of it, e.g. `year`, to their new text."""
    steps = tuple(dict.fromkeys((*_SHIFTS[seed % len(_SHIFTS)], *_MORE)))
    for at, step in enumerate(steps):
        match date.exactness:
            case Exactness.YEAR | Exactness.YEARS:
                yield _years(date.match, step * (2 + seed // 4 % 4))
            case Exactness.DECADE:
                yield {"year": str(int(date.match["year"]) + 10 * step)}
            case Exactness.CENTURY:
                yield _century(date.match, step)
            case Exactness.MONTH:
                yield _named(date.match, "month", _months(language), step)
            case Exactness.WEEKDAY:
                yield _named(date.match, "weekday", WEEKDAYS, step)
            case _:
                yield _day(date, language, step, at, seed)


def _written_in(item: Item, date: Date) -> str:
    """The language of the names in the date. Its form tells more than the question: `3.` is a German day, and `mars` a
    French month.
    """
    groups = date.match.groupdict()
    if groups.get("ending") == ".":
        return "de"
    having = [language for language, names in _MONTHS_IN.items() if groups.get("month") in names]
    if len(having) == 1:
        return having[0]
    asked = _ASKS_MONTH.search(item.stem)
    return (asked and asked.lastgroup) or item.language


def _months(language: str) -> list[Sequence[str]]:
    """All lists of months, those of the language first: `April` is both English and German."""
    return sorted(MONTHS, key=lambda names: names is not _MONTHS_IN.get(language))


def _years(match: re.Match[str], shift: int) -> Mapping[str, str]:
    """Another year or span of years. A span keeps its length. Years written with an era move further."""
    groups = match.groupdict()
    year = int(match["year"])
    has_era = groups.get("era") is not None
    shift = shift * max(1, year // 50) if has_era else shift
    if year + shift <= 0:
        return {}
    changed = {"year": str(year + shift)}
    if until := groups.get("until"):
        if len(until) != len(match["year"]):
            return {}
        changed["until"] = str(int(until) + shift)
    return changed


def _century(match: re.Match[str], step: int) -> Mapping[str, str]:
    nth = match["nth"]
    if number := re.match(r"\d+", nth):
        value = int(number[0]) + step
        ending = nth[number.end() :]
        return (
            {"nth": f"{value}{_ending(value) if ending in {'st', 'nd', 'rd', 'th'} else ending}"} if value > 0 else {}
        )
    bare = nth.removesuffix("e")
    listings: Sequence[tuple[Sequence[str], str]] = ((_NTH, nth.casefold()), ((*_ROMAN, *_ROMAN_LATE), bare))
    for listing, text in listings:
        if text in listing and 0 <= (at := listing.index(text) + step) < len(listing):
            other = listing[at].capitalize() if listing is _NTH and nth[0].isupper() else listing[at]
            return {"nth": other if listing is _NTH else other + nth[len(bare) :]}
    return {}


def _ending(value: int) -> str:
    return "th" if value % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _named(match: re.Match[str], group: str, lists: Sequence[Sequence[str]], step: int) -> Mapping[str, str]:
    found = _place(match[group], lists)
    return {group: found[0][(found[1] + step) % len(found[0])]} if found else {}


def _place(name: str, lists: Sequence[Sequence[str]]) -> tuple[Sequence[str], int] | None:
    """The list that has the name in this spelling, and its index there; None if there is none."""
    return next(((names, names.index(name)) for names in lists if name in names), None)


def _day(date: Date, language: str, step: int, at: int, seed: int) -> Mapping[str, str]:
    """Change the year, the month or both in turn, so that no part of the right date occurs in all options."""
    groups = date.match.groupdict()
    changed: dict[str, str] = {}
    year = int(groups["year"]) if groups.get("year") else None
    if year is not None and at % 3 != 1:
        year += -abs(step) if year >= _RECENT else step * (1 + seed // 4 % 3)
        changed["year"] = str(year)
    month = _month(date, language, step if at % 3 != 0 or year is None else 0)
    if month is None:
        return {}
    changed["month"] = month[1]
    if groups.get("day"):
        day = (int(groups["day"]) + 3 * step + at - 1) % 28 + 1
        if date.is_numeric and int(groups["month"]) > 12:
            return {}
        days = calendar.monthrange(year if year is not None and 0 < year < 10_000 else 2000, month[0])[1]
        changed["day"] = str(min(day, days)).zfill(len(groups["day"]) if groups["day"].startswith("0") else 1)
    if groups.get("ending") is not None:
        changed["ending"] = _day_ending(int(changed["day"]), groups["ending"], language)
    return changed


def _day_ending(day: int, given: str, language: str) -> str:
    """What is to stand behind another day, e.g. `nd` where the right one has `st`, `er` behind the first in French."""
    if given in {"st", "nd", "rd", "th"}:
        return _ending(day)
    if language == "fr":
        return "er" if day == 1 else ""
    return given if given != "º" or day == 1 else ""


def _month(date: Date, language: str, step: int) -> tuple[int, str] | None:
    """The month some steps away, as a number from 1 and as written; None if the name is unknown."""
    text = date.match["month"]
    if date.is_numeric:
        value = (int(text) - 1 + step) % 12 + 1
        return value, str(value).zfill(len(text))
    found = _place(text, _months(language))
    if found is None:
        return None
    names, place = found
    return (place + step) % 12 + 1, names[(place + step) % 12]


def _rewritten(match: re.Match[str], changed: Mapping[str, str]) -> str:
    text = match.string
    for group in sorted(changed, key=lambda name: -match.start(name)):
        text = text[: match.start(group)] + changed[group] + text[match.end(group) :]
    return text
