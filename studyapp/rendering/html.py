"""The way from text to HTML: deletions marked, Markdown rendered, marks filled in, everything cleaned."""

from functools import lru_cache
from html import escape
from typing import Final

from studyapp.rendering import blanks
from studyapp.rendering.cleaning import clean
from studyapp.rendering.markdown import MARKDOWN

LONGEST: Final = 20_000
"""Characters that are formatted; a longer text, which no field takes, is shown as it was typed."""
_KEPT: Final = 4_096
"""Texts whose HTML is remembered: some twenty pages of a list."""


@lru_cache(maxsize=_KEPT)
def to_html(text: str) -> str:
    """Paragraphs and other blocks."""
    return _blocks(blanks.unmarked(text))


@lru_cache(maxsize=_KEPT)
def to_inline_html(text: str) -> str:
    """For one line, say an option: what would be a block stands in the line."""
    bare = " ".join(blanks.unmarked(text).split())
    return _plain(bare) if len(bare) > LONGEST else clean(MARKDOWN.renderInline(bare))


@lru_cache(maxsize=_KEPT)
def front_html(text: str, ordinal: int | None = None) -> str:
    """A question as it is asked: the deletions of the ordinal are blanks; without an ordinal all of them are."""
    return _blocks(blanks.hidden(blanks.unmarked(text), ordinal))


@lru_cache(maxsize=_KEPT)
def back_html(text: str, ordinal: int | None = None) -> str:
    """The question with its blanks filled in and marked."""
    return _blocks(blanks.shown(blanks.unmarked(text), ordinal))


def _blocks(marked: str) -> str:
    if len(marked) > LONGEST:
        return _plain(blanks.plain(marked))
    return clean(blanks.filled(MARKDOWN.render(marked))).strip()


def _plain(text: str) -> str:
    return f"<p>{escape(text)}</p>"
