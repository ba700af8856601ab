"""Takes the items out of an answer that is still arriving: each as soon as it is complete, and none that is broken.

Models put their answer between thoughts, prose and code fences, call the list by another name, leave it out, or write
one object a line. All of that is read. What cannot be read costs one item, which is counted.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from studyapp.generation.messages_api.reading import mending
from studyapp.generation.messages_api.reading.mending import Unreadable
from studyapp.generation.messages_api.reading.names import FIELDS, has_question, lists_of
from studyapp.generation.messages_api.reading.openings import Openings
from studyapp.generation.messages_api.reading.structure import Part, Structure
from studyapp.generation.provider import Unread

_NEXT_ITEM: Final = re.compile(r"""(?<=[}\n])\s*,?\s*(?=\{\s*["']?\w{1,30}["']?\s*:)""")
"""Matches what stands between two items, for a text in which quotes do not tell where an item ends."""
_QUESTION: Final = "|".join(FIELDS["question"])
_LOOKS_LIKE_ITEM: Final = re.compile(rf"""\{{[^{{}}]*?["']?(?:{_QUESTION})["']?\s*:""", re.IGNORECASE)
_ENDS: Final = ("}", "]", '"')
"""How the last item of an answer ends if only brackets are missing."""
_MOST_MENDED: Final = 200
"""How many broken items of one answer are looked at; any more are counted only."""


class AnswerReader:
    """Reads the items of the list asked for as `key`. They have any shape; `Unread` stands for one that is broken."""

    def __init__(self, key: str) -> None:
        self._lists = lists_of(key)
        self._are_texts = key == "distractors"
        self._openings = Openings()
        self._structure: Structure | None = None
        self._fields: Mapping[str, Any] | None = None
        self._has_list = self._has_items = False
        self._broken = 0

    @property
    def is_complete(self) -> bool:
        """Whether a list of items, or an item outside of one, has been closed, and nothing else is open."""
        return self._structure is None and (self._has_list or self._has_items)

    @property
    def has_items(self) -> bool:
        """Whether at least one item could be read."""
        return self._has_items

    def feed(self, delta: str) -> list[object]:
        """Add the next part of the answer, and return the items it completes."""
        items: list[object] = []
        while delta := delta if self._structure else self._openings.find(delta):
            structure = self._structure = self._structure or Structure(self._lists)
            for part in structure.feed(delta):
                items += self._read(part, structure)
            if structure.head is not None:
                self._fields, structure.head = _fields(structure.head), None
            if structure.is_open:
                break
            self._has_list |= structure.has_list
            self._structure, delta = None, structure.after
        return items

    def end(self, *, is_cut: bool) -> list[object]:
        """The items in what was left open at the end of the answer, e.g. because of a quote too many.

        If the answer `is_cut`, its last item is not whole, and nobody's fault.
        """
        if self._structure is None:
            return []
        *whole, last = _NEXT_ITEM.split(self._structure.rest())
        items = [item for text in whole for item in self._salvaged(text)]
        if is_cut or not _LOOKS_LIKE_ITEM.match(last.strip()):
            return items
        return [*items, *(self._salvaged(last) if last.rstrip().endswith(_ENDS) else [Unread()])]

    def take_fields(self) -> Mapping[str, Any] | None:
        """The fields that stand before the list in the same object. Returns them once, after the list has begun."""
        fields, self._fields = self._fields, None
        return fields

    def _read(self, part: Part, structure: Structure) -> Iterator[object]:
        try:
            value = self._mended(part.text)
        except Unreadable:
            yield from self._salvaged(part.text) if _NEXT_ITEM.search(part.text) else _lost(part)
            return
        for item in self._items_of(value, part):
            structure.forget()
            self._has_items |= not isinstance(item, Unread)
            yield item

    def _items_of(self, value: object, part: Part) -> list[object]:
        if self._are_texts:
            return [value] if part.is_in_list and _says_something(part.text) else []
        if has_question(value):
            return [value]
        if not part.is_in_list:
            return []
        if isinstance(value, dict):
            return _nested_items(value) or ([value] if value else [])  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        return [Unread()] if value is not None and _says_something(part.text) else []

    def _salvaged(self, text: str) -> Iterator[object]:
        """The items of a text in which the end of an item was missed, because a quote too many stands in it."""
        for piece in _NEXT_ITEM.split(text):
            try:
                item = self._mended(piece.strip().rstrip(",]"))
            except Unreadable:
                item = None
            if has_question(item):
                self._has_items = True
                yield item
            elif _LOOKS_LIKE_ITEM.match(piece.strip()):
                yield Unread()

    def _mended(self, text: str) -> Any:
        try:
            value, was_broken = mending.read(text, may_mend=self._broken < _MOST_MENDED)
        except Unreadable:
            self._broken += 1
            raise
        self._broken += was_broken
        return value


def _nested_items(group: Mapping[str, Any]) -> list[object]:
    """The items in the lists of an object, e.g. of a group with a title and its own cards."""
    lists: list[list[object]] = [inner for inner in group.values() if isinstance(inner, list)]
    return [item for inner in lists for item in inner if has_question(item)]


def _lost(part: Part) -> list[Unread]:
    """What stands for an item that is broken. Other broken objects are none of the learner's business."""
    return [Unread()] if part.is_in_list or _LOOKS_LIKE_ITEM.match(part.text) else []


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
