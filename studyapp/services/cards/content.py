"""The content of a card of each kind, and the errors a learner gets when it is impossible."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from studyapp.errors import BadInput
from studyapp.models import Card, CardKind
from studyapp.rules import cloze
from studyapp.rules.choices import DISTRACTORS, ChoiceDraft, check_choices
from studyapp.rules.items import Severity
from studyapp.services import text_input
from studyapp.services.cards import texts

LEAST_DISTRACTORS: Final = 2
"""Some imported questions have only this many."""
DISTRACTOR_CHARS: Final = 1_000
MOST_ORDINALS: Final = 20
"""The most cards one cloze text makes."""
HARD_RULES: Final = frozenset({"D1", "D2"})
"""Rules without which options cannot be shown; the other rules only judge their quality."""
TRUE_OR_FALSE: Final = ("True", "False")


@dataclass(frozen=True, slots=True)
class Content:
    kind: CardKind
    question: str
    answer: str
    explanation: str | None
    tags: tuple[str, ...]
    distractors: tuple[str, ...]


def content_of(card: Card) -> Content:
    return Content(card.kind, card.question, card.answer, card.explanation, tuple(card.tags), tuple(card.distractors))


def kind_of(kind: str) -> CardKind:
    try:
        return CardKind(kind)
    except ValueError:
        raise BadInput("A card is of the kind basic, cloze, multiple_choice or true_false.") from None


def settled(content: Content) -> Content:
    """The content adapted to its kind. Raises `BadInput` if no card of this kind can have it."""
    match content.kind:
        case CardKind.CLOZE:
            return replace(content, answer=cloze.answer(content.question, _ordinals(content.question)[0]))
        case CardKind.TRUE_FALSE:
            return replace(content, answer=_true_or_false(content.answer), distractors=())
        case CardKind.BASIC | CardKind.MULTIPLE_CHOICE:
            return replace(content, answer=texts.answer(content.answer))


def distractors(typed: Sequence[str]) -> tuple[str, ...]:
    """The distractors as typed, without the empty lines of a form."""
    blocks = (text_input.block(text, name="A wrong answer", longest=DISTRACTOR_CHARS) for text in typed)
    return tuple(filter(None, blocks))


def refuse_bad_distractors(content: Content, *, before: Content | None = None) -> None:
    """Apply rules D1 and D2 to the learner's own distractors, if there are any and they or the answer changed."""
    given = content.distractors
    if not given or (before and (given, content.answer) == (before.distractors, before.answer)):
        return
    least = LEAST_DISTRACTORS if before and given == before.distractors else DISTRACTORS
    for finding in check_choices(ChoiceDraft(content.question, content.answer, given), least=least):
        if finding.rule in HARD_RULES and finding.severity is Severity.REJECT:
            raise BadInput(finding.message)


def _ordinals(question: str) -> list[int]:
    ordinals = cloze.ordinals(question)
    if not ordinals:
        raise BadInput("A cloze card hides something: mark it as {{c1::word}}.")
    if len(ordinals) > MOST_ORDINALS:
        raise BadInput(f"One text makes at most {MOST_ORDINALS} cloze cards; this one has {len(ordinals)} numbers.")
    if not all(cloze.answer(question, ordinal) for ordinal in ordinals):
        raise BadInput("A deletion of this cloze is empty: write what it hides, as in {{c1::word}}.")
    return ordinals


def _true_or_false(answer: str) -> str:
    found = next((word for word in TRUE_OR_FALSE if word.casefold() == answer.strip().casefold()), None)
    if found is None:
        raise BadInput("The answer of a true/false card is True or False.")
    return found
