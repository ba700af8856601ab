"""Markdown as cards use it: text stays as typed, except for what is clearly meant as formatting."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.common import normalize_url
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.dollarmath import dollarmath_plugin

from studyapp.rendering import blanks
from studyapp.rendering.cleaning import OUR_IMAGE
from studyapp.rendering.code import code_block
from studyapp.rendering.formulas import formula

_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_BRACKETS: Final = {r"\(": ("math_inline", r"\)"), r"\[": ("math_inline_double", r"\]")}

_INNER_DOLLAR: Final = re.compile(r"[^\W\d]\$[^\W\d]")

_WIDE_TABLE: Final = 4
"""A table with at least this many columns may not fit a phone."""

Env = dict[str, Any]
_CODE: Final = "code"
"""Key in the environment of a text for the number of characters of code so far."""


def _markdown() -> MarkdownIt:
    """The Markdown parser. HTML, indentation, entities, underlined headings and references stay plain text, because
    cards are notes and not documents.
    """
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True})
    markdown.enable(["table", "strikethrough"])
    markdown.disable(["code", "entity", "lheading", "reference", "html_block", "html_inline"])
    markdown.use(dollarmath_plugin, allow_space=False, allow_digits=False, allow_labels=False, double_inline=True)
    markdown.inline.ruler.before("escape", "bracket_formula", _bracket_formula)
    markdown.inline.ruler.before("math_inline", "inner_dollar", _inner_dollar)
    markdown.normalizeLink = _address  # pyright: ignore[reportAttributeAccessIssue], meant to be replaced
    for name, render in _RULES.items():
        markdown.add_render_rule(name, render)
    return markdown


def _address(url: str) -> str:
    """Remove marks from an address, because a blank in it would be an empty place and not a word."""
    return normalize_url.normalizeLink(blanks.unmarked(url))


def _bracket_formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, the library's signature
    r"""Formulas in Anki's notation: `\(…\)` within a line and `\[…\]` in a line of its own."""
    kind = _BRACKETS.get(state.src[state.pos : state.pos + 2])
    if kind is None:
        return False
    name, closing = kind
    end = state.src.find(closing, state.pos + 2)
    if end <= state.pos + 2:
        return False
    if not silent:
        state.push(name, "math", 0).content = state.src[state.pos + 2 : end]
    state.pos = end + 2
    return True


def _inner_dollar(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, the library's signature
    """A dollar sign within a name, as in `out$minimum` of R. No formula begins right after a letter."""
    if not _INNER_DOLLAR.match(state.src, max(state.pos - 1, 0)) or not state.pos:
        return False
    if not silent:
        state.pending += "$"
    state.pos += 1
    return True


def _fence(_: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, env: Env) -> str:
    words = tokens[at].info.split()
    before = env.get(_CODE, 0)
    env[_CODE] = before + len(tokens[at].content)
    return code_block(tokens[at].content, words[0] if words else "", before=before)


def _formula(_: RendererHTML, tokens: Sequence[Token], at: int, *__: Any) -> str:
    return formula(tokens[at].content)


def _display_formula(_: RendererHTML, tokens: Sequence[Token], at: int, *__: Any) -> str:
    return formula(tokens[at].content.strip(), display=True)


def _table(_: RendererHTML, tokens: Sequence[Token], at: int, *__: Any) -> str:
    """Put a table in a box; a wide one is scrolled there, also by keyboard."""
    if tokens[at].nesting == -1:
        return "</table></div>\n"
    row_end = next(number for number in range(at, len(tokens)) if tokens[number].type == "tr_close")
    columns = sum(token.type == "th_open" for token in tokens[at:row_end])
    scrolled = ' tabindex="0"' if columns >= _WIDE_TABLE else ""
    return f'<div class="table-box"{scrolled}><table>\n'


def _heading(_: RendererHTML, tokens: Sequence[Token], at: int, *__: Any) -> str:
    """Render a heading as a paragraph, because it must not be a heading of the page the card is on."""
    return '<p class="heading">' if tokens[at].nesting == 1 else "</p>\n"


def _link(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
    tokens[at].attrSet("target", "_blank")
    return renderer.renderToken(tokens, at, options, env)


def _image(_: RendererHTML, tokens: Sequence[Token], at: int, *__: Any) -> str:
    """Load only the learner's own pictures: any other server would learn when a card is studied."""
    source, words = str(tokens[at].attrGet("src") or ""), tokens[at].content
    if OUR_IMAGE.fullmatch(source):
        return f'<img src="{source}" alt="{escape(words)}" loading="lazy">'
    if _WEB.match(source):
        return f'<a href="{escape(source)}" target="_blank">{escape(words or source)}</a>'
    return escape(words)


_RULES: Final = {
    "fence": _fence,
    "math_inline": _formula,
    "math_inline_double": _display_formula,
    "math_block": _display_formula,
    "table_open": _table,
    "table_close": _table,
    "heading_open": _heading,
    "heading_close": _heading,
    "link_open": _link,
    "image": _image,
}

MARKDOWN: Final = _markdown()
