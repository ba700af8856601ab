"""Cloze deletions as Anki writes them: `{{c1::hidden}}` or `{{c1::hidden::hint}}`, one inside another at most."""

import re
from collections.abc import Callable
from typing import Final

BLANK: Final = "[…]"
"""What a deletion looks like to the learner."""

_OPENING: Final = re.compile(r"\{\{c\d+::")
_DELETION: Final = re.compile(r"\{\{c\d+::((?:(?!\{\{c\d).)*?)\}\}(?!\})", re.DOTALL)
_DEEPEST_NESTING: Final = 3


def has_deletion(text: str) -> bool:
    return _DELETION.search(text) is not None


def is_unbalanced(text: str) -> bool:
    """Whether a deletion is opened and not closed."""
    return _OPENING.search(blanked(text)) is not None


def deletions(text: str) -> list[str]:
    """What is hidden, without hints, in order of closing."""
    hidden: list[str] = []
    for _ in range(_DEEPEST_NESTING):
        found = [_hidden(match) for match in _DELETION.finditer(text)]
        if not found:
            break
        hidden += found
        text = _DELETION.sub(_hidden, text)
    return hidden


def blanked(text: str) -> str:
    """The front: every deletion as its hint in brackets, else as `BLANK`."""
    return _replaced(text, lambda match: f"[{_hint(match)}]" if _hint(match) else BLANK)


def revealed(text: str) -> str:
    """The back: every deletion filled in."""
    return _replaced(text, _hidden)


def _replaced(text: str, replacement: Callable[[re.Match[str]], str]) -> str:
    for _ in range(_DEEPEST_NESTING):
        text, count = _DELETION.subn(replacement, text)
        if not count:
            break
    return text


def _hidden(match: re.Match[str]) -> str:
    return match[1].split("::", 1)[0]


def _hint(match: re.Match[str]) -> str:
    return match[1].partition("::")[2].strip()
