"""Candidates: generated cards that the learner keeps or drops before any of them is studied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, true
from sqlmodel import Session, col, select

from studyapp.models import Card, Deck
from studyapp.services.cards.bulk import AT_ONCE, alive, change_all
from studyapp.services.decks import get_deck

DECKS_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class DeckCandidates:
    deck_id: str
    title: str
    count: int


def decks_with_candidates(session: Session, user_id: str) -> list[DeckCandidates]:
    """The decks that have candidates, those with the newest first."""
    here = (*_candidates(user_id), col(Deck.user_id) == user_id, col(Deck.deleted_at).is_(None))
    rows = session.exec(
        select(Deck.id, Deck.title, func.count())
        .join(Card, col(Card.deck_id) == col(Deck.id))
        .where(*here)
        .group_by(col(Deck.id), col(Deck.title))
        .order_by(func.max(col(Card.id)).desc())
        .limit(DECKS_SHOWN)
    )
    return [DeckCandidates(*row) for row in rows]


def candidate_ids(session: Session, user_id: str, deck_id: str) -> list[str]:
    """The candidates of a deck, at most as many as can be kept or dropped at once."""
    waiting = (*_candidates(user_id), col(Card.deck_id) == get_deck(session, user_id, deck_id).id)
    return list(session.exec(select(Card.id).where(*waiting).order_by(col(Card.id)).limit(AT_ONCE)))


def count_candidates(session: Session, user_id: str, deck_id: str) -> int:
    waiting = (*_candidates(user_id), col(Card.deck_id) == deck_id)
    return session.exec(select(func.count()).select_from(Card).where(*waiting)).one()


def keep_candidates(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    """Keep candidates for study; all of them, or `NotFound` and none."""
    return change_all(session, user_id, card_ids, among=_candidates(user_id), is_candidate=False, updated_at=now)


def drop_candidates(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    """Move candidates to the trash. If restored, they are candidates again."""
    return change_all(session, user_id, card_ids, among=_candidates(user_id), deleted_at=now)


def reconsider(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    """Undo `keep_candidates`, for cards that have not been studied since."""
    unstudied = (*alive(user_id), col(Card.reps) == 0)
    return change_all(session, user_id, card_ids, among=unstudied, is_candidate=True, updated_at=now)


def _candidates(user_id: str) -> tuple[ColumnElement[bool], ...]:
    return (*alive(user_id), col(Card.is_candidate) == true())
