"""Carries cloze deletions through Markdown.

Hidden text is cut out before anything parses the card, so that no formula or code can show it. Marks stand in its place
meanwhile. They are punctuation like the braces they replace, because Markdown looks at the neighbours of an asterisk.
They belong to a script unused for a thousand years, so texts lose nothing when such characters are removed.
"""

import re
from collections.abc import Callable
from typing import Final

from studyapp.rules import cloze
from studyapp.rules.cloze import BLANK, Deletion

GAP, HINT, HINT_END, TERM, TERM_END = map(chr, range(0x10AF0, 0x10AF5))
"""Manichaean punctuation: a blank, then the start and end of a hint and of a term."""

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
    """Replace deletions of the ordinal (all if None) by blanks or hints; the others become plain words."""
    return _replaced(text, ordinal, lambda deletion: f"{HINT}{deletion.hint}{HINT_END}" if deletion.hint else GAP)


def shown(text: str, ordinal: int | None) -> str:
    """Replace all deletions by their text; those of the ordinal (all if None) are marked as terms."""
    return _replaced(text, ordinal, lambda deletion: f"{TERM}{deletion.text}{TERM_END}")


def filled(html: str) -> str:
    return _MARKS.sub(lambda mark: _HTML[mark[0]], html)


def plain(marked: str) -> str:
    return _MARKS.sub(lambda mark: _TEXT[mark[0]], marked)


def _replaced(text: str, ordinal: int | None, show: Callable[[Deletion], str]) -> str:
    pieces = cloze.segments(text, ordinal)
    return "".join(piece if isinstance(piece, str) else show(piece) for piece in pieces)
