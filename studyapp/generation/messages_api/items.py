"""Takes items out of JSON that is still arriving, each as soon as it is complete.

Parsing the whole text so far at every delta (jiter's partial mode) takes quadratic time and does not say which values
are final. This parser looks at each character once: it finds where an item ends and leaves the item itself to `json`.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

_MARKS: Final = re.compile(r'["\\\[\]{},]')
"""Matches the characters that decide where an item ends."""
_BACKSLASH: Final = re.compile(r'\\(["\\/bfnrt]|u[0-9a-fA-F]{4})?')
"""Matches a backslash, together with what follows it if JSON knows that escape."""
_LONGEST_HEAD: Final = 4_000
"""How many characters before the array are kept, for the fields they may hold."""


class ItemStream:
    """Finds the items of the array under `key`. Anything may stand before and after it, e.g. a code fence.

    Another array under `key` after it counts too, because some models draft their answer while they think aloud.
    """

    def __init__(self, key: str) -> None:
        self._opening = re.compile(rf'"{key}"\s*:\s*\[')
        self._opening_so_far = re.compile(rf'"{key}"\s*(:\s*)?$')
        self._key_length = len(key) + 2
        self._head = ""
        self._passed = ""
        """The text so far, as long as the array has not begun."""
        self._begun = False
        self._pieces: list[str] = []
        """The text of the item that is not complete yet."""
        self._depth = 0
        self._in_string = False
        self._escaped = False
        self._fields: Mapping[str, Any] | None = None
        self.finished = False
        """Whether the array was closed, and no other one has begun."""

    def feed(self, delta: str) -> list[Any]:
        """Add the next part of the text and return the items it completes."""
        items: list[Any] = []
        while delta:
            if not self._begun:
                delta = self._find_opening(delta)
            if self._begun:
                completed, delta = self._split(delta)
                items += completed
        return items

    def take_fields(self) -> Mapping[str, Any] | None:
        """The fields before the array in the same object. Returns them once, after the array has begun; else None."""
        fields, self._fields = self._fields, None
        return fields

    def _find_opening(self, delta: str) -> str:
        """Add `delta` and return what follows the array's opening bracket, or an empty string if it has not come yet.

        Of the text before it, only an end that may be the beginning of `"key": [` is kept.
        """
        self._head += delta
        passed = self._passed + delta
        opening = self._opening.search(self._head)
        if opening:
            self._begun, self.finished = True, False
            self._fields = _fields(passed[: opening.start() - len(self._head)][-_LONGEST_HEAD:])
            rest, self._head, self._passed = self._head[opening.end() :], "", ""
            return rest
        self._passed = passed[-_LONGEST_HEAD:]
        half = self._opening_so_far.search(self._head)
        self._head = half[0] if half else self._head[1 - self._key_length :]
        return ""

    def _split(self, text: str) -> tuple[list[Any], str]:
        """The items that the text completes, and what follows the array if it ends in this text."""
        items: list[Any] = []
        start = 0
        skipped = 0 if self._escaped else None
        for mark in _MARKS.finditer(text):
            at = mark.start()
            if at == skipped:
                continue
            if mark[0] == "\\":
                skipped = at + 1
            elif self._ends_item(mark[0]):
                closed_by_its_own = mark[0] in "]}" and not self.finished
                self._pieces.append(text[start : mark.end() if closed_by_its_own else at])
                items += self._close_item()
                start = mark.end()
            if self.finished:
                self._begun, self._depth, self._escaped = False, 0, False
                return items, text[mark.end() :]
        self._escaped = skipped == len(text)
        self._pieces.append(text[start:])
        return items, ""

    def _ends_item(self, mark: str) -> bool:
        """Take note of one mark and return whether an item ends with it or before it."""
        if mark == '"':
            self._in_string = not self._in_string
            return False
        if self._in_string:
            return False
        if mark in "[{":
            self._depth += 1
            return False
        if mark == ",":
            return self._depth == 0
        self.finished = self._depth == 0
        self._depth -= 1
        return self._depth <= 0

    def _close_item(self) -> list[Any]:
        """The collected item as a list of one; an empty list if there is no text or it is not JSON."""
        text = "".join(self._pieces).strip()
        self._pieces.clear()
        if not text:
            return []
        for readable in (text, _BACKSLASH.sub(_escaped, text)):
            try:
                return [json.loads(readable, strict=False)]
            except (ValueError, RecursionError):
                continue
        return []


def _escaped(backslash: re.Match[str]) -> str:
    """The same, but a backslash that JSON does not know becomes one that it does, as in a formula with `\\alpha`."""
    return backslash[0] if backslash[1] else r"\\"


def _fields(text: str) -> dict[str, Any]:
    """The fields of the object that is not closed yet at the end of `text`; empty if there is none."""
    whole = text.rstrip().removesuffix(",")
    for brace in re.finditer(r"\{", whole):
        try:
            return json.loads(f"{whole[brace.start() :]}}}", strict=False)
        except (ValueError, RecursionError):
            continue
    return {}
