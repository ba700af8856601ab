"""Times of day in one form: 9 am, 9:00, 09:00 and 9 Uhr."""

import re
from typing import Final

from studyapp.rules.choices.reading import Option

_TIME: Final = re.compile(
    r"(?:(?:at|um|à|a las)\s)?(?P<hour>[0-9]{1,2})(?:(?P<sign>[:.h])(?P<minute>[0-5][0-9]))?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?|\s?(?P<named>Uhr|o['’]clock))?",
    re.IGNORECASE,
)
_NAMED: Final = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 0, "mittag": 12 * 60, "mitternacht": 0}


def clock_time(option: Option) -> int | None:
    """The minutes since midnight; None if the option is no time of day. `9:00` without more is in the morning."""
    text = option.text.strip()
    time = _TIME.fullmatch(text)
    if time is None:
        return _NAMED.get(text.casefold().rstrip("."))
    is_told = time["half"] or time["named"] or time["sign"] in {":", "h"}
    hour, minute = int(time["hour"]), int(time["minute"] or 0)
    if not is_told or hour > (12 if time["half"] else 24):
        return None
    if time["half"]:
        hour = hour % 12 + (12 if time["half"].casefold() == "p" else 0)
    return (hour * 60 + minute) % (24 * 60)
