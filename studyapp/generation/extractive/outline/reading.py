"""Reads the lines of a text as entries of an outline, each below the one it belongs to."""

import re
from collections.abc import Callable
from typing import Final

from studyapp.generation.extractive.furniture.lines import Line
from studyapp.generation.extractive.outline import marks
from studyapp.generation.extractive.outline.entries import WHOLE, Entry, Source
from studyapp.generation.extractive.outline.marks import BULLET, PAGE, PLAIN, Mark
from studyapp.generation.extractive.outline.titles import (
    has_letters,
    is_title,
    leads_to_page,
    split_pair,
    without_page,
)

_LONGEST_LINE: Final = 300
"""In characters. A longer line is text, whatever it begins with."""
_DEEPEST: Final = 12
_BOLD_LEVEL: Final = 9
"""A bold line stands below headings of every level."""
_JITTER: Final = 1
"""Entries indented by so many columns more or less are on the same level."""
_SIGNS: Final = re.compile(r"#{1,6}\s+")

Unmarked = Callable[[int], str | None]
"""The style of the line at this place, which begins with no mark, if it is an entry; else None."""


def read(source: Source, *, unmarked: Unmarked = lambda _: None) -> Entry:
    """All entries of the text, below one that stands for the whole."""
    root = _read(source, unmarked, by_number=False)
    headings = [entry for entry in root.below if entry.is_heading]
    is_flat = not any(inside.is_heading for entry in headings for inside in entry.below)
    return _read(source, unmarked, by_number=True) if is_flat and len(headings) > 1 else root


def _read(source: Source, unmarked: Unmarked, *, by_number: bool) -> Entry:
    reader = _Reader(source, unmarked, by_number=by_number)
    for at in range(len(source.lines)):
        reader.read(at)
    return reader.whole()


class _Reader:
    """Remembers the entries that are open: the last one, and those it stands in."""

    def __init__(self, source: Source, unmarked: Unmarked, *, by_number: bool) -> None:
        """`by_number` says that headings have no levels but those of their numbers."""
        self._source = source
        self._style_of_unmarked = unmarked
        self._by_number = by_number
        self._open: list[Entry] = [Entry("", WHOLE, 0, 0)]
        self._follows_blank = True
        self._underline = -1

    def read(self, at: int) -> None:
        line = self._source.lines[at]
        if line.is_blank or len(line.text) > _LONGEST_LINE:
            self._follows_blank = line.is_blank
            return
        if at != self._underline and not self._heading(at) and not self._entry(at):
            self._text(line)
        self._follows_blank = False

    def whole(self) -> Entry:
        root = self._open[0]
        while self._open:
            self._close(len(self._source.text))
        return root

    def _heading(self, at: int) -> bool:
        line, following = self._source.lines[at], self._source.following(at)
        found = marks.heading(line.text, following.text if following else "", is_org=self._source.is_org)
        level, title, is_underlined = found or self._bold(line.text)
        if not has_letters(title):
            return False
        self._underline = at + 1 if is_underlined else self._underline
        number = next((mark for mark in marks.marks(title) if mark.parts or mark.is_label), Mark(PLAIN, None, 0))
        level += number.parts - 1 if self._by_number and number.parts else 0
        while len(self._open) > 1 and not 0 < self._open[-1].level < level:
            self._close(self._source.span(line)[0])
        self._begin(line, title, number, level=level)
        return True

    def _bold(self, text: str) -> tuple[int, str, bool]:
        title = marks.unbolded(text) if self._follows_blank else None
        is_heading = title is not None and is_title(title) and not marks.marks(title)
        return _BOLD_LEVEL, title if title and is_heading else "", False

    def _entry(self, at: int) -> bool:
        line = self._source.lines[at]
        text = line.text.strip()
        text = marks.unbolded(text) or text
        mark = self._mark(marks.marks(text), marks.indentation(line.text)) or self._unmarked(at)
        if mark is None or not has_letters(text[mark.length :]):
            return False
        indent = marks.indentation(line.text)
        self._make_room(mark, indent, self._source.span(line)[0])
        self._begin(line, text, mark, indent=indent)
        return True

    def _unmarked(self, at: int) -> Mark | None:
        if leads_to_page(self._source.lines[at].text):
            return Mark(PAGE, None, 0)
        style = self._style_of_unmarked(at)
        return Mark(style, None, 0) if style else None

    def _mark(self, found: list[Mark], indent: int) -> Mark | None:
        """The reading that goes on with an open list; else one that begins a list; else the first."""
        going_on = (mark for mark in found for entry in self._open if _goes_on(entry, mark, indent))
        beginning = (mark for mark in found if mark.ordinal == 1)
        return next(going_on, None) or next(beginning, None) or next(iter(found), None)

    def _make_room(self, mark: Mark, indent: int, at: int) -> None:
        """Close the entries that the new one does not stand below."""
        listed = [place for place, entry in enumerate(self._open) if place and not entry.is_heading]
        same = [place for place in listed if _is_sibling(self._open[place], mark, indent)]
        keep = same[-1] if same else next((place for place in listed if _ends(self._open[place], mark, indent)), None)
        while keep is not None and len(self._open) > keep:
            self._close(at)
        while len(self._open) > _DEEPEST:
            self._close(at)

    def _begin(self, line: Line, text: str, mark: Mark, *, indent: int = 0, level: int = 0) -> None:
        start, body = self._source.span(line)
        title = _SIGNS.sub("", without_page(text[mark.length :]).strip(), count=1)
        title = marks.without_label(title) if mark.length and not mark.is_label else title
        title, meaning = (title, "") if level else split_pair(title)
        entry = Entry(title.rstrip(":："), mark, start, body, indent=indent, level=level, meaning=meaning)
        self._open[-1].below.append(entry)
        self._open.append(entry)

    def _text(self, line: Line) -> None:
        """Text goes on with a title that broke off, or ends the lists that it stands behind."""
        last, indent = self._open[-1], marks.indentation(line.text)
        text = line.text.strip()
        start, end = self._source.span(line)
        is_right_below = not self._follows_blank and last.body == start
        if is_right_below and not last.is_heading and indent > last.indent and text[:1].islower() and not last.meaning:
            last.title, last.body = f"{last.title} {text}", end
        while self._follows_blank and self._open[-1].mark.style == BULLET and indent <= self._open[-1].indent:
            self._close(start)

    def _close(self, at: int) -> None:
        self._open.pop().end = at


def _goes_on(entry: Entry, mark: Mark, indent: int) -> bool:
    return _is_sibling(entry, mark, indent) and mark.ordinal is not None and entry.mark.ordinal == mark.ordinal - 1


def _is_sibling(entry: Entry, mark: Mark, indent: int) -> bool:
    if entry.is_heading or entry.mark.style != mark.style:
        return False
    jitter = 0 if mark.style in {PLAIN, PAGE} else _JITTER
    return mark.is_label or mark.parts > 1 or abs(entry.indent - indent) <= jitter


def _ends(entry: Entry, mark: Mark, indent: int) -> bool:
    """Whether an entry, which is of another kind than the new one or further out, ends before it."""
    if mark.parts and entry.mark.parts:
        return entry.mark.parts > mark.parts or (entry.mark.parts == mark.parts and entry.indent > indent)
    if mark.style in {PLAIN, PAGE}:
        return entry.indent > indent or (entry.indent == indent and not entry.mark.is_label)
    is_level = abs(entry.indent - indent) <= _JITTER
    return entry.indent > indent + _JITTER or (is_level and entry.mark.style in {BULLET, PAGE} and mark.style != BULLET)
