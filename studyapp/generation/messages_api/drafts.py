"""Whatever a model sent, as drafts: what is missing is empty, and the rules say so.

Models leave out fields, wrap them, or fall back to shapes they have seen more often. What can only mean one thing is
understood; nothing is made up.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from studyapp.generation.calls import MOST_QUESTIONS, Intent
from studyapp.rules.items import CardDraft

TRUE_FALSE: Final = "true_false"
MULTIPLE_CHOICE: Final = "multiple_choice"
_LONGEST_INTENT: Final = 200


def card(item: object) -> CardDraft:
    given = _fields(item)
    return CardDraft(
        question=_line(given.get("question")) or "",
        answer=_line(given.get("answer")) or "",
        explanation=_line(given.get("explanation")),
        quote=_line(given.get("quote")),
    )


def distractor(item: object) -> str:
    """A wrong answer, given as text or in an object with the mistake behind it."""
    return _line(item) or _line(_fields(item).get("text")) or ""


def question(item: object) -> CardDraft:
    """A multiple-choice or true/false draft. Without a kind the answer and the options tell which."""
    given, draft = _fields(item), card(item)
    options = [distractor(option) for option in _list(given.get("options") or given.get("choices"))]
    wrong = [distractor(option) for option in _list(given.get("distractors"))]
    if given.get("kind") == TRUE_FALSE or (not wrong and not options and draft.answer.casefold() in ("true", "false")):
        return replace(draft, kind=TRUE_FALSE, answer=draft.answer.capitalize())
    if options and not wrong:
        return replace(draft, kind=MULTIPLE_CHOICE, **_key_and_rest(draft.answer, options))
    return replace(draft, kind=MULTIPLE_CHOICE, distractors=tuple(wrong))


def rewritten(before: CardDraft, item: object) -> CardDraft:
    """The new version: of the old one's kind, with its source."""
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
    """How the prompt was understood, if the model says so."""
    sentence = " ".join((_line(fields.get("intent")) or "").split())[:_LONGEST_INTENT]
    total = _number(fields.get("total"))
    if not sentence and total is None:
        return None
    return Intent(sentence, total)


def _key_and_rest(answer: str, options: list[str]) -> dict[str, Any]:
    """The key and the others out of a list that holds both. A key that is not in it makes one option too many."""
    letter = answer.rstrip(".)").upper()
    at = "ABCDEFGH".find(letter) if len(letter) == 1 and answer not in options else -1
    key = options[at] if 0 <= at < len(options) else answer
    others = list(options)
    if key in others:
        others.remove(key)
    return {"answer": key, "distractors": tuple(others)}


def _number(value: object) -> int | None:
    """1 to `MOST_QUESTIONS`, or nothing: a total that cannot be is none."""
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
    """Text a database takes: no NUL, no halves of surrogate pairs, nothing if there is nothing."""
    if value is None or isinstance(value, dict | list):
        return None
    return str(value).replace("\0", "").encode(errors="replace").decode().strip() or None
