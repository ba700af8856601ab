"""Cloze deletions in Anki's notation: `{{c1::hidden}}` or `{{c1::hidden::hint}}`, which may be nested.

A text with several ordinals is studied as several cards. Each hides the deletions of one ordinal and shows the others
as plain words.
"""

from collections.abc import Callable
from typing import Final

from studyapp.rules.cloze_parsing import Deletion, parse

BLANK: Final = "[…]"
"""What the learner sees in place of a deletion without a hint."""

__all__ = [
    "BLANK",
    "Deletion",
    "answer",
    "blanked",
    "deletions",
    "has_deletion",
    "is_unbalanced",
    "only",
    "ordinals",
    "revealed",
    "segments",
]


def has_deletion(text: str) -> bool:
    return bool(parse(text).deletions)


def is_unbalanced(text: str) -> bool:
    """Whether a deletion is opened but not closed."""
    return parse(text).unclosed > 0


def ordinals(text: str) -> list[int]:
    """The ordinals of the cards this text makes, sorted, e.g. `[1, 2]` for `{{c2::a}} {{c1::b}} {{c1::c}}`."""
    return sorted({deletion.ordinal for deletion in parse(text).deletions})


def deletions(text: str, ordinal: int | None = None) -> list[str]:
    """The hidden texts without hints: all of them in order of closing, or those of one ordinal in reading order."""
    if ordinal is None:
        return [deletion.text for deletion in parse(text).deletions]
    return [piece.text for piece in segments(text, ordinal) if isinstance(piece, Deletion)]


def answer(text: str, ordinal: int) -> str:
    """The answer of the card with this ordinal. Several deletions are joined by commas."""
    return ", ".join(filter(None, (hidden.strip() for hidden in deletions(text, ordinal))))


def segments(text: str, ordinal: int | None = None) -> list[str | Deletion]:
    """Split the text into outermost deletions (of one ordinal, or of all if None) and the words between, in order.

    Deletions of other ordinals are given as words; a deletion within another is part of the outer one.
    """
    pieces: list[str | Deletion] = []
    for piece in parse(text).segments(ordinal):
        if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
            pieces[-1] += piece
        elif piece != "":
            pieces.append(piece)
    return pieces


def blanked(text: str, ordinal: int | None = None) -> str:
    """The front of a card: deletions of the ordinal (all if None) become their hint in brackets, or `BLANK`."""
    return _joined(text, ordinal, lambda deletion: f"[{deletion.hint}]" if deletion.hint else BLANK)


def revealed(text: str) -> str:
    """The back of a card, with every deletion filled in."""
    return _joined(text, None, lambda deletion: deletion.text)


def only(text: str, ordinal: int) -> str:
    """The text with the deletions of this ordinal only; the others become plain words."""
    return _joined(text, ordinal, _marked)


def _joined(text: str, ordinal: int | None, shown: Callable[[Deletion], str]) -> str:
    return "".join(piece if isinstance(piece, str) else shown(piece) for piece in segments(text, ordinal))


def _marked(deletion: Deletion) -> str:
    hint = f"::{deletion.hint}" if deletion.hint else ""
    return f"{{{{c{deletion.ordinal}::{deletion.text}{hint}}}}}"
