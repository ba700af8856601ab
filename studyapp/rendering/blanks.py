"""Cloze deletions on their way through Markdown.

What is hidden is cut out before anything reads the text, so that no formula and no code shows it. Marks stand in its
place meanwhile. They are punctuation, as the braces were that they replace, since Markdown looks at the neighbours of
an asterisk; and they are of a script nobody has written for a thousand years, so texts lose nothing without them.
"""

import re
from collections.abc import Callable
from typing import Final

from studyapp.rules import cloze
from studyapp.rules.cloze import BLANK, Deletion

GAP, HINT, HINT_END, TERM, TERM_END = map(chr, range(0x10AF0, 0x10AF5))
"""Manichaean punctuation: a blank, and what begins and ends a hint or a term."""

_MARKS: Final = re.compile("[\U00010af0-\U00010af4]")
_HTML: Final = {
    GAP: f'<span class="blank">{BLANK}</span>',
    HINT: '<span class="blank">[',
    HINT_END: "]</span>",
    TERM: '<mark class="term">',
    TERM_END: "</mark>",
}
_TEXT: Final = {GAP: BLANK, HINT: "[", HINT_END: "]", TERM: "", TERM_END: ""}


def unmarked(text: str) -> str:
    return _MARKS.sub("", text)


def has_marks(text: str) -> bool:
    return _MARKS.search(text) is not None


def hidden(text: str, ordinal: int | None) -> str:
    """The deletions of the ordinal, or all of them, as blanks or hints, the others as what they hide."""
    return _replaced(text, ordinal, lambda deletion: f"{HINT}{deletion.hint}{HINT_END}" if deletion.hint else GAP)


def shown(text: str, ordinal: int | None) -> str:
    """What the deletions hide, marked where it belongs to the ordinal."""
    return _replaced(text, ordinal, lambda deletion: f"{TERM}{deletion.text}{TERM_END}")


def filled(html: str) -> str:
    return _MARKS.sub(lambda mark: _HTML[mark[0]], html)


def plain(marked: str) -> str:
    return _MARKS.sub(lambda mark: _TEXT[mark[0]], marked)


def _replaced(text: str, ordinal: int | None, show: Callable[[Deletion], str]) -> str:
    pieces = cloze.segments(text, ordinal)
    return "".join(piece if isinstance(piece, str) else show(piece) for piece in pieces)
