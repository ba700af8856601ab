"""A card's words as pieces to show: a cloze term is a blank on the front and marked on the back.

Pieces are plain text. The view never turns them into HTML, so what a learner or a model wrote cannot run.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from studyapp.rules import cloze

# The closing braces are the last two of their run, so that `{{c1::\frac{a}{b}}}` keeps its own.
_MARK: Final = re.compile(r"\{\{c\d+::|\}\}(?!\})")


class PieceKind(StrEnum):
    TEXT = "text"
    BLANK = "blank"
    TERM = "term"


@dataclass(frozen=True)
class Piece:
    """A run of characters shown in one way. A blank's text is its hint, or empty."""

    text: str
    kind: str = PieceKind.TEXT.value


def front(text: str) -> list[Piece]:
    """The question as it is asked: each cloze term is a blank."""
    return _pieces(text, lambda _, hint: Piece(hint, PieceKind.BLANK.value))


def back(text: str) -> list[Piece]:
    """The question with its cloze terms filled in."""
    return _pieces(text, lambda term, _: Piece(term, PieceKind.TERM.value))


def _pieces(text: str, show: Callable[[str, str], Piece]) -> list[Piece]:
    pieces: list[Piece] = []
    end = 0
    for start, stop, inner in _deletions(text):
        term, _, hint = cloze.revealed(inner).partition("::")
        pieces += [Piece(text[end:start]), show(term, hint.strip())]
        end = stop
    pieces.append(Piece(text[end:]))
    return [piece for piece in pieces if piece.text or piece.kind == PieceKind.BLANK.value]


def _deletions(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and inside of each outermost deletion; one that is never closed stays text."""
    depth, start, inside = 0, 0, 0
    for mark in _MARK.finditer(text):
        if mark[0] != "}}":
            if depth == 0:
                start, inside = mark.span()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, mark.end(), text[inside : mark.start()]
