"""Highlights code with CSS classes; the colours of both themes are in `assets/styles/code.css`.

The lexers are regular expressions made for real code. On hostile text some take minutes and cannot be interrupted. So
only a list of tested lexers is used, and only for short code that looks like code (decision 0009).
"""

import re
from html import escape
from typing import Final

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_all_lexers, get_lexer_by_name  # pyright: ignore[reportUnknownVariableType]

from studyapp.rendering import blanks

LONGEST: Final = 800
"""Characters of code coloured in one text. The block that exceeds this, and all blocks after it, stay plain."""
MOST_LINES: Final = 60
_LISTED: Final = (
    "ada bash c clojure cpp csharp css dart delphi diff docker elixir erlang fortran fsharp go graphql "
    "groovy haskell html ini java javascript json julia jsx kotlin latex lua matlab mysql nasm objective-c ocaml "
    "perl php postgresql powershell prolog pycon python r ruby rust scheme scss sql swift toml typescript "
    "vbnet verilog vhdl xml yaml zig"
)
LANGUAGES: Final = frozenset(_LISTED.split())
"""Other names of these languages, e.g. `py` or `js`, are accepted as well."""
_NAMES: Final = {
    name for _, names, _, _ in get_all_lexers(plugins=False) if LANGUAGES.intersection(names) for name in names
}
_ENDLESS_SPACE: Final = re.compile(r"\s{80}")
_WIDE: Final = 30
"""Code with a longer line may have to be scrolled on a phone, and the keyboard must be able to do that."""
_FORMATTER: Final = HtmlFormatter[str](nowrap=True)


def code_block(code: str, language: str, *, before: int = 0) -> str:
    """The HTML of a code block. `before` is the number of characters of code earlier in the text."""
    scrolled = ' tabindex="0"' if any(len(line) > _WIDE for line in code.splitlines()) else ""
    return f'<pre class="code"{scrolled}><code>{_highlighted(code, language.lower(), before)}</code></pre>\n'


def _highlighted(code: str, language: str, before: int) -> str:
    """The code as highlighted HTML. It stays plain in an unlisted language, and when a part is blanked out, which no
    lexer can read.
    """
    if language not in _NAMES or before + len(code) > LONGEST or not _is_usual(code) or blanks.has_marks(code):
        return escape(code)
    return highlight(code, get_lexer_by_name(language, stripnl=False), _FORMATTER)


def _is_usual(code: str) -> bool:
    return code.count("\n") <= MOST_LINES and not _ENDLESS_SPACE.search(code)
