"""Reads a table of contents, and finds its titles again in the text behind it."""

from dataclasses import replace
from typing import Final

from studyapp.generation.extractive.outline.entries import Entry, Source
from studyapp.generation.extractive.outline.marks import marks
from studyapp.generation.extractive.outline.reading import read
from studyapp.generation.extractive.outline.titles import leads_to_page
from studyapp.rules.text import normalise

_FEWEST: Final = 3
_FOUND: Final = 0.5
"""If fewer of its titles stand in the text again, it is the table of another text."""


def read_contents(source: Source) -> Entry | None:
    """The entries of the table of contents; those with text stand where their text does. None if there is none."""
    at_page = [at for at, line in enumerate(source.lines) if leads_to_page(line.text)]
    if len(at_page) < _FEWEST or sum(line.text.startswith("#") for line in source.lines) > 1:
        return None  # headings say better where text begins
    first, last = at_page[0], at_page[-1] + 1
    if len(at_page) < sum(not line.is_blank for line in source.lines[first:last]) / 2:
        return None
    while first and marks(source.lines[first - 1].text.strip()):
        first -= 1
    root = read(replace(source, lines=source.lines[first:last]))
    _locate(source, root, behind=last)
    return root


def _locate(source: Source, root: Entry, *, behind: int) -> None:
    entries = list(_inside(root))
    places = _places(source, behind)
    found: dict[int, tuple[int, int]] = {}
    reached = 0
    for entry in entries:
        later = (span for span in places.get(normalise(entry.title), ()) if span[0] >= reached)
        if span := next(later, None):
            found[id(entry)] = span
            reached = span[1]
    if len(found) >= _FOUND * len(entries):
        _move(root, found, end=len(source.text))


def _places(source: Source, behind: int) -> dict[str, list[tuple[int, int]]]:
    """The lines behind the table by their text, and by what stands behind the number they begin with."""
    places: dict[str, list[tuple[int, int]]] = {}
    for line in source.lines[behind:]:
        text = line.text.strip(" \t#*")
        for title in {text, *(text[mark.length :] for mark in marks(text))}:
            places.setdefault(normalise(title), []).append(source.span(line))
    return places


def _move(root: Entry, found: dict[int, tuple[int, int]], *, end: int) -> None:
    """Give each entry the place where it was found; one that was not found begins with the first below it, or ends."""
    root.end = end
    for entry in reversed(root.below):
        _move(entry, found, end=end)
        first = entry.below[0].start if entry.below else end
        entry.start, entry.body = found.get(id(entry), (first, first))
        end = entry.start


def _inside(root: Entry) -> list[Entry]:
    return [each for entry in root.below for each in (entry, *_inside(entry))]
