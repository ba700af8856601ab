"""The learner's limits for one study day, and how much of them the day's answers have used up.

The numbers are read from the log each time, so that undoing an answer frees its place and nothing has to be reset when
a new study day begins.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from studyapp.models import Card, CardState, Deck, Review, User
from studyapp.services.scheduling.study_days import day_end, day_start

SIBLINGS: Final = 5_000
"""The most cards held back because another card of their note was answered today."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many cards may still be shown today; None means no limit. Learning cards are never held back."""

    new: int | None = None
    reviews: int | None = None
    new_by_deck: Mapping[str, int] = field(default_factory=dict[str, int])
    """New cards left, for the decks that have a limit of their own."""
    siblings: frozenset[str] = frozenset()
    """Cards of which another card of the same note was answered today. Unless they are learning cards, they wait until
    tomorrow.
    """

    def new_in(self, deck_id: str | None) -> int | None:
        """The smaller of the learner's limit and the deck's, or None."""
        given = (self.new, None if deck_id is None else self.new_by_deck.get(deck_id))
        return min((limit for limit in given if limit is not None), default=None)

    def allow(self, card: Card) -> bool:
        """Whether this card may still be shown today."""
        match card.state:
            case CardState.NEW:
                return self.new_in(card.deck_id) != 0 and card.id not in self.siblings
            case CardState.REVIEW:
                return self.reviews != 0 and card.id not in self.siblings
            case _:
                return True

    @property
    def exhausted(self) -> list[str]:
        """Ids of the decks that may introduce no more new cards today."""
        return [deck_id for deck_id, left in self.new_by_deck.items() if left == 0]


NO_LIMITS: Final = Limits()


def limits_now(session: Session, user: User, *, now: datetime) -> Limits:
    """What is left of the limits in the study day of `now`."""
    since = day_start(now, user.timezone, user.day_starts_at_hour)
    until = day_end(now, user.timezone, user.day_starts_at_hour)
    counted = (
        select(col(Review.deck_id), col(Review.state_before), func.count(), func.count(col(Card.note_id)))
        .outerjoin(Card, col(Card.id) == col(Review.card_id))  # answers to deleted cards count as well
        .where(*_today(user.id, since, until))
        .group_by(col(Review.deck_id), col(Review.state_before))
    )
    answered = session.exec(counted).all()
    begun = Counter({deck_id: count for deck_id, state, count, _ in answered if state == CardState.NEW})
    reviewed = sum(count for _, state, count, _ in answered if state == CardState.REVIEW)
    has_notes = any(count for *_, count in answered)
    return Limits(
        new=max(0, user.new_per_day - begun.total()),
        reviews=max(0, user.reviews_per_day - reviewed),
        new_by_deck={deck: max(0, most - begun[deck]) for deck, most in _deck_limits(session, user.id).items()},
        siblings=_siblings(session, user.id, since, until) if has_notes else frozenset(),
    )


def _deck_limits(session: Session, user_id: str) -> dict[str, int]:
    limited = (col(Deck.user_id) == user_id, col(Deck.deleted_at).is_(None), col(Deck.new_per_day).is_not(None))
    rows = session.exec(select(col(Deck.id), col(Deck.new_per_day)).where(*limited))
    return {deck_id: most for deck_id, most in rows if most is not None}


def _siblings(session: Session, user_id: str, since: datetime, until: datetime) -> frozenset[str]:
    answered, sibling = aliased(Card), aliased(Card)
    found = (
        select(col(sibling.id))
        .select_from(Review)
        .join(answered, col(answered.id) == col(Review.card_id))
        .join(sibling, col(sibling.note_id) == col(answered.note_id))
        .where(*_today(user_id, since, until), col(answered.note_id).is_not(None))
        .where(col(sibling.user_id) == user_id, col(sibling.id) != col(answered.id))
        .distinct()
        .limit(SIBLINGS)
    )
    return frozenset(session.exec(found))


def _today(user_id: str, since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Review.user_id) == user_id, col(Review.reviewed_at) >= since, col(Review.reviewed_at) < until
