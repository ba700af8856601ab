"""Learning steps as a learner types them, e.g. `1m 10m` or `30m 4h 1d`."""

import re
from collections.abc import Sequence
from typing import Final

from studyapp.errors import BadInput

_UNITS: Final = {"": 1, "m": 1, "min": 1, "h": 60, "d": 1_440}
_STEP: Final = re.compile(r"([0-9]{1,6})(min|[mhd]?)")


def parse_steps(text: str) -> list[int]:
    """Parse steps into minutes. A number without a unit means minutes; an empty text means no steps."""
    return [_minutes(word) for word in text.lower().replace(",", " ").split()]


def steps_words(minutes: Sequence[int]) -> str:
    return " ".join(map(_words, minutes))


def _minutes(word: str) -> int:
    found = _STEP.fullmatch(word)
    if found is None:
        raise BadInput(f"“{word[:20]}” is not a step. Write steps like 1m 10m, with m, h or d for the unit.")
    return int(found[1]) * _UNITS[found[2]]


def _words(minutes: int) -> str:
    for unit in ("d", "h"):
        if minutes % _UNITS[unit] == 0:
            return f"{minutes // _UNITS[unit]}{unit}"
    return f"{minutes}m"
