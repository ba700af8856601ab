"""The steps from text to HTML: mark deletions, render Markdown, fill in the marks, clean everything."""

from functools import lru_cache
from html import escape
from typing import Final

from studyapp.rendering import blanks
from studyapp.rendering.cleaning import clean
from studyapp.rendering.markdown import MARKDOWN

LONGEST: Final = 20_000
"""In characters; a longer text, which no field accepts, is shown unformatted."""
_KEPT: Final = 4_096
"""The number of texts whose HTML is cached, enough for some twenty pages of a list."""


@lru_cache(maxsize=_KEPT)
def to_html(text: str) -> str:
    """Render a text as paragraphs and other blocks."""
    return _blocks(blanks.unmarked(text))


@lru_cache(maxsize=_KEPT)
def to_inline_html(text: str) -> str:
    """Render a text within a single line, e.g. an option."""
    bare = " ".join(blanks.unmarked(text).split())
    return _plain(bare) if len(bare) > LONGEST else clean(MARKDOWN.renderInline(bare))


@lru_cache(maxsize=_KEPT)
def front_html(text: str, ordinal: int | None = None) -> str:
    """Render a question as it is asked: deletions of the ordinal (all if None) are blanks."""
    return _blocks(blanks.hidden(blanks.unmarked(text), ordinal))


@lru_cache(maxsize=_KEPT)
def back_html(text: str, ordinal: int | None = None) -> str:
    """Render a question with its blanks filled in and marked."""
    return _blocks(blanks.shown(blanks.unmarked(text), ordinal))


def _blocks(marked: str) -> str:
    if len(marked) > LONGEST:
        return _plain(blanks.plain(marked))
    return clean(blanks.filled(MARKDOWN.render(marked))).strip()


def _plain(text: str) -> str:
    return f"<p>{escape(text)}</p>"
