"""Code, formulas and symbols, of which every sign and capital counts: `Aa` and `aa`, `Co` and `CO` are different."""

import re
import unicodedata
from typing import Final

from studyapp.rules.choices.reading import Option
from studyapp.rules.choices.reading.kinds import Kind

_SHORTEST_WORD: Final = 3
_TUPLE: Final = re.compile(r"[\[({（［][\d\s,;.，；/−-]+[\])}）］]")
_RAISED: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+")
_LOWERED: Final = re.compile("[₀₁₂₃₄₅₆₇₈₉]+")
_DELIMITERS: Final = re.compile(
    r"\s*(?:\$\$?(?P<dollars>[^$]+)\$\$?|\\\((?P<round>.+)\\\)|\\\[(?P<square>.+)\\\])\s*", re.DOTALL
)
_SAME_SIGNS: Final = (
    (re.compile(r"\\(?:left|right)(?![A-Za-z])|\\[,;:! ]|\\(?:quad|displaystyle)(?![A-Za-z])"), ""),
    (re.compile(r"\\[dt]frac(?![A-Za-z])"), r"\\frac"),
    (re.compile(r"\\frac\{(\w{1,20})\}\{(\w{1,20})\}"), r"\1/\2"),
    (re.compile(r"\\cdot(?![A-Za-z])|[·⋅]"), "*"),
    (re.compile(r"\\times(?![A-Za-z])"), "×"),
    (re.compile(r"\{(\w)\}"), r"\1"),
    (re.compile(r"\^\{([+-]?\w{1,9})\}"), r"^\1"),
    (re.compile("[−–]"), "-"),
    (re.compile(r"\s+"), ""),
)


def is_exact(option: Option) -> bool:
    return option.kind in {Kind.CODE, Kind.FORMULA} or option.is_marked or _is_symbol(option.text)


def formula_key(option: Option) -> str:
    """The formula without delimiters, spaces and the signs that LaTeX has two of."""
    inner = _DELIMITERS.fullmatch(option.raw)
    text = (inner["dollars"] or inner["round"] or inner["square"]) if inner else option.text
    text = _LOWERED.sub(lambda match: f"_{match[0]}", _RAISED.sub(lambda match: f"^{match[0]}", text))
    text = unicodedata.normalize("NFKC", text)
    for pattern, sign in _SAME_SIGNS:
        text = pattern.sub(sign, text)
    return text or option.raw


def _is_symbol(text: str) -> bool:
    letters = text.strip()
    if len(letters) < _SHORTEST_WORD or _TUPLE.fullmatch(letters):
        return True
    pairs = zip(letters[::2], letters[1::2], strict=False)
    return len(letters) % 2 == 0 and all(one.casefold() == other.casefold() for one, other in pairs)
