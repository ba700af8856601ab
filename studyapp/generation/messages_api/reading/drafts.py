"""Makes drafts from whatever a model sent. Missing texts become empty, which the rules then reject.

Models leave out fields, wrap them, or use shapes they have seen more often. Shapes with only one possible meaning are
accepted, and nothing is invented.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from studyapp.generation.calls import MOST_QUESTIONS, Intent
from studyapp.generation.messages_api.reading.names import field_of
from studyapp.rules.choices.labels import labelled, split_label, without_labels
from studyapp.rules.items import CardDraft

TRUE_FALSE: Final = "true_false"
MULTIPLE_CHOICE: Final = "multiple_choice"
_LONGEST_INTENT: Final = 200
_LETTER_ALONE: Final = re.compile(r"(?:(?:option|answer|choice)\s)?\(?([A-H1-8])[).:]?", re.IGNORECASE)


def card(item: object) -> CardDraft:
    given = _fields(item)
    return CardDraft(
        question=_line(field_of(given, "question")) or "",
        answer=_line(field_of(given, "answer")) or "",
        explanation=_line(field_of(given, "explanation")),
        quote=_line(field_of(given, "quote")),
    )


def distractor(item: object) -> str:
    """A distractor, which is given as text or in an object together with the mistake behind it."""
    return _line(item) or _line(field_of(_fields(item), "text")) or ""


def question(item: object) -> CardDraft:
    """A multiple-choice or true/false draft. If the kind is missing, the answer and the options decide it."""
    given, draft = _fields(item), card(item)
    listed = _options(field_of(given, "options"))
    options = [_option(option) for option in listed]
    draft = replace(draft, answer=draft.answer or _marked(given, listed))
    distractors = tuple(distractor(wrong) for wrong in _list(field_of(given, "distractors")))
    is_verdict = draft.answer.casefold() in ("true", "false") and not distractors and not _others(options)
    if field_of(given, "kind") == TRUE_FALSE or is_verdict:
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


def _options(value: object) -> list[object]:
    """The options of a list, or of an object that has them by their letters."""
    if lettered := _fields(value):
        return [{"letter": letter, "text": distractor(option)} for letter, option in lettered.items()]
    return _list(value)


def _option(option: object) -> str:
    """The text of an option, with its letter before it if it has one."""
    letter = _line(field_of(_fields(option), "letter"))
    return f"{letter}) {distractor(option)}" if letter and len(letter) == 1 else distractor(option)


def _marked(given: Mapping[str, object], options: list[object]) -> str:
    """The option that is said to be right by a mark of its own or by its place; empty if none is."""
    right = [option for option in options if field_of(_fields(option), "is_right") is True]
    if len(right) == 1:
        return _option(right[0])
    index = field_of(given, "index")
    if isinstance(index, int) and not isinstance(index, bool) and 0 <= index < len(options):
        return _option(options[index])
    return ""


def _others(options: Sequence[str]) -> bool:
    """Whether there are options other than true and false."""
    return any(option.casefold() not in ("true", "false") for option in options)


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
    return str(value).replace("\0", "").encode(errors="replace").decode().strip() or None
