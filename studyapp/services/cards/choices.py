"""The options of a card: its right answer among wrong ones, in an order that gives nothing away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, Final

from sqlmodel import Session, col, select

from studyapp.errors import BadInput
from studyapp.models import Card, CardKind
from studyapp.rules import cloze
from studyapp.rules.choices import ChoiceDraft, ChoiceFinding, check_choices
from studyapp.rules.choices.reading import read_option
from studyapp.rules.items import KnownCard, Severity
from studyapp.services import fields
from studyapp.services.cards import texts
from studyapp.services.cards.content import (
    DISTRACTOR_CHARS,
    DISTRACTORS,
    HARD_RULES,
    LEAST_DISTRACTORS,
    TRUE_OR_FALSE,
)
from studyapp.services.cards.editing import get_card
from studyapp.services.changes import changed

SIBLINGS: Final = 60
_LOOKED_AT: Final = 500
"""Of the newest cards of a deck the nearest are taken."""
_CHOICE_RULES: Final = frozenset(f"D{number}" for number in range(1, 15))


@dataclass(frozen=True, slots=True)
class Options:
    shown: list[str]
    """In the order the learner sees."""
    key: int
    """Which of them is right."""


def is_true_or_false(card: Card) -> bool:
    return card.kind == CardKind.TRUE_FALSE


def has_choices(card: Card) -> bool:
    return is_true_or_false(card) or len(_wrong(card)) >= LEAST_DISTRACTORS


def needs_distractors(card: Card) -> bool:
    """Whether wrong answers have to be made before the card can be asked as multiple choice."""
    return not has_choices(card)


def options(card: Card, seed: int) -> Options:
    """The same seed gives the same order. True stands before False whatever is right."""
    if is_true_or_false(card):
        return Options(list(TRUE_OR_FALSE), _key_of_verdict(card))
    offered = [card.answer, *_wrong(card)]
    order = _order(len(offered), seed)
    return Options([offered[place] for place in order], key=order.index(0))


def key_place(card: Card, shown: Sequence[str], seed: int) -> int:
    """Which of the options that were shown is right, whatever was edited on the card since, its kind included."""
    if tuple(shown) == TRUE_OR_FALSE:
        return _key_of_verdict(card)
    return _order(len(shown), seed).index(0)


def set_distractors(session: Session, user_id: str, card_id: str, distractors: Sequence[str], *, now: datetime) -> Card:
    """Give the card these wrong answers; none at all takes away what it had.

    Wrong answers that are not three different ones are refused (rules D1 and D2); whatever else the rules have to say
    of them is kept with the card as warnings.
    """
    card = get_card(session, user_id, card_id)
    if is_true_or_false(card):
        raise BadInput("A true/false card has its two choices already.")
    wrong = [fields.block(text, name="A wrong answer", longest=DISTRACTOR_CHARS) for text in distractors]
    findings = _checked(session, card, wrong) if wrong else []
    kept = [finding for finding in card.findings if finding["rule"] not in _CHOICE_RULES]
    card.findings = kept + [_warning(finding) for finding in findings]
    card.distractors, card.updated_at = wrong, now
    session.flush()
    changed(session, user_id)
    return card


def siblings(session: Session, user_id: str, card: Card) -> list[KnownCard]:
    """Other cards of the deck, those whose answers are of the same sort and length first.

    Where wrong answers of the right sort may come from: a year for a year, a name for a name.
    """
    others = (col(Card.user_id) == user_id, col(Card.deck_id) == card.deck_id, col(Card.deleted_at).is_(None))
    newest = select(Card).where(*others, col(Card.id) != card.id, col(Card.kind) != CardKind.TRUE_FALSE)
    if card.note_id:  # the other cards of a cloze text show what this one hides
        newest = newest.where(col(Card.note_id).is_distinct_from(card.note_id))
    newest = newest.order_by(col(Card.created_at).desc(), col(Card.id).desc()).limit(_LOOKED_AT)
    sort, words = read_option(card.answer).kind, len(card.answer.split())

    def distance(other: Card) -> tuple[bool, bool, int]:
        is_other_sort = read_option(other.answer).kind != sort
        return is_other_sort, other.kind != card.kind, abs(len(other.answer.split()) - words)

    nearest = sorted(session.exec(newest), key=distance)[:SIBLINGS]
    return [KnownCard(stem(other), other.answer) for other in nearest]


def stem(card: Card) -> str:
    """What the learner is asked, a cloze with its gap."""
    is_cloze = card.kind == CardKind.CLOZE
    return cloze.blanked(card.question, card.cloze_ordinal) if is_cloze else card.question


def _key_of_verdict(card: Card) -> int:
    return 0 if _plain(card.answer) == "true" else 1


def _wrong(card: Card) -> list[str]:
    """Not those that an edit of the answer has made right."""
    return [text for text in card.distractors if _plain(text) != _plain(card.answer)]


def _plain(text: str) -> str:
    return text.strip().casefold()


def _order(count: int, seed: int) -> list[int]:
    order = list(range(count))
    Random(seed).shuffle(order)  # noqa: S311
    return order


def _checked(session: Session, card: Card, wrong: Sequence[str]) -> list[ChoiceFinding]:
    least = LEAST_DISTRACTORS if len(card.distractors) == LEAST_DISTRACTORS else DISTRACTORS
    item = ChoiceDraft(stem(card), card.answer, tuple(wrong))
    others = texts.known(session, card.user_id, card.deck_id, but=card)
    findings = check_choices(item, least=least, others=others)
    if hard := next((finding for finding in findings if finding.rule in HARD_RULES), None):
        raise BadInput(hard.message)
    return findings


def _warning(finding: ChoiceFinding) -> dict[str, Any]:
    return {"rule": finding.rule, "severity": Severity.WARN, "message": finding.message}
