"""Finds the card that another one nearly repeats (rule F9), and lets the learner keep both or merge them."""

from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from studyapp.errors import BadInput
from studyapp.models import Card
from studyapp.rules.cards.duplicates import nearest
from studyapp.rules.items import KnownCard
from studyapp.services import text_input
from studyapp.services.cards import texts
from studyapp.services.cards.bulk import alive, delete_cards
from studyapp.services.cards.editing import get_card
from studyapp.services.changes import changed

RULE: Final = "F9"


def of(session: Session, user_id: str, card: Card) -> Card | None:
    """The card of the same deck that the finding is about; None if it was deleted or reworded."""
    others = texts.known(session, user_id, card.deck_id, but=card)
    found = nearest(texts.draft_of(card), others)
    return None if found is None else _first_with(session, user_id, card, others[found])


def keep_both(session: Session, user_id: str, card_id: str, *, now: datetime) -> Card:
    """Remove the warning about a duplicate until the text is changed: the learner wants both cards."""
    card = get_card(session, user_id, card_id)
    card.findings = [finding for finding in card.findings if finding["rule"] != RULE]
    card.updated_at = now
    session.flush()
    changed(session, user_id)
    return card


def merge(session: Session, user_id: str, card_id: str, *, into: str, now: datetime) -> Card:
    """Give the tags of the first card to the other one, and move the first to the trash."""
    if card_id == into:
        raise BadInput("A card cannot be merged with itself.")
    card, other = get_card(session, user_id, card_id), get_card(session, user_id, into)
    texts.retag(other, text_input.tag_list([*other.tags, *card.tags]))
    other.updated_at = now
    delete_cards(session, user_id, [card_id], now=now)
    return other


def _first_with(session: Session, user_id: str, card: Card, text: KnownCard) -> Card | None:
    same = (col(Card.question) == text.question, col(Card.answer) == text.answer, col(Card.deck_id) == card.deck_id)
    query = select(Card).where(*alive(user_id), *same, col(Card.id) != card.id).order_by(col(Card.id))
    return session.exec(query.limit(1)).one_or_none()
