"""The options of a card: its right answer among its distractors, in an order that gives nothing away."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from sqlmodel import Session, col, select

from studyapp.errors import BadInput
from studyapp.models import Card, CardKind
from studyapp.rules import cloze
from studyapp.rules.choices import DISTRACTORS, ChoiceDraft, ChoiceFinding, check_choices
from studyapp.rules.choices.reading import read_option
from studyapp.rules.items import KnownCard, Severity
from studyapp.services import text_input
from studyapp.services.cards import texts
from studyapp.services.cards.content import (
    DISTRACTOR_CHARS,
    HARD_RULES,
    LEAST_DISTRACTORS,
    TRUE_OR_FALSE,
)
from studyapp.services.cards.editing import get_card
from studyapp.services.changes import changed

SIBLINGS: Final = 60
_LOOKED_AT: Final = 500
"""Siblings are chosen from this many of the newest cards of a deck."""
_CHOICE_RULES: Final = frozenset(f"D{number}" for number in range(1, 15))


@dataclass(frozen=True, slots=True)
class Options:
    shown: list[str]
    """The options in the order the learner sees."""
    key: int
    """Index of the right option."""


def is_true_or_false(card: Card) -> bool:
    return card.kind == CardKind.TRUE_FALSE


def has_options(card: Card) -> bool:
    return is_true_or_false(card) or len(_distractors(card)) >= LEAST_DISTRACTORS


def needs_distractors(card: Card) -> bool:
    """Whether distractors must be made before the card can be asked as multiple choice."""
    return not has_options(card)


def options(card: Card, seed: int) -> Options:
    """The options of the card. The same seed gives the same order, except that True always comes before False."""
    if is_true_or_false(card):
        return Options(list(TRUE_OR_FALSE), _key_of_verdict(card))
    unordered = [card.answer, *_distractors(card)]
    order = _order(len(unordered), seed)
    return Options([unordered[place] for place in order], key=order.index(0))


def key_place(card: Card, shown: Sequence[str], seed: int) -> int:
    """The index of the right one among the options that were shown, even if the card or its kind was edited since."""
    if tuple(shown) == TRUE_OR_FALSE:
        return _key_of_verdict(card)
    return _order(len(shown), seed).index(0)


def set_distractors(session: Session, user_id: str, card_id: str, distractors: Sequence[str]) -> Card:
    """Replace the distractors of a card; an empty sequence removes them.

    Anything but three different distractors is refused (rules D1 and D2). Other findings of the rules are kept with the
    card as warnings.
    """
    card = get_card(session, user_id, card_id)
    if is_true_or_false(card):
        raise BadInput("A true/false card has its two choices already.")
    blocks = [text_input.block(text, name="A wrong answer", longest=DISTRACTOR_CHARS) for text in distractors]
    findings = _checked(session, card, blocks) if blocks else []
    kept = [finding for finding in card.findings if finding["rule"] not in _CHOICE_RULES]
    card.findings = kept + [_warning(finding) for finding in findings]
    card.distractors = blocks
    session.flush()
    changed(session, user_id)
    return card


def siblings(session: Session, user_id: str, card: Card) -> list[KnownCard]:
    """Other cards of the deck, those with an answer of the same kind and of similar length first.

    Their answers may serve as distractors of the right sort: a year for a year, a name for a name.
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
    """The question as the learner sees it, a cloze with its gap."""
    is_cloze = card.kind == CardKind.CLOZE
    return cloze.blanked(card.question, card.cloze_ordinal) if is_cloze else card.question


def _key_of_verdict(card: Card) -> int:
    return 0 if _plain(card.answer) == "true" else 1


def _distractors(card: Card) -> list[str]:
    """The card's distractors, without any that an edit of the answer has made right."""
    return [text for text in card.distractors if _plain(text) != _plain(card.answer)]


def _plain(text: str) -> str:
    return text.strip().casefold()


def _order(count: int, seed: int) -> list[int]:
    order = list(range(count))
    Random(seed).shuffle(order)  # noqa: S311
    return order


def _checked(session: Session, card: Card, distractors: Sequence[str]) -> list[ChoiceFinding]:
    least = LEAST_DISTRACTORS if len(card.distractors) == LEAST_DISTRACTORS else DISTRACTORS
    item = ChoiceDraft(stem(card), card.answer, tuple(distractors))
    others = texts.known(session, card.user_id, card.deck_id, but=card)
    findings = check_choices(item, least=least, others=others)
    if hard := next((finding for finding in findings if finding.rule in HARD_RULES), None):
        raise BadInput(hard.message)
    return findings


def _warning(finding: ChoiceFinding) -> dict[str, Any]:
    return {"rule": finding.rule, "severity": Severity.WARN, "message": finding.message}
