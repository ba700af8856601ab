"""Where cards are and what they ask, for lines that speak of a card without showing it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from studyapp.models import Card
from studyapp.services.cards.choices import stem


@dataclass(frozen=True, slots=True)
class CardPlace:
    deck_id: str
    question: str
    """As the learner is asked it, a cloze with its gap."""


def card_places(session: Session, user_id: str, card_ids: Collection[str]) -> dict[str, CardPlace]:
    """Id → place of those that are there."""
    if not card_ids:
        return {}
    mine = (col(Card.user_id) == user_id, col(Card.deleted_at).is_(None), col(Card.id).in_(list(card_ids)))
    cards = session.exec(select(Card).where(*mine)).all()
    return {card.id: CardPlace(card.deck_id, stem(card)) for card in cards}
