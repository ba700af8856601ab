"""The cards of one skill: listed with how far each has come, and written by the learner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlmodel import Session, col, select

from studyapp.models import Card
from studyapp.services.cards import editing
from studyapp.services.goals.goals import deck_of
from studyapp.services.goals.mastery import card_progress
from studyapp.services.goals.nodes import get_node

MOST_LISTED: Final = 100


@dataclass(frozen=True, slots=True)
class SkillCard:
    card: Card
    progress: float
    """What the card counts for the mastery of its skill, from 0 to 1."""


def cards_of(
    session: Session, user_id: str, node_id: str, *, now: datetime, limit: int = MOST_LISTED
) -> list[SkillCard]:
    """The cards of a skill, without those of the skills below it, in the order they were made."""
    get_node(session, user_id, node_id)
    read: Any = select  # a computed column has no type that `select` knows
    mine = (col(Card.user_id) == user_id, col(Card.node_id) == node_id, col(Card.deleted_at).is_(None))
    query = read(Card, card_progress(now)).where(*mine).order_by(col(Card.created_at), col(Card.id)).limit(limit)
    rows = cast("Iterable[tuple[Card, float]]", session.exec(query))
    return [SkillCard(card, progress) for card, progress in rows]


def add_card(session: Session, user_id: str, node_id: str, *, question: str, answer: str, now: datetime) -> Card:
    """Add a card the learner wrote to a skill. It goes into the deck of the goal."""
    node = get_node(session, user_id, node_id)
    deck = deck_of(session, user_id, node.goal_id, now=now)
    card = editing.add_card(session, user_id, deck.id, question=question, answer=answer, now=now)
    card.node_id = node.id
    session.flush()
    return card
