"""Makes drafts from whatever a model sent. Missing texts become empty, which the rules then reject.

Models leave out fields, wrap them, or use shapes they have seen more often. Shapes with only one possible meaning are
accepted, and nothing is invented.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from studyapp.generation.calls import MOST_QUESTIONS, Intent
from studyapp.generation.messages_api.reading import options
from studyapp.generation.messages_api.reading.names import FIELDS, field_of, has_text, plain
from studyapp.generation.messages_api.reading.values import fields, items, line
from studyapp.rules.choices.labels import without_labels
from studyapp.rules.items import CardDraft
from studyapp.rules.trees import NodeDraft

TRUE_FALSE: Final = "true_false"
MULTIPLE_CHOICE: Final = "multiple_choice"
_LONGEST_INTENT: Final = 200
_NUMBER: Final = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})(?:(?<=\.\d)|(?<=\.\d\d)|[.)])[.)]?\s+(?P<rest>\S.*)"
)
"""`1.`, `1)` or `1.1` before a title. A number alone may belong to it, e.g. in `3 types of cells`."""
_BARE_NUMBER: Final = re.compile(r"\s*\d+(?:\.\d+)*\.?\s*")
_VERDICTS: Final = frozenset(("true", "false"))


def card(item: object) -> CardDraft:
    given = fields(item)
    return CardDraft(
        question=line(field_of(given, "question")) or "",
        answer=options.answer(field_of(given, "answer")),
        explanation=line(field_of(given, "explanation")),
        quote=line(field_of(given, "quote")),
    )


def question(item: object) -> CardDraft:
    """A multiple-choice or true/false draft. If the kind is missing, the answer and the options decide it."""
    given, draft = fields(item), card(item)
    offered = options.offered(given)
    draft = replace(draft, answer=draft.answer or options.marked(given, offered))
    distractors = tuple(options.text(wrong) for wrong in items(field_of(given, "distractors")))
    key, *others = options.apart(draft.answer, [offer.said for offer in offered], explanation=draft.explanation or "")
    is_verdict = key.casefold() in _VERDICTS and not distractors and _VERDICTS.issuperset(map(str.casefold, others))
    if field_of(given, "kind") == TRUE_FALSE or is_verdict:
        return replace(draft, kind=TRUE_FALSE, answer=key.capitalize())
    if offered and not distractors:
        return replace(draft, kind=MULTIPLE_CHOICE, answer=key, distractors=tuple(others))
    answer, *others = without_labels((draft.answer, *distractors))
    return replace(draft, kind=MULTIPLE_CHOICE, answer=answer, distractors=without_labels(others))


def distractor(item: object) -> str:
    """A distractor, which is given as text or in an object together with the mistake behind it."""
    return options.text(item)


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


def node(item: object) -> NodeDraft:
    """A node of a tree, given as an object or as its title.

    Without a number the one its title begins with counts; without that its title names it, and it is a category unless
    it names its parent.
    """
    given = fields(item)
    written = _one_line(field_of(given, "title") if given else item)
    number = _one_line(field_of(given, "number")).strip(".")
    begins_with, title = _numbered(written)
    if number and begins_with != number:  # it belongs to the title, e.g. in `1.5 degrees`
        title = written
    number = number or begins_with or title
    parent = _one_line(field_of(given, "parent")).strip(".")
    is_category = _names_parent(given) or number == title
    below, names = _below(field_of(given, "below"))
    return NodeDraft(
        number=number,
        title=title,
        description=_one_line(field_of(given, "description")),
        parent=_numbered(parent)[0] or parent or ("" if is_category else None),
        below=below,
        names=names,
    )


def _below(value: object) -> tuple[tuple[NodeDraft, ...], tuple[str, ...]]:
    """The nodes in a list of objects or titles, or in an object under their titles; and numbers of nodes elsewhere."""
    if inside := fields(value):
        return tuple(_named(name, each) for name, each in inside.items() if name.strip()), ()
    objects_and_titles = [each for each in items(value) if fields(each) or (isinstance(each, str) and each.strip())]
    numbers = [each for each in objects_and_titles if isinstance(each, str) and _BARE_NUMBER.fullmatch(each)]
    return (
        tuple(node(each) for each in objects_and_titles if each not in numbers),
        tuple(number.strip(" .") for number in numbers),
    )


def _named(name: str, value: object) -> NodeDraft:
    """A node under its title, e.g. `"Fronts": ["Cold fronts"]`, or under its number, e.g. `"2.1": "Cold fronts"`."""
    if has_text(value, "title"):
        return node(value)
    if isinstance(value, str):
        is_number = _BARE_NUMBER.fullmatch(name)
        return node(value if is_number else {"title": name, "description": value})
    return node({"title": name, "children": value})


def intent(head: Mapping[str, Any]) -> Intent | None:
    """How the model understood the prompt; None if it does not say."""
    sentence = " ".join((line(head.get("intent")) or "").split())[:_LONGEST_INTENT]
    total = _number(head.get("total"))
    if not sentence and total is None:
        return None
    return Intent(sentence, total)


def _one_line(value: object) -> str:
    return " ".join((line(value) or "").split())


def _numbered(text: str) -> tuple[str, str]:
    """The number that a text begins with, e.g. `2.1` of `2.1 Fronts`, and the rest; an empty one if there is none."""
    found = _NUMBER.fullmatch(text)
    return (found["number"], found["rest"]) if found else ("", text)


def _names_parent(given: Mapping[str, object]) -> bool:
    return any(plain(name) in FIELDS["parent"] for name in given)


def _number(value: object) -> int | None:
    """The value as a whole number from 1 to `MOST_QUESTIONS`; None if it is less or no number."""
    try:
        number = int(str(value))
    except ValueError:
        return None
    return min(number, MOST_QUESTIONS) if number >= 1 else None
