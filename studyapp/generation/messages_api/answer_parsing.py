"""Makes drafts from whatever a model sent. Missing texts become empty, which the rules then reject.

Models leave out fields, wrap them, or use shapes they have seen more often. Shapes with only one possible meaning are
accepted, and nothing is invented.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from studyapp.generation.calls import MOST_QUESTIONS, Intent
from studyapp.rules.choices.labels import labelled, split_label, without_labels
from studyapp.rules.items import CardDraft

TRUE_FALSE: Final = "true_false"
MULTIPLE_CHOICE: Final = "multiple_choice"
_LONGEST_INTENT: Final = 200
_LETTER_ALONE: Final = re.compile(r"(?:(?:option|answer|choice)\s)?\(?([A-H1-8])[).:]?", re.IGNORECASE)
_SWALLOWED: Final = re.compile(
    r"[\b\f](?=[A-Za-z])"
    r"|\n(?=(?:abla|eq|otin)\b)"
    r"|\r(?=(?:ho|ight|ightarrow|angle|ceil|floor)\b)"
    r"|\t(?=(?:imes|heta|au|an|ext|extbf|frac|ilde|riangle)\b)"
)
"""Matches a control character that a model meant as the start of a command in a formula, e.g. of `frac`."""
_COMMANDS: Final = {"\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


def card(item: object) -> CardDraft:
    given = _fields(item)
    return CardDraft(
        question=_line(given.get("question")) or "",
        answer=_line(given.get("answer")) or "",
        explanation=_line(given.get("explanation")),
        quote=_line(given.get("quote")),
    )


def distractor(item: object) -> str:
    """A distractor, which is given as text or in an object together with the mistake behind it."""
    return _line(item) or _line(_fields(item).get("text")) or ""


def question(item: object) -> CardDraft:
    """A multiple-choice or true/false draft. If the kind is missing, the answer and the options decide it."""
    given, draft = _fields(item), card(item)
    options = _options(given.get("options") or given.get("choices"))
    distractors = tuple(distractor(item) for item in _list(given.get("distractors")))
    is_verdict = draft.answer.casefold() in ("true", "false") and not distractors and not options
    if given.get("kind") == TRUE_FALSE or is_verdict:
        return replace(draft, kind=TRUE_FALSE, answer=draft.answer.capitalize())
    if options and not distractors:
        return replace(draft, kind=MULTIPLE_CHOICE, **_key_and_rest(draft.answer, options))
    answer, *others = without_labels((draft.answer, *distractors))
    return replace(draft, kind=MULTIPLE_CHOICE, answer=answer, distractors=without_labels(others))


def rewritten(before: CardDraft, item: object) -> CardDraft:
    """The new version, with the kind and the source of the old one."""
    draft = question(item)
    answer = draft.answer.capitalize() if before.kind == TRUE_FALSE else draft.answer
    keeps_options = before.kind == MULTIPLE_CHOICE or bool(before.distractors)
    return replace(
        before,
        question=draft.question,
        answer=answer,
        explanation=draft.explanation,
        distractors=draft.distractors if keeps_options else (),
    )


def intent(fields: Mapping[str, Any]) -> Intent | None:
    """How the model understood the prompt; None if it does not say."""
    sentence = " ".join((_line(fields.get("intent")) or "").split())[:_LONGEST_INTENT]
    total = _number(fields.get("total"))
    if not sentence and total is None:
        return None
    return Intent(sentence, total)


def _options(value: object) -> list[str]:
    """The options of a list, or of an object that has them by their letters."""
    if lettered := _fields(value):
        return [f"{letter}) {distractor(option)}" for letter, option in lettered.items()]
    return [distractor(option) for option in _list(value)]


def _key_and_rest(answer: str, options: list[str]) -> dict[str, Any]:
    """Split `options` into the right answer and the distractors, all without labels such as `A)`.

    `answer` may be an option, with or without its label, or the label alone. If it is none of the options, all of them
    become distractors, which is one too many, so the rules reject it.
    """
    by_label = labelled(options) or dict(zip("abcdefgh", options, strict=False))
    others = list(by_label.values()) if labelled(options) else list(options)
    key = _meant(answer, options, by_label, others)
    if key in others:
        others.remove(key)
    return {"answer": key, "distractors": tuple(others)}


def _meant(answer: str, options: list[str], by_label: Mapping[str, str], texts: list[str]) -> str:
    """The option that the answer stands for, or the answer itself."""
    if answer in options:
        return texts[options.index(answer)]
    if match := _LETTER_ALONE.fullmatch(answer):
        return by_label.get(match[1].casefold(), answer)
    text = split_label(answer)[1]
    return text if text in texts else answer


def _number(value: object) -> int | None:
    """The value as a whole number from 1 to `MOST_QUESTIONS`; None if it is less or no number."""
    try:
        number = int(str(value))
    except ValueError:
        return None
    return min(number, MOST_QUESTIONS) if number >= 1 else None


def _fields(item: object) -> dict[str, object]:
    return item if isinstance(item, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]


def _line(value: object) -> str | None:
    """The value as text without what a database cannot store (NUL, half surrogate pairs); None if no text is left."""
    if value is None or isinstance(value, dict | list):
        return None
    text = str(value)
    if "$" in text:
        text = _SWALLOWED.sub(lambda control: _COMMANDS[control[0]], text)
    return text.replace("\0", "").encode(errors="replace").decode().strip() or None
