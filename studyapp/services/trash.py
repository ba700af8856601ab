"""The trash: lists what the learner deleted, restores it, and deletes it for good on request or after thirty days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Delete, delete, func, or_, update
from sqlmodel import Session, col, select

from studyapp.errors import BadInput, NotFound
from studyapp.models import Card, Deck, Job, StudySession
from studyapp.services.cards.bulk import AT_ONCE, restore_cards
from studyapp.services.changes import changed
from studyapp.services.decks import is_left_behind, restore_decks

KEPT: Final = timedelta(days=30)
PAGE: Final = 100
BATCH: Final = 500
"""The most cards deleted for good in one transaction, so that nobody waits long for the write lock."""


class TrashKind(StrEnum):
    CARD = "card"
    DECK = "deck"


@dataclass(frozen=True, slots=True)
class Discarded:
    kind: TrashKind
    id: str
    text: str
    """The title of a deck, or the question of a card."""
    deck_title: str
    """The deck of a card; empty for a deck."""
    cards: int
    """How many cards come back when this is restored: 1 for a card."""
    deleted_at: datetime
    goes_at: datetime
    """When it is deleted for good."""
    is_restorable: bool
    """False for a card whose deck is in the trash as well, because the deck has to be restored first."""
    cloze_ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class TrashPage:
    items: list[Discarded]
    total: int


def list_trash(session: Session, user_id: str, *, offset: int = 0, limit: int = 50) -> TrashPage:
    """The deleted decks and cards, latest first. Cards deleted with their deck are not listed apart from it."""
    end = max(offset, 0) + min(max(limit, 1), PAGE)
    decks, cards = _decks(session, user_id, end), _cards(session, user_id, end)
    items = sorted([*decks, *cards], key=lambda item: (item.deleted_at, item.id), reverse=True)
    return TrashPage(items[max(offset, 0) : end], _count(session, user_id))


def restore(
    session: Session, user_id: str, *, card_ids: Sequence[str] = (), deck_ids: Sequence[str] = (), now: datetime
) -> int:
    """Restore all of these, decks with the cards deleted with them; or raise `NotFound` and restore none.

    Returns the number of cards and decks, not counting the cards inside the decks.
    """
    restore_decks(session, user_id, deck_ids, now=now)
    return restore_cards(session, user_id, card_ids, now=now) + len({*deck_ids})


def delete_for_ever(
    session: Session, user_id: str, *, card_ids: Sequence[str] = (), deck_ids: Sequence[str] = ()
) -> int:
    """Delete all of these from the trash for good, or raise `NotFound` and delete none. Their answers stay in the log.

    Returns the number of cards and decks, not counting the cards inside the decks.
    """
    if len({*card_ids}) + len({*deck_ids}) > AT_ONCE:
        raise BadInput(f"Choose at most {AT_ONCE:,} at a time.")
    cards = (col(Card.user_id) == user_id, col(Card.id).in_(set(card_ids)), col(Card.deleted_at).is_not(None))
    decks = (col(Deck.user_id) == user_id, col(Deck.id).in_(set(deck_ids)), col(Deck.deleted_at).is_not(None))
    found = [
        session.exec(select(func.count()).select_from(table).where(*these)).one()
        for table, these in ((Card, cards), (Deck, decks))
    ]
    if found != [len({*card_ids}), len({*deck_ids})]:
        raise NotFound("This is not in the trash any more.")
    session.exec(delete(Card).where(or_(*map(_all, (cards, _within(decks))))))
    _remove_decks(session, *decks)
    session.flush()
    changed(session, user_id)
    return sum(found)


def purge(session: Session, *, now: datetime) -> int:
    """Delete up to `BATCH` cards that were deleted thirty days ago for good, and decks left without cards, for all
    learners.

    Returns how many were deleted; call again until it is 0. Only what a learner has deleted is touched.
    """
    before = now - KEPT
    old = select(col(Card.id)).where(col(Card.deleted_at) < before).limit(BATCH)
    gone = _rows(session, delete(Card).where(col(Card.id).in_(old)))
    empty = ~select(col(Card.id)).where(col(Card.deck_id) == col(Deck.id)).exists()
    return gone + _remove_decks(session, col(Deck.deleted_at) < before, empty)


def remove_left_behind(session: Session, job_ids: Sequence[str]) -> None:
    """Delete for good the decks made for these jobs, which saved nothing, unless another job is about them."""
    of_decks, theirs = col(Job.target_kind) == "deck", col(Job.id).in_(job_ids)
    targets = select(col(Job.target_id)).where(theirs, of_decks)
    another = select(col(Job.id)).where(of_decks, col(Job.target_id) == col(Deck.id), ~theirs).exists()
    _remove_decks(session, col(Deck.id).in_(targets), is_left_behind(), ~another)


def _decks(session: Session, user_id: str, limit: int) -> list[Discarded]:
    taken_along = (
        select(func.count())
        .select_from(Card)
        .where(col(Card.deck_id) == col(Deck.id), col(Card.deleted_at) == col(Deck.deleted_at))
        .correlate(Deck)
        .scalar_subquery()
    )
    mine = (col(Deck.user_id) == user_id, col(Deck.deleted_at).is_not(None))
    query = select(Deck, taken_along).where(*mine).order_by(col(Deck.deleted_at).desc(), col(Deck.id).desc())
    return [
        _discarded(TrashKind.DECK, deck.id, deck.title, deck.deleted_at, cards=count)
        for deck, count in session.exec(query.limit(limit))
    ]


def _cards(session: Session, user_id: str, limit: int) -> list[Discarded]:
    query = select(Card, col(Deck.title), col(Deck.deleted_at)).join(Deck).where(*_deleted_alone(user_id))
    latest = query.order_by(col(Card.deleted_at).desc(), col(Card.id).desc()).limit(limit)
    return [
        _discarded(
            TrashKind.CARD,
            card.id,
            card.question,
            card.deleted_at,
            deck_title=title,
            is_restorable=deck_deleted_at is None,
            cloze_ordinal=card.cloze_ordinal,
        )
        for card, title, deck_deleted_at in session.exec(latest)
    ]


def _discarded(
    kind: TrashKind, item_id: str, text: str, deleted_at: datetime | None, *, cards: int = 1, **more: Any
) -> Discarded:
    assert deleted_at is not None
    given: dict[str, Any] = {"deck_title": "", "is_restorable": True} | more
    return Discarded(kind, item_id, text, cards=cards, deleted_at=deleted_at, goes_at=deleted_at + KEPT, **given)


def _count(session: Session, user_id: str) -> int:
    cards = select(func.count()).select_from(Card).join(Deck).where(*_deleted_alone(user_id))
    decks = (
        select(func.count()).select_from(Deck).where(col(Deck.user_id) == user_id, col(Deck.deleted_at).is_not(None))
    )
    return session.exec(cards).one() + session.exec(decks).one()


def _deleted_alone(user_id: str) -> tuple[ColumnElement[bool], ...]:
    alone = or_(col(Deck.deleted_at).is_(None), col(Deck.deleted_at) != col(Card.deleted_at))
    return (col(Card.user_id) == user_id, col(Card.deleted_at).is_not(None), alone)


def _within(decks: Sequence[ColumnElement[bool]]) -> tuple[ColumnElement[bool], ...]:
    return (col(Card.deck_id).in_(select(col(Deck.id)).where(*decks)),)


def _all(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    first, *others = conditions
    for other in others:
        first &= other
    return first


def _remove_decks(session: Session, *conditions: ColumnElement[bool]) -> int:
    """Delete these decks for good. Their study sessions end, because one left without a deck would go on with all
    decks.
    """
    in_them = col(StudySession.deck_id).in_(select(col(Deck.id)).where(*conditions))
    ended_at = func.coalesce(col(StudySession.ended_at), col(StudySession.active_at))
    session.exec(update(StudySession).where(in_them).values(deck_id=None, ended_at=ended_at))
    return _rows(session, delete(Deck).where(*conditions))


def _rows(session: Session, statement: Delete[Any]) -> int:
    return session.connection().execute(statement).rowcount
