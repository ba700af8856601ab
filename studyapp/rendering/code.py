"""Code with its syntax as CSS classes; the colours of both themes are in `assets/styles/code.css`."""

from html import escape
from typing import Final

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name  # pyright: ignore[reportUnknownVariableType]
from pygments.util import ClassNotFound

from studyapp.rendering import blanks

LONGEST: Final = 5_000
_LANGUAGE_CHARS: Final = 32
_WIDE: Final = 30
"""Code with a longer line may have to be scrolled on a phone, which must work with the keyboard too."""
_FORMATTER: Final = HtmlFormatter[str](nowrap=True)


def code_block(code: str, language: str) -> str:
    scrolled = ' tabindex="0"' if any(len(line) > _WIDE for line in code.splitlines()) else ""
    return f'<pre class="code"{scrolled}><code>{_highlighted(code, language[:_LANGUAGE_CHARS])}</code></pre>\n'


def _highlighted(code: str, language: str) -> str:
    """Plain where the language is unknown or a part is a blank, which no lexer knows."""
    if not language or len(code) > LONGEST or blanks.has_marks(code):
        return escape(code)
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return escape(code)
    return highlight(code, lexer, _FORMATTER)
