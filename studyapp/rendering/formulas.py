"""Converts LaTeX to MathML, which browsers draw themselves."""

import re
from html import escape, unescape
from typing import Final
from xml.etree.ElementTree import Element, tostring

from latex2mathml import exceptions
from latex2mathml.converter import convert_to_element

from studyapp.rendering import blanks

LONGEST: Final = 2_000
DEEPEST: Final = 100
"""The deepest nesting of braces; neither the library nor browsers handle unlimited depth."""
_FAILURES: Final = (
    exceptions.DenominatorNotFoundError, exceptions.DoubleSubscriptsError, exceptions.DoubleSuperscriptsError,
    exceptions.ExtraLeftOrMissingRightError, exceptions.InvalidAlignmentError, exceptions.InvalidStyleForGenfracError,
    exceptions.InvalidWidthError, exceptions.LimitsMustFollowMathOperatorError, exceptions.MissingEndError,
    exceptions.MissingSuperScriptOrSubscriptError, exceptions.NoAvailableTokensError,
    exceptions.NumeratorNotFoundError, ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError,
    StopIteration, TypeError, ValueError,
)  # fmt: skip
"""The library has no common base class for its errors, and some input makes its own code fail."""
_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_COMMAND: Final = re.compile(r"\\[A-Za-z]")
_PARTS: Final = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
"""Elements that need exactly this many children; the library leaves out parts that were not written."""
_WIDE: Final = 60
"""A displayed formula longer than this may have to be scrolled, and the keyboard must be able to do that."""


def formula(source: str, *, display: bool = False) -> str:
    """The HTML of the formula, or its source if it is malformed."""
    marked = blanks.has_marks(source)
    latex = _without_marks(source)
    drawn = _drawn(latex, display=display)
    if drawn is None:
        return f'<span class="math-error">{escape(source)}</span>'
    if marked and blanks.TERM in source:
        drawn = f'<mark class="term">{drawn}</mark>'
    scrolled = ' tabindex="0"' if len(latex) > _WIDE else ""
    return f'<span class="math-display"{scrolled}>{drawn}</span>' if display else drawn


def _without_marks(source: str) -> str:
    """Replace marks by LaTeX: a blank becomes a word. Term marks go, since a term is marked with its formula."""
    words = {blanks.GAP: r"\text{[…]}", blanks.HINT: r"\text{[", blanks.HINT_END: "]}"}
    for mark, latex in words.items():
        source = source.replace(mark, latex)
    return blanks.unmarked(source)


def _drawn(latex: str, *, display: bool) -> str | None:
    if len(latex) > LONGEST or not latex.strip() or not _has_matching_braces(latex):
        return None
    try:
        element = convert_to_element(latex, display="block" if display else "inline")
        return _written(element) if _is_whole(element) else None
    except _FAILURES:
        return None


def _has_matching_braces(latex: str) -> bool:
    depth = 0
    for brace in _BRACE.finditer(latex):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if not 0 <= depth <= DEEPEST:
            return False
    return depth == 0


def _is_whole(element: Element) -> bool:
    """Whether every element has all its children and no command is left, which the library writes out if unknown."""
    return all(
        len(part) == _PARTS.get(part.tag, len(part)) and not _COMMAND.match(part.text or "") for part in element.iter()
    )


def _written(element: Element) -> str:
    """The MathML of the element. The library escapes some signs and not others, so all of its text is escaped again
    here.
    """
    for part in element.iter():
        part.text = part.text and unescape(part.text)
    return tostring(element, encoding="unicode", short_empty_elements=False)
