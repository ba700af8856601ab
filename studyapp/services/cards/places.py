"""The deck and question of cards, for lines of text that mention a card without showing it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from studyapp.models import Card
from studyapp.services.cards.choices import stem


@dataclass(frozen=True, slots=True)
class CardPlace:
    deck_id: str
    question: str
    """The question as the learner sees it, a cloze with its gap."""


def card_places(session: Session, user_id: str, card_ids: Collection[str]) -> dict[str, CardPlace]:
    """The places of those cards that exist, by id."""
    if not card_ids:
        return {}
    mine = (col(Card.user_id) == user_id, col(Card.deleted_at).is_(None), col(Card.id).in_(list(card_ids)))
    cards = session.exec(select(Card).where(*mine)).all()
    return {card.id: CardPlace(card.deck_id, stem(card)) for card in cards}
