"""Parses cloze markup in one pass, including nested and unclosed deletions and the braces of formulas."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

_MARK: Final = re.compile(r"\{\{c([1-9][0-9]{0,2})::|::|\\[{}\\]|[{}]")
_DEEPEST_NESTING: Final = 8
"""The same limit as Anki's; deletions nested deeper are read as text."""


@dataclass(frozen=True, slots=True)
class Deletion:
    ordinal: int
    text: str
    """The hidden text, with deletions inside it filled in."""
    hint: str = ""


@dataclass(slots=True)
class _Frame:
    """An open deletion, or the text outside all deletions (ordinal 0)."""

    ordinal: int = 0
    opening: str = ""
    braces: int = 0
    """The number of plain braces open inside it, as in formulas or code."""
    pieces: list["str | _Closed"] = field(default_factory=list["str | _Closed"])
    hint: list["str | _Closed"] | None = None

    def add(self, piece: "str | _Closed") -> None:
        (self.pieces if self.hint is None else self.hint).append(piece)


@dataclass(frozen=True, slots=True)
class _Closed:
    deletion: Deletion
    pieces: tuple["str | _Closed", ...]

    def segments(self, ordinal: int | None) -> Iterator[str | Deletion]:
        if ordinal in {None, self.deletion.ordinal}:
            yield self.deletion
        else:
            yield from _segments(self.pieces, ordinal)


@dataclass(frozen=True, slots=True)
class Parsed:
    pieces: tuple[str | _Closed, ...]
    deletions: tuple[Deletion, ...]
    """All deletions in order of closing."""
    unclosed: int

    def segments(self, ordinal: int | None) -> Iterator[str | Deletion]:
        """The outermost deletions of the ordinal (of all if None) and the text between them."""
        return _segments(self.pieces, ordinal)


def _segments(pieces: tuple[str | _Closed, ...], ordinal: int | None) -> Iterator[str | Deletion]:
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        else:
            yield from piece.segments(ordinal)


def _deletions(pieces: Iterable[str | _Closed]) -> Iterator[Deletion]:
    """All deletions, inner ones first. Marks inside a hint are plain words."""
    for piece in pieces:
        if isinstance(piece, _Closed):
            yield from _deletions(piece.pieces)
            yield piece.deletion


def _filled(pieces: Iterable[str | _Closed]) -> str:
    return "".join(piece if isinstance(piece, str) else piece.deletion.text for piece in pieces)


@lru_cache(maxsize=2_000)
def parse(text: str) -> Parsed:
    """Parse the text, first with plain braces as pairs; if that leaves a deletion open, also with braces as plain
    signs.
    """
    if "{{c" not in text:
        return Parsed((text,), (), 0)
    paired = _Reader(text, pairs_braces=True).read()
    if not paired.unclosed:
        return paired
    return min(paired, _Reader(text, pairs_braces=False).read(), key=lambda parsed: parsed.unclosed)


class _Reader:
    def __init__(self, text: str, *, pairs_braces: bool) -> None:
        self._text = text
        self._pairs_braces = pairs_braces
        self._stack = [_Frame()]
        self._at = 0
        """The offset up to which the text has been read."""

    def read(self) -> Parsed:
        for mark in _MARK.finditer(self._text):
            if mark.start() >= self._at:
                self._take(mark)
        self._add_until(len(self._text))
        unclosed = len(self._stack) - 1
        while len(self._stack) > 1:
            self._give_up()
        pieces = tuple(self._stack[0].pieces)
        return Parsed(pieces, tuple(_deletions(pieces)), unclosed)

    def _take(self, mark: re.Match[str]) -> None:
        top = self._stack[-1]
        if mark[1]:
            self._open(mark)
        elif len(self._stack) == 1:
            return
        elif mark[0] == "::" and top.hint is None and top.braces == 0:
            self._add_until(mark.start())
            self._at = mark.end()
            top.hint = []
        elif mark[0] == "{" and self._pairs_braces:
            top.braces += 1
        elif mark[0] == "}" and top.braces:
            top.braces -= 1
        elif mark[0] == "}" and self._ends_deletion(mark.start()):
            self._close(mark.start())

    def _open(self, mark: re.Match[str]) -> None:
        if len(self._stack) <= _DEEPEST_NESTING:
            self._add_until(mark.start())
            self._at = mark.end()
            self._stack.append(_Frame(int(mark[1]), mark[0]))

    def _ends_deletion(self, at: int) -> bool:
        """Whether a deletion ends here, at two closing braces; unless braces are paired, at the last two of a run."""
        following = self._text[at : at + 3]
        return following.startswith("}}") and (self._pairs_braces or following != "}}}")

    def _close(self, at: int) -> None:
        self._add_until(at)
        self._at = at + 2
        frame = self._stack.pop()
        deletion = Deletion(frame.ordinal, _filled(frame.pieces), _filled(frame.hint or ()).strip())
        self._stack[-1].add(_Closed(deletion, tuple(frame.pieces)))

    def _give_up(self) -> None:
        """Turn an opened but never closed deletion back into text."""
        frame = self._stack.pop()
        hint = [] if frame.hint is None else ["::", *frame.hint]
        for piece in (frame.opening, *frame.pieces, *hint):
            self._stack[-1].add(piece)

    def _add_until(self, end: int) -> None:
        if end > self._at:
            self._stack[-1].add(self._text[self._at : end])
            self._at = end
