"""Follows the brackets of JSON that is still arriving, and cuts out its items, each as soon as it is closed.

Every character is looked at once. What an item says is left to `mending`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from studyapp.generation.messages_api.reading.names import plain

_MARKS: Final = re.compile(r'["\\\[\]{},]')
"""Matches the characters that decide where an item ends."""
_NAME_BEFORE: Final = re.compile(r"""["']?([\w -]{1,40})["']?\s*:\s*$""")
_LONGEST_NAME: Final = 60
_LONGEST_HEAD: Final = 4_000
"""How many characters before the list of items are kept, for the fields they may hold."""


_DEEPEST: Final = 50
"""More brackets than this are no answer."""
_DEEPEST_ITEM: Final = 8


@dataclass(frozen=True, slots=True)
class Part:
    """The text of one closed value."""

    text: str
    is_in_list: bool
    """Whether it stands directly in the list of items. If not, it is an object somewhere else, which may be an item."""
    is_announced: bool = False
    """Whether the list has a name that says that it holds items, unlike e.g. a list of notes."""


@dataclass(slots=True)
class _Frame:
    """An open bracket."""

    is_object: bool
    first: int
    """The place in the buffer of its first piece; -1 once that is dropped."""
    is_list_of_items: bool = False
    is_announced: bool = False
    may_hold_items: bool = False
    """Whether it is a list of items if there are objects in it."""


@dataclass(slots=True)
class Structure:
    """The JSON that begins with the text fed first."""

    lists: Mapping[str, bool]
    """The names that the list of items may have, and whether a list of that name holds nothing but items."""
    nested: frozenset[str] = frozenset()
    """The names of lists that hold the items below an item. Outside of the list of items it is that list."""
    head: str | None = None
    """The object around the list up to the list, once the list has begun."""
    has_list: bool = False
    """Whether a list of items has been closed."""
    is_too_deep: bool = False
    """Whether it was given up because it had more brackets than any answer."""
    end: int = 0
    """The place after the last bracket in the text fed last."""
    _frames: list[_Frame] = field(default_factory=list[_Frame])
    _buffer: list[str] = field(default_factory=list[str])
    _list_depth: int = 0
    """How many brackets are open inside of the list of items, itself included; 0 outside of it."""
    _in_string: bool = False
    _escaped: bool = False

    @property
    def is_open(self) -> bool:
        return bool(self._frames)

    def feed(self, text: str, start: int = 0) -> Iterator[Part]:
        """The values that the text closes from `start` on. Read them all; then `is_open` and `end` are right."""
        skipped = start if self._escaped else None
        for mark in _MARKS.finditer(text, start):
            at = mark.start()
            if at == skipped:
                continue
            if mark[0] == "\\":
                skipped = at + 1
            elif mark[0] == '"':
                self._in_string = not self._in_string
            elif not self._in_string:
                self._keep(text[start:at])
                start = at + 1
                yield from self._take(mark[0])
                if not self._frames:
                    self.end = start
                    return
        self._escaped = skipped == len(text)
        self._keep(text[start:])
        self.end = len(text)

    def rest(self) -> str:
        """What has arrived of the value that is not closed."""
        return "".join(self._buffer)

    def forget(self) -> None:
        """Drop what has arrived so far. The open objects hold items, so they are none themselves."""
        self._buffer.clear()
        for frame in self._frames:
            frame.first = -1

    def _take(self, mark: str) -> Iterator[Part]:
        if mark in "[{":
            self._open(mark)
            return
        if self._frames[-1].is_list_of_items:
            yield from self._simple_value()
        elif mark == ",":
            self._keep(",")
        if mark in "]}":
            yield from self._close(mark)

    def _open(self, mark: str) -> None:
        if mark == "{" and not self._list_depth and self._frames and self._frames[-1].may_hold_items:
            self._begin_nested()
        is_list = mark == "[" and not self._list_depth and self._is_list_of_items()
        if is_list and self._frames:
            self.head = _NAME_BEFORE.sub("", self.rest())[-_LONGEST_HEAD:]
        is_announced = is_list and bool(self._frames) and self.lists[self._name()]
        may_hold = mark == "[" and not self._list_depth and self._name() in self.nested
        self._frames.append(_Frame(mark == "{", len(self._buffer), is_list, is_announced, may_hold))
        self._list_depth += bool(is_list or self._list_depth)
        self._keep(mark)
        if is_list:
            self.forget()
        if len(self._frames) > _DEEPEST:
            self._frames.clear()
            self._buffer.clear()
            self.is_too_deep = True

    def _begin_nested(self) -> None:
        """Take the innermost list for the list of items: the object around it is the whole, e.g. the course."""
        self._frames[-1].is_list_of_items = True
        self._list_depth = 1
        self.forget()

    def _simple_value(self) -> Iterator[Part]:
        """A text or number that stands directly in the list of items, if one has just ended."""
        text = self.rest().strip()
        self.forget()
        if text:
            yield Part(text, is_in_list=True, is_announced=self._frames[-1].is_announced)

    def _close(self, mark: str) -> Iterator[Part]:
        """Close the innermost bracket of this kind, and those inside of it that a model forgot to close."""
        is_object = mark == "}"
        if all(frame.is_object != is_object for frame in self._frames):
            return
        while self._frames[-1].is_object != is_object:
            yield from self._close_innermost("")
        yield from self._close_innermost(mark)

    def _close_innermost(self, mark: str) -> Iterator[Part]:
        frame = self._frames.pop()
        self._list_depth -= bool(self._list_depth)
        if frame.is_list_of_items:
            self.has_list = True
            return
        self._keep(mark)
        if self._list_depth == 1:
            text = self.rest()
            self.forget()
            yield Part(text.strip(), is_in_list=True, is_announced=self._frames[-1].is_announced)
        elif frame.is_object and frame.first >= 0 and not self._list_depth and len(self._frames) < _DEEPEST_ITEM:
            yield Part("".join(self._buffer[frame.first :]), is_in_list=False)

    def _is_list_of_items(self) -> bool:
        return not self._frames or self._name() in self.lists

    def _name(self) -> str:
        """The name of the value that begins now; empty if it has none."""
        name = _NAME_BEFORE.search(self._end())
        return plain(name[1]) if name else ""

    def _end(self) -> str:
        """The last characters that have arrived."""
        end = ""
        for piece in reversed(self._buffer):
            end = piece[-_LONGEST_NAME:] + end
            if len(end) >= _LONGEST_NAME:
                break
        return end[-_LONGEST_NAME:]

    def _keep(self, text: str) -> None:
        if text:
            self._buffer.append(text)
