"""F1: a card must have two sides, and its markup must close."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules import cloze
from studyapp.rules.findings import reject
from studyapp.rules.items import CardDraft, Finding
from studyapp.rules.text import strip_markup, without_code, word_set

QUESTION_CHARS: Final = (6, 1_000)
ANSWER_CHARS: Final = (1, 5_000)
"""Shortest and longest length of a side of a generated card, in characters."""

MAX_HIDDEN_SHARE: Final = 0.6

_NOTHING: Final = re.compile(r"[\s.…?_–—-]*")
_ASKS: Final = re.compile(r"[^\W_]\W{0,3}?[?？؟]\s*$")
_DOLLAR: Final = re.compile(r"(?<!\\)\$")
_DOUBLE: Final = re.compile(r"(?<![\\$])\$\$(?=[^\s$.,;?!)])|(?<=[^\s$(\\])\$\$(?!\$)")
"""Two dollar signs beside a formula; standing alone they are the id of a process in a shell."""
_CURRENCY: Final = re.compile(r"\$\s?\d[\d.,]*(?![\dA-Za-z\\^_+*/=({])|\$[A-Z][A-Z_]+\b|(?:US|CA|AU|NZ|HK)\$")
_CODE_SPAN: Final = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>\n]*)?>(?!\s*(?:tags?|elements?|Elemente?)\b)")
_PAIRED: Final = word_set(
    "b i u s em strong sub sup code pre span div ul ol table thead tbody a kbd mark small del ins q blockquote "
    "h1 h2 h3 h4 h5 h6 details summary section article script style"
)


def two_sides(draft: CardDraft) -> Iterator[Finding]:
    """F1: reject a side that is empty, too short or too long."""
    for side, text, (least, most) in (
        ("question", draft.question, QUESTION_CHARS),
        ("answer", draft.answer, ANSWER_CHARS),
    ):
        if is_empty(text):
            yield reject("F1", f"The {side} is empty.")
        elif not least <= len(text.strip()) <= most:
            yield reject("F1", f"The {side} must have {least} to {most:,} characters.")


def is_empty(text: str) -> bool:
    """Whether the text has nothing but markup, dots and dashes."""
    return _NOTHING.fullmatch(strip_markup(text)) is not None


def closed_markup(draft: CardDraft) -> Iterator[Finding]:
    """F1: reject clozes, code blocks, formulas and HTML tags that are not closed."""
    for side, text in (("question", draft.question), ("answer", draft.answer)):
        for kind, is_open in (("cloze", cloze.is_unbalanced), ("code block", _open_fence), ("formula", _open_formula)):
            if is_open(text):
                yield reject("F1", f"A {kind} in the {side} is not closed.")
        if tag := _open_tag(text):
            yield reject("F1", f"The HTML tag <{tag}> in the {side} is not paired.")


def real_deletion(draft: CardDraft) -> Iterator[Finding]:
    """F1: reject a cloze that hides nothing, or so much that the rest does not help to recall it."""
    hidden = cloze.deletions(draft.question)
    if not hidden:
        if draft.kind == "cloze":
            yield reject("F1", "The cloze hides nothing.")
        return
    if any(_NOTHING.fullmatch(strip_markup(text)) for text in hidden):
        yield reject("F1", "The cloze has an empty deletion.")
    elif any(_hidden_share(cloze.only(draft.question, at)) > MAX_HIDDEN_SHARE for at in cloze.ordinals(draft.question)):
        yield reject("F1", "The cloze hides more than 60 % of its text.")


def states_something(draft: CardDraft) -> Iterator[Finding]:
    """F1: reject a cloze that asks: nobody can tell whether the gap or the question is to be answered.

    A question that is quoted or printed in italics is an example, e.g. of a foreign language.
    """
    if cloze.has_deletion(draft.question) and _ASKS.search(cloze.revealed(draft.question)):
        yield reject("F1", "The cloze is a question; it must be a statement.")


def _hidden_share(question: str) -> float:
    whole = _weight(strip_markup(cloze.revealed(question)))
    left = _weight(strip_markup(question).replace(cloze.BLANK, ""))
    return 1 - left / whole if whole else 1.0


def _weight(text: str) -> int:
    return sum(1 for sign in text if not sign.isspace())


def _open_fence(text: str) -> bool:
    return sum(1 for line in text.splitlines() if line.lstrip().startswith("```") and line.count("```") == 1) % 2 == 1


def _open_formula(text: str) -> bool:
    """Whether a bracket formula or one between `$$` is not closed, or there is an odd number of `$`, none of them money
    or a shell variable.
    """
    prose = _CODE_SPAN.sub(" ", text)
    if prose.count("\\(") != prose.count("\\)") or prose.count("\\[") != prose.count("\\]"):
        return True
    if _DOUBLE.search(without_code(prose)):
        return True
    return len(_DOLLAR.findall(without_code(prose))) % 2 == 1 and not _CURRENCY.search(prose)


def _open_tag(text: str) -> str | None:
    """The first tag without its partner, or None. Tags that HTML allows to stay open do not count."""
    prose = _CODE_SPAN.sub(" ", text)
    stack: list[str] = []
    for match in _TAG.finditer(prose):
        name = match[2].lower()
        if name not in _PAIRED or match[0].endswith("/>") or _is_type_parameter(match, prose):
            continue
        if not match[1]:
            stack.append(name)
        elif not stack or stack.pop() != name:
            return name
    return stack[-1] if stack else None


def _is_type_parameter(match: re.Match[str], text: str) -> bool:
    """Whether the tag is a type parameter, e.g. `Map<q>` without a `</q>` anywhere."""
    return match.start() > 0 and text[match.start() - 1].isalnum() and f"</{match[2]}>" not in text
