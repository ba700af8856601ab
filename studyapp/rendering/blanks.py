"""Cloze deletions on their way through Markdown.

What is hidden is cut out before anything reads the text, so that no formula and no code shows it. Marks stand in its
place meanwhile. They are punctuation, as the braces were that they replace, since Markdown looks at the neighbours of
an asterisk; and they are of a script nobody has written for a thousand years, so texts lose nothing without them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from studyapp.rules.cloze import BLANK

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

# The closing braces are the last two of their run, so that `{{c1::\frac{a}{b}}}` keeps its own.
_EDGE: Final = re.compile(r"\{\{c(\d{1,9})::|\}\}(?!\})")


@dataclass(slots=True)
class _Open:
    opening: str
    ordinal: int
    inside: list[str] = field(default_factory=list[str])


def unmarked(text: str) -> str:
    return _MARKS.sub("", text)


def has_marks(text: str) -> bool:
    return _MARKS.search(text) is not None


def hidden(text: str, ordinal: int | None) -> str:
    """The deletions of the ordinal, or all of them, as blanks or hints, the others as what they hide."""

    def show(number: int, term: str, hint: str) -> str:
        if ordinal not in (None, number):
            return term
        return f"{HINT}{hint}{HINT_END}" if hint else GAP

    return _replaced(text, show)


def shown(text: str, ordinal: int | None) -> str:
    """What the deletions hide, marked where it belongs to the ordinal."""
    return _replaced(text, lambda number, term, _: f"{TERM}{term}{TERM_END}" if ordinal in (None, number) else term)


def filled(html: str) -> str:
    return _MARKS.sub(lambda mark: _HTML[mark[0]], html)


def plain(marked: str) -> str:
    return _MARKS.sub(lambda mark: _TEXT[mark[0]], marked)


def _replaced(text: str, show: Callable[[int, str, str], str]) -> str:
    """`show` is given ordinal, term and hint of each deletion, inner ones first; one never closed stays text."""
    outside = _Open("", 0)
    stack = [outside]
    end = 0
    for edge in _EDGE.finditer(text):
        stack[-1].inside.append(text[end : edge.start()])
        end = edge.end()
        if edge[1]:
            stack.append(_Open(edge[0], int(edge[1])))
        elif len(stack) > 1:
            closed = stack.pop()
            term, _, hint = "".join(closed.inside).partition("::")
            stack[-1].inside.append(show(closed.ordinal, term, hint.strip()))
        else:
            outside.inside.append(edge[0])
    stack[-1].inside.append(text[end:])
    return "".join(part for opened in stack for part in (opened.opening, *opened.inside))
