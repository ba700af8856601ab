"""Mends the backslashes of formulas in JSON. Models write `"$\\frac{a}{b}$"`, and JSON reads a form feed and `rac`."""

import re
from typing import Final

from studyapp.rules.text import word_set

_ESCAPE: Final = re.compile(r"\\(?:(?P<valid>[\"\\/]|u[0-9a-fA-F]{4})|(?P<word>[A-Za-z]+)|(?P<apostrophe>')|)")
"""Matches a backslash with what belongs to it: an escape of JSON, or letters that may be a command of a formula."""
_LONG: Final = word_set(
    "backslash bar begin beta bigcap bigcup bigl bigm bigr bigoplus bigotimes binom biggl biggr boldsymbol "
    "bmatrix boxed breve bullet "
    "fbox flat forall frac frown "
    "nabla natural ncong nearrow nexists nleftarrow nleftrightarrow nleq ngeq ngtr nmid nonumber normalsize notin "
    "nparallel nprec nrightarrow nsubseteq nsucc nsupseteq nvdash nwarrow "
    "rangle rarr rbrace rbrack rceil rfloor rho right rightarrow rightharpoonup rightleftarrows "
    "rightleftharpoons rightsquigarrow root rtimes rvert rVert "
    "tanh tbinom text textbf textcolor textit textnormal textrm textsc textsf textstyle texttt tfrac therefore theta "
    "thickapprox thicksim thinspace tilde times triangle triangledown triangleleft trianglelefteq triangleq "
    "triangleright trianglerighteq twoheadrightarrow "
    "underbrace underline underset uparrow updownarrow upsilon uplus"
)
"""Commands that no ordinary text begins a line or a column with, once the first letter is taken for an escape."""
_SHORT: Final = word_set("bf big ne neg neq ni nless not nsim nu ref rhd rm sf bmod tag tan tau tiny to top tt")
"""Commands that could be a line break or a tab before a word. They are only taken for commands in a formula."""
_SINGLE_BEGIN: Final = re.compile(r"(?<!\\)\\begin\{")
_ROW_BREAK: Final = re.compile(r"(?<!\\)\\\\(?=[\s\d&-]|[A-Za-z](?![A-Za-z])|\\[A-Za-z])")
"""Matches two backslashes that end a row of a matrix, where its `\\begin` shows that backslashes are not doubled."""
_BEGINS_FORMULA: Final = re.compile(r"\$|\\\\?[(\[]")


def mended(text: str) -> str:
    """The JSON text with each backslash doubled that does not begin an escape, or that a formula means as its own."""
    in_formula = bool(_BEGINS_FORMULA.search(text))
    if _SINGLE_BEGIN.search(text):
        text = _ROW_BREAK.sub(r"\\\\\\\\", text)
    return _ESCAPE.sub(lambda found: _read(found, in_formula=in_formula), text)


def _read(found: re.Match[str], *, in_formula: bool) -> str:
    word = found["word"]
    if found["valid"]:
        return found[0]
    if word is None:
        return found["apostrophe"] or r"\\"
    return rf"\\{word}" if _is_command(word, in_formula=in_formula) else found[0]


def _is_command(word: str, *, in_formula: bool) -> bool:
    """Whether a backslash before these letters is meant as one, and not as an escape such as a line break."""
    if word[0] not in "bfnrt":
        return True
    return word in _LONG or (in_formula and (word in _SHORT or (word[0] in "bf" and len(word) > 1)))
