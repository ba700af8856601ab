"""Starts the child process that draws a page, and kills it when it takes too long or when nobody waits any more."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from studyapp.errors import BadInput, NotFound
from studyapp.material.isolation import output_of, started
from studyapp.material.reading_slots import Queue, slot
from studyapp.material.showing.drawn import Drawn

WIDTH: Final = 1_200
"""Of a page's picture, in pixels."""
_PATIENCE: Final = 30.0
"""Seconds that a page waits until fewer than two others are being drawn."""

TOO_SLOW: Final = "This page takes too long to be drawn."
GAVE_UP: Final = "This page cannot be drawn: the file is damaged, or needs too much memory."


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: float = 20
    memory_bytes: int = 1024**3


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of a quote on the page, in percent of the page's width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Shown:
    width: int
    height: int
    """Of the page's picture, in pixels."""
    marks: tuple[Mark, ...]
    """Where the quote stands, line by line; empty if less than nine tenths of its letters are there."""
    picture: bytes
    """A WebP; empty if nothing was to be drawn."""


async def show_page(
    path: Path, number: int, *, quote: str = "", drawn: Drawn = Drawn.PAGE, limits: Limits | None = None
) -> Shown:
    """Draw a page of a PDF, whose number counts from 1, and find the quote on it.

    Raises `NotFound` for a page that is not there, `BadInput` or `TooLarge` with a sentence that says what is wrong
    with the file, or `Busy`.
    """
    async with slot(patience=_PATIENCE, queue=Queue.PAGES):
        output = await _answer_of_child(path, number, quote, drawn, limits or Limits())
    head, _, picture = output.partition(b"\n")
    try:
        told: dict[str, Any] = json.loads(head)
    except ValueError as error:  # it died
        raise BadInput(GAVE_UP) from error
    if "refused" in told:
        raise (NotFound if told["refused"] == NotFound.code else BadInput)(told["told"])
    return Shown(told["width"], told["height"], tuple(Mark(*mark) for mark in told["marks"]), picture)


async def _answer_of_child(path: Path, number: int, quote: str, drawn: Drawn, limits: Limits) -> bytes:
    numbers = (number, WIDTH, limits.memory_bytes, int(limits.seconds) + 1)
    child = await started("studyapp.material.showing.child", path, drawn, *numbers)
    try:
        return await output_of(child, quote.encode(errors="replace"), seconds=limits.seconds)
    except TimeoutError as error:
        raise BadInput(TOO_SLOW) from error
