"""The options of a card: its right answer among wrong ones, in an order that gives nothing away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Final

from sqlmodel import Session, col, select

from studyapp.errors import BadInput
from studyapp.models import Card, CardKind
from studyapp.rules.items import KnownCard
from studyapp.services import fields
from studyapp.services.cards import get_card
from studyapp.services.changes import changed

WANTED: Final = 3
LEAST: Final = 2
"""Some imported questions have no more."""
OPTION_CHARS: Final = 1_000
TRUE_OR_FALSE: Final = ("True", "False")
SIBLINGS: Final = 60


@dataclass(frozen=True, slots=True)
class Options:
    shown: list[str]
    """In the order the learner sees."""
    key: int
    """Which of them is right."""


def is_true_or_false(card: Card) -> bool:
    return card.kind == CardKind.TRUE_FALSE


def has_choices(card: Card) -> bool:
    return is_true_or_false(card) or len(_wrong(card)) >= LEAST


def needs_distractors(card: Card) -> bool:
    """Whether wrong answers have to be made before the card can be asked as multiple choice."""
    return not has_choices(card)


def options(card: Card, seed: int) -> Options:
    """The same seed gives the same order. True stands before False whatever is right."""
    if is_true_or_false(card):
        return Options(list(TRUE_OR_FALSE), key=0 if _plain(card.answer) == "true" else 1)
    texts = [card.answer, *_wrong(card)]
    order = _order(len(texts), seed)
    return Options([texts[place] for place in order], key=order.index(0))


def key_place(card: Card, shown: Sequence[str], seed: int) -> int:
    """Which of the options that were shown is right, whatever was edited on the card since."""
    if is_true_or_false(card):
        return options(card, seed).key
    return _order(len(shown), seed).index(0)


def set_distractors(session: Session, user_id: str, card_id: str, distractors: Sequence[str], *, now: datetime) -> Card:
    """Give the card these wrong answers; none at all takes away what it had."""
    card = get_card(session, user_id, card_id)
    if is_true_or_false(card):
        raise BadInput("A true/false card has its two choices already.")
    card.distractors = _checked(card, distractors) if distractors else []
    card.updated_at = now
    session.flush()
    changed(session, user_id)
    return card


def siblings(session: Session, user_id: str, card: Card) -> list[KnownCard]:
    """Other cards of the deck, those of the same kind first: where wrong answers of the right sort may come from."""
    others = (col(Card.user_id) == user_id, col(Card.deck_id) == card.deck_id, col(Card.deleted_at).is_(None))
    texts = select(col(Card.question), col(Card.answer)).where(*others, col(Card.id) != card.id)
    nearest = texts.order_by((col(Card.kind) == card.kind).desc(), col(Card.created_at).desc(), col(Card.id).desc())
    return [KnownCard(question, answer) for question, answer in session.exec(nearest.limit(SIBLINGS))]


def _wrong(card: Card) -> list[str]:
    """Not those that an edit of the answer has made right."""
    return [text for text in card.distractors if _plain(text) != _plain(card.answer)]


def _plain(text: str) -> str:
    return text.strip().casefold()


def _order(count: int, seed: int) -> list[int]:
    order = list(range(count))
    Random(seed).shuffle(order)  # noqa: S311
    return order


def _checked(card: Card, distractors: Sequence[str]) -> list[str]:
    texts = [fields.block(text, name="A wrong answer", shortest=1, longest=OPTION_CHARS) for text in distractors]
    if len(texts) != WANTED:
        raise BadInput(f"Give exactly {WANTED} wrong answers.")
    if len({_plain(text) for text in (*texts, card.answer)}) != WANTED + 1:
        raise BadInput("The wrong answers must differ from each other and from the right one.")
    return texts
