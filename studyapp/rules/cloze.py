"""Cloze deletions as Anki writes them: `{{c1::hidden}}` or `{{c1::hidden::hint}}`, one inside another where need be.

A text with several ordinals is studied as several cards. Each hides the deletions of one ordinal and shows the others
as plain words.
"""

from collections.abc import Callable
from typing import Final

from studyapp.rules.cloze_parsing import Deletion, parse

BLANK: Final = "[…]"
"""What a deletion looks like to the learner."""

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
    """Whether a deletion is opened and not closed."""
    return parse(text).unclosed > 0


def ordinals(text: str) -> list[int]:
    """The cards this text makes, in the order of their numbers: `[1, 2]` for `{{c2::a}} {{c1::b}} {{c1::c}}`."""
    return sorted({deletion.ordinal for deletion in parse(text).deletions})


def deletions(text: str, ordinal: int | None = None) -> list[str]:
    """What is hidden, without hints, in order of closing; what one ordinal hides, in order of reading."""
    if ordinal is None:
        return [deletion.text for deletion in parse(text).deletions]
    return [piece.text for piece in segments(text, ordinal) if isinstance(piece, Deletion)]


def answer(text: str, ordinal: int) -> str:
    """What the card of this ordinal asks for; several deletions of it are joined by commas."""
    return ", ".join(filter(None, (hidden.strip() for hidden in deletions(text, ordinal))))


def segments(text: str, ordinal: int | None = None) -> list[str | Deletion]:
    """The text in pieces: outermost deletions, of one ordinal or of all, and the words between them, in order.

    Deletions of other ordinals are among the words; a deletion within another is part of the outer one.
    """
    pieces: list[str | Deletion] = []
    for piece in parse(text).segments(ordinal):
        if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
            pieces[-1] += piece
        elif piece != "":
            pieces.append(piece)
    return pieces


def blanked(text: str, ordinal: int | None = None) -> str:
    """The front: every deletion, or those of one ordinal, as its hint in brackets, else as `BLANK`."""
    return _joined(text, ordinal, lambda deletion: f"[{deletion.hint}]" if deletion.hint else BLANK)


def revealed(text: str) -> str:
    """The back: every deletion filled in."""
    return _joined(text, None, lambda deletion: deletion.text)


def only(text: str, ordinal: int) -> str:
    """The text as a cloze of this ordinal alone: its deletions as they are, the others plain words."""
    return _joined(text, ordinal, _marked)


def _joined(text: str, ordinal: int | None, shown: Callable[[Deletion], str]) -> str:
    return "".join(piece if isinstance(piece, str) else shown(piece) for piece in segments(text, ordinal))


def _marked(deletion: Deletion) -> str:
    hint = f"::{deletion.hint}" if deletion.hint else ""
    return f"{{{{c{deletion.ordinal}::{deletion.text}{hint}}}}}"
