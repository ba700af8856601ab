"""Starts the child process that looks for formulas and figures. It is killed when it takes too long, or when nobody
waits any more.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from studyapp.errors import Busy
from studyapp.material.clippings.clipping import Clipping, ClippingKind
from studyapp.material.isolation import output_of, started
from studyapp.material.reading_slots import Queue, slot

MOST_PAGES: Final = 40
_PATIENCE: Final = 60.0
"""Seconds that a lesson waits until fewer than two others are looked at; then it does without figures."""

_REPEATS: Final = 3
"""A picture without a caption that stands in one place on so many pages is an ornament."""


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: float = 40
    """Of waiting, of which the processor works for at most half."""
    memory_bytes: int = 1024**3


async def find_clippings(path: Path, first: int, last: int, *, limits: Limits | None = None) -> list[Clipping]:
    """The formulas and figures of these pages of a PDF, counted from 1, at most of the first forty, in order.

    What cannot be read has none; so has all that comes after a page that takes too long.
    """
    within = limits or Limits()
    last = min(last, first + MOST_PAGES - 1)
    try:
        async with slot(patience=_PATIENCE, queue=Queue.SECTIONS):
            output = await _answer_of_child(path, first, last, within)
    except (TimeoutError, Busy):
        return []
    return _without_ornaments(list(_read(output)))


async def _answer_of_child(path: Path, first: int, last: int, limits: Limits) -> bytes:
    numbers = (first, last, limits.memory_bytes, max(int(limits.seconds / 2), 1))
    child = await started("studyapp.material.clippings.child", path, *numbers)
    return await output_of(child, seconds=limits.seconds)


def _read(output: bytes) -> Iterator[Clipping]:
    for line in output.splitlines():
        try:
            told: list[dict[str, Any]] = json.loads(line)
        except ValueError:  # it died while it wrote
            return
        for each in told:
            left, top, right, bottom = each.pop("area")
            yield Clipping(kind=ClippingKind(each.pop("kind")), area=(left, top, right, bottom), **each)


def _without_ornaments(found: Sequence[Clipping]) -> list[Clipping]:
    """Without pictures that stand in the same place on many pages."""
    places = Counter(_place(each) for each in found if not each.caption)
    return [each for each in found if each.caption or places[_place(each)] < _REPEATS]


def _place(clipping: Clipping) -> tuple[object, ...]:
    return clipping.kind, *map(round, clipping.area)
