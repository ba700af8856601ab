"""L8: formulas can be set, and each variable that is explained stands in one."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules.findings import reject
from studyapp.rules.items import Finding
from studyapp.rules.lessons.drafts import ConceptDraft

_ESCAPED: Final = re.compile(r"\\[{}$%&#_\\]")
_ENVIRONMENT: Final = re.compile(r"\\(begin|end)\{([^{}]*)\}")
_LEFT: Final = re.compile(r"\\left(?![a-zA-Z])")
_RIGHT: Final = re.compile(r"\\right(?![a-zA-Z])")
_DOLLAR: Final = re.compile(r"(?<!\\)\$")
_STYLE: Final = re.compile(
    r"\\(?:mathrm|mathbf|mathit|mathsf|mathcal|mathbb|boldsymbol|bm|text|textit|textbf|vec|hat|bar|tilde|dot|ddot|overline|"
    r"underline|operatorname|left|right|displaystyle|limits|,|;|!|quad)(?![a-zA-Z])|[{}\s$~]"
)


def balanced(draft: ConceptDraft) -> Iterator[Finding]:
    """Reject a formula that is empty, or in which something is opened and not closed."""
    for formula in draft.formulas:
        if not _bare(formula.latex):
            yield reject("L8", "A formula is empty.")
        elif why := _open(formula.latex):
            yield reject("L8", f"In the formula “{formula.latex}” {why}.")


def variables(draft: ConceptDraft) -> Iterator[Finding]:
    """Reject a variable that stands in no formula of the concept, however it is set there."""
    given = [_bare(formula.latex) for formula in draft.formulas]
    for formula in draft.formulas:
        for variable, _ in formula.variables:
            bare = _bare(variable)
            if not bare or not any(bare in latex for latex in given):
                yield reject("L8", f"The variable “{variable}” stands in no formula.")


def _open(latex: str) -> str:
    """What is not closed, as words that follow the formula; empty if all is."""
    plain = _ESCAPED.sub("", latex)
    if _DOLLAR.search(plain):
        return "stands a dollar sign"
    if not _closes(plain):
        return "the braces do not match"
    if len(_LEFT.findall(latex)) != len(_RIGHT.findall(latex)):
        return "\\left and \\right do not match"
    opened: list[str] = []
    for verb, name in _ENVIRONMENT.findall(latex):
        if verb == "begin":
            opened.append(name)
        elif not opened or opened.pop() != name:
            return f"\\end{{{name}}} closes nothing"
    return f"\\begin{{{opened[-1]}}} is not closed" if opened else ""


def _closes(plain: str) -> bool:
    depth = 0
    for sign in plain:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _bare(latex: str) -> str:
    """The formula without what only changes its look."""
    return _STYLE.sub("", latex)
