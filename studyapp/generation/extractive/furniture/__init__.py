"""Leaves out what stands around the material and says nothing about its subject: settings, times, page numbers, marks.

Each module knows one place that texts come from. They change or drop whole lines; what a line keeps is verbatim, so
that quotes are still found in the material.
"""

from collections.abc import Callable
from typing import Final

from studyapp.generation.extractive.furniture import notes, pages, transcripts
from studyapp.generation.extractive.furniture.lines import Line

_LEAVE_OUT: Final[tuple[Callable[[list[Line]], list[Line]], ...]] = (
    notes.without_settings,
    transcripts.without_times,
    pages.without_page_marks,
    notes.without_marks,
)


def lines_of(text: str) -> list[Line]:
    """The lines of the material that say something, and the blank lines between them."""
    lines = [Line(line, number) for number, line in enumerate(text.split("\n"))]
    for leave_out in _LEAVE_OUT:
        lines = leave_out(lines)
    return lines


def lines_of_list(text: str) -> list[Line]:
    """The lines of a text that may be a word list, in which `date: Datum` is a pair and no setting."""
    lines = [Line(line, number) for number, line in enumerate(text.split("\n"))]
    for leave_out in _LEAVE_OUT[:-1]:
        lines = leave_out(lines)
    return notes.without_marks(lines, settings=False)
