"""Takes the items out of an answer that is still arriving: each as soon as it is complete, and none that is broken.

Models put their answer between thoughts, prose and code fences, call the list by another name, leave it out, or write
one object a line. All of that is read. What cannot be read costs one item, which is counted.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from studyapp.generation.messages_api.reading import mending, salvage
from studyapp.generation.messages_api.reading.mending import Unreadable
from studyapp.generation.messages_api.reading.names import has_text, lists_of, nested_in, telling_field
from studyapp.generation.messages_api.reading.openings import Openings
from studyapp.generation.messages_api.reading.structure import Part, Structure
from studyapp.generation.messages_api.reading.tree_texts import nodes_in
from studyapp.generation.provider import Unread

_MOST_BROKEN: Final = 100
"""How many broken items of one answer are looked at; any more are counted only."""
_MOST_VALUES: Final = 5_000
"""After so many objects and texts nothing more of an answer is read. No answer has nearly as many."""
_LONG_PROSE: Final = 200
"""Prose longer than this before the first JSON may be a thought whose beginning the server has swallowed."""


class AnswerReader:
    """Reads the items of the list asked for as `key`. They have any shape; `Unread` stands for one that is broken."""

    def __init__(self, key: str) -> None:
        self._lists = lists_of(key)
        self._nested = nested_in(key)
        self._telling = telling_field(key)
        self._are_texts = key == "distractors"
        self._openings = Openings()
        self._structure: Structure | None = None
        self._fields: Mapping[str, Any] | None = None
        self._drafts: list[object] = []
        """Items held back until it is sure that they are not part of a thought."""
        self._may_be_draft: bool | None = None
        """Whether what is being read may be part of a thought; None before the first JSON."""
        self._has_list = self._has_items = False
        self._broken = self._values = 0
        self._said: list[str] | None = [] if key == "nodes" else None
        """All of the answer while nothing has been read in it; None if it is of no use."""

    @property
    def is_complete(self) -> bool:
        """Whether a list of items, or an item outside of one, has been closed, and nothing else is open."""
        return self._structure is None and (self._has_list or self._has_items)

    @property
    def is_thinking(self) -> bool:
        """Whether the answer so far ends in a thought."""
        return self._openings.is_thinking

    def feed(self, delta: str) -> list[object]:
        """Add the next part of the answer, and return the items it completes."""
        items, at = list[object](), 0
        if self._said is not None:
            self._said.append(delta)
        text = delta if self._structure else self._openings.continued(delta)
        while at < len(text) and self._values < _MOST_VALUES:
            if self._structure is None:
                at = self._open(text, at)
                if self._structure is None:
                    break
            read = self._drafts if self._may_be_draft else items
            read += self._read_on(self._structure, text, at)
            at = self._structure.end
            if not self._structure.is_open:
                self._close(self._structure)
        return items

    def end(self, *, is_cut: bool) -> list[object]:
        """The items held back, and those in what was left open at the end, e.g. because of a quote too many.

        If the answer `is_cut`, its last item is not whole, and nobody's fault. A tree may also be a text.
        """
        items = self._left(is_cut=is_cut)
        has_json = items or self._has_items or self._has_list
        if self._said is None or has_json or is_cut or self.is_thinking:
            return items
        items = nodes_in("".join(self._said))
        self._has_items = bool(items)
        return items

    def _left(self, *, is_cut: bool) -> list[object]:
        items, self._drafts, self._may_be_draft = self._drafts, [], False
        if self._structure is None:
            return items
        *whole, last = salvage.pieces(self._structure.rest(), self._telling)
        items += self._salvaged(whole)
        if is_cut or not self._looks_like_item(last):
            return items
        ended = salvage.ended(last)
        if ended is None:
            return [*items, Unread()]
        items += self._salvaged([ended])
        self._structure = None
        return items

    def take_fields(self) -> Mapping[str, Any] | None:
        """The fields that stand before the list in the same object. Returns them once, after the list has begun."""
        if self._may_be_draft:
            return None
        fields, self._fields = self._fields, None
        return fields

    def _open(self, text: str, at: int) -> int:
        """Begin to read the next JSON, and return its place. If there is none yet, `_structure` stays None."""
        at = self._openings.find(text, at)
        if self._openings.has_thought:
            self._forget_drafts()
        if at >= 0:
            if self._may_be_draft is None:
                self._may_be_draft = self._openings.prose > _LONG_PROSE
            self._structure = Structure(self._lists, self._nested)
        return at

    def _forget_drafts(self) -> None:
        """Forget what was read in a thought. What comes after a thought is no draft."""
        if self._may_be_draft:
            self._drafts.clear()
            self._has_list = self._has_items = False
            self._fields = None
        self._may_be_draft = False

    def _close(self, structure: Structure) -> None:
        self._has_list |= structure.has_list
        self._values += 1
        self._structure = None

    def _read_on(self, structure: Structure, text: str, at: int) -> Iterator[object]:
        for part in structure.feed(text, at):
            self._values += 1
            for item in self._read(part):
                structure.forget()
                self._has_items |= not isinstance(item, Unread)
                yield item
        if structure.head is not None:
            self._fields, structure.head = _fields(structure.head), None

    def _read(self, part: Part) -> Iterable[object]:
        try:
            return self._items_of(mending.read(part.text), part)
        except Unreadable:
            pieces = salvage.pieces(part.text, self._telling)
        if len(pieces) > 1:
            return self._salvaged(pieces)
        try:
            return self._items_of(self._mended(part.text), part)
        except Unreadable:
            return [Unread()] if self._is_lost(part) else []

    def _items_of(self, value: object, part: Part) -> list[object]:
        if self._are_texts:
            return [value] if part.is_in_list and _says_something(part.text) else []
        if self._is_item(value):
            return [value]
        if not part.is_in_list:
            return []
        if items := self._nested_items(value):
            return items
        if isinstance(value, dict):
            return [value] if value else []  # pyright: ignore[reportUnknownVariableType]
        return [Unread()] if value is not None and part.is_announced and _says_something(part.text) else []

    def _salvaged(self, pieces: Iterable[str]) -> Iterator[object]:
        """The items of a text in which the end of an item was missed."""
        for piece in pieces:
            try:
                item = self._mended(piece)
            except Unreadable:
                item = None
            if self._is_item(item):
                self._has_items = True
                yield item
            elif self._looks_like_item(piece):
                yield Unread()

    def _nested_items(self, value: object) -> list[object]:
        """The items in a list, or in the fields of an object, e.g. of a group with a title and its own cards."""
        if not isinstance(value, dict | list):
            return []
        inner: list[object] = list(value.values()) if isinstance(value, dict) else value  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        lists: list[list[object]] = [each if isinstance(each, list) else [each] for each in inner]
        return [item for each in lists for item in each if self._is_item(item)]

    def _is_lost(self, part: Part) -> bool:
        """Whether a broken value is an item. Other values are none of the learner's business."""
        stands_for_one = part.is_announced or (part.is_in_list and part.text.startswith("{"))
        return (stands_for_one or self._looks_like_item(part.text)) and _says_something(part.text)

    def _looks_like_item(self, text: str) -> bool:
        return salvage.looks_like_item(text, self._telling)

    def _is_item(self, value: object) -> bool:
        return has_text(value, self._telling)

    def _mended(self, text: str) -> object:
        """The value of a text that may be broken. Mending takes time, so it is not done without end."""
        try:
            return mending.read(text)
        except Unreadable:
            self._broken += 1
            if self._broken > _MOST_BROKEN:
                raise
        return mending.mended(text)


def _says_something(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _fields(head: str) -> dict[str, Any]:
    """The fields of the object that is not closed yet at the end of `head`; empty if there is none."""
    whole = head.rstrip().removesuffix(",")
    for brace in re.finditer(r"\{", whole):
        try:
            return json.loads(f"{whole[brace.start() :]}}}", strict=False)
        except (ValueError, RecursionError):
            continue
    return {}
