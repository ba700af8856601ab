"""The trash: lists what the learner deleted, restores it, and deletes it for good on request or after thirty days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Delete, and_, delete, func, or_, true, update
from sqlmodel import Session, col, select

from studyapp.errors import BadInput, NotFound
from studyapp.models import Card, Deck, Goal, Job, SkillNode, StudySession
from studyapp.services.cards.bulk import AT_ONCE, restore_cards
from studyapp.services.changes import changed
from studyapp.services.decks import is_left_behind, restore_decks
from studyapp.services.goals.goals import restore_goals

KEPT: Final = timedelta(days=30)
PAGE: Final = 100
_ENDED_AT: Final = func.coalesce(col(StudySession.ended_at), col(StudySession.active_at))
BATCH: Final = 500
"""The most cards deleted for good in one transaction, so that nobody waits long for the write lock."""


class TrashKind(StrEnum):
    CARD = "card"
    DECK = "deck"
    GOAL = "goal"


@dataclass(frozen=True, slots=True)
class Discarded:
    kind: TrashKind
    id: str
    text: str
    """The title of a goal or deck, or the question of a card."""
    deck_title: str
    """The deck of a card; empty for a goal or deck."""
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
    """The deleted goals, decks and cards, latest first. What was deleted with a deck or goal is not listed apart."""
    end = max(offset, 0) + min(max(limit, 1), PAGE)
    found = (*_goals(session, user_id, end), *_decks(session, user_id, end), *_cards(session, user_id, end))
    items = sorted(found, key=lambda item: (item.deleted_at, item.id), reverse=True)
    return TrashPage(items[max(offset, 0) : end], _count(session, user_id))


def restore(
    session: Session,
    user_id: str,
    *,
    card_ids: Sequence[str] = (),
    deck_ids: Sequence[str] = (),
    goal_ids: Sequence[str] = (),
    now: datetime,
) -> int:
    """Restore all of these with what was deleted with them; or raise `NotFound` or `Conflict` and restore none.

    Returns the number of cards, decks and goals, not counting what is inside of decks and goals.
    """
    restore_goals(session, user_id, goal_ids, now=now)
    restore_decks(session, user_id, deck_ids, now=now)
    return restore_cards(session, user_id, card_ids, now=now) + len({*deck_ids}) + len({*goal_ids})


def delete_for_ever(
    session: Session,
    user_id: str,
    *,
    card_ids: Sequence[str] = (),
    deck_ids: Sequence[str] = (),
    goal_ids: Sequence[str] = (),
) -> int:
    """Delete all of these from the trash for good, or raise `NotFound` and delete none. Their answers stay in the log.

    Returns the number of cards, decks and goals, not counting what is inside of decks and goals.
    """
    wanted = {Card: {*card_ids}, Deck: {*deck_ids}, Goal: {*goal_ids}}
    if sum(map(len, wanted.values())) > AT_ONCE:
        raise BadInput(f"Choose at most {AT_ONCE:,} at a time.")
    cards, decks, goals = (
        (col(table.user_id) == user_id, col(table.id).in_(ids), col(table.deleted_at).is_not(None))
        for table, ids in wanted.items()
    )
    found = [
        session.exec(select(func.count()).select_from(table).where(*these)).one()
        for table, these in ((Card, cards), (Deck, decks), (Goal, goals))
    ]
    if found != [len(ids) for ids in wanted.values()]:
        raise NotFound("This is not in the trash any more.")
    going = (or_(and_(*decks), _goes_with(*goals)),)
    session.exec(delete(Card).where(or_(and_(*cards), *_within(going))))
    _remove_decks(session, *going)
    _remove_goals(session, *goals)
    session.flush()
    changed(session, user_id)
    return sum(found)


def purge(session: Session, *, now: datetime) -> int:
    """Delete up to `BATCH` cards that were deleted thirty days ago for good, and goals and decks left without cards,
    for all learners.

    Returns how many were deleted; call again until it is 0. Only what a learner has deleted is touched.
    """
    before = now - KEPT
    old = select(col(Card.id)).where(col(Card.deleted_at) < before).limit(BATCH)
    gone = _rows(session, delete(Card).where(col(Card.id).in_(old)))
    empty = ~select(col(Card.id)).where(col(Card.deck_id) == col(Deck.id)).exists()
    gone += _remove_decks(session, col(Deck.deleted_at) < before, empty)
    return gone + _remove_goals(session, col(Goal.deleted_at) < before)


def remove_left_behind(session: Session, job_ids: Sequence[str]) -> None:
    """Delete for good the decks made for these jobs, which saved nothing, unless another job is about them."""
    of_decks, theirs = col(Job.target_kind) == "deck", col(Job.id).in_(job_ids)
    targets = select(col(Job.target_id)).where(theirs, of_decks)
    another = select(col(Job.id)).where(of_decks, col(Job.target_id) == col(Deck.id), ~theirs).exists()
    _remove_decks(session, col(Deck.id).in_(targets), is_left_behind(), ~another)


def _goals(session: Session, user_id: str, limit: int) -> list[Discarded]:
    in_own_deck = (col(Card.deck_id) == col(Goal.deck_id), col(Goal.owns_deck) == true())
    taken_along = _taken_along(*in_own_deck, col(Card.deleted_at) == col(Goal.deleted_at), of=Goal)
    mine = (col(Goal.user_id) == user_id, col(Goal.deleted_at).is_not(None))
    query = select(Goal, taken_along).where(*mine).order_by(col(Goal.deleted_at).desc(), col(Goal.id).desc())
    return [
        _discarded(TrashKind.GOAL, goal.id, goal.title, goal.deleted_at, cards=count)
        for goal, count in session.exec(query.limit(limit))
    ]


def _decks(session: Session, user_id: str, limit: int) -> list[Discarded]:
    taken_along = _taken_along(col(Card.deck_id) == col(Deck.id), col(Card.deleted_at) == col(Deck.deleted_at), of=Deck)
    query = (
        select(Deck, taken_along)
        .where(*_decks_deleted_alone(user_id))
        .order_by(col(Deck.deleted_at).desc(), col(Deck.id).desc())
    )
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


def _taken_along(*conditions: ColumnElement[bool], of: type[Deck | Goal]) -> Any:
    """How many cards meet these conditions, as a subquery about each deck or goal."""
    return select(func.count()).select_from(Card).where(*conditions).correlate(of).scalar_subquery()


def _count(session: Session, user_id: str) -> int:
    counted = select(func.count())
    cards = counted.select_from(Card).join(Deck).where(*_deleted_alone(user_id))
    decks = counted.select_from(Deck).where(*_decks_deleted_alone(user_id))
    goals = counted.select_from(Goal).where(col(Goal.user_id) == user_id, col(Goal.deleted_at).is_not(None))
    return sum(session.exec(each).one() for each in (cards, decks, goals))


def _decks_deleted_alone(user_id: str) -> tuple[ColumnElement[bool], ...]:
    """The deleted decks of a learner, without those that went with their goal."""
    mine = (col(Deck.user_id) == user_id, col(Deck.deleted_at).is_not(None))
    return (*mine, ~_goes_with(col(Goal.user_id) == user_id))


def _goes_with(*goals: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a deck was made for one of these goals and deleted with it."""
    own = (
        col(Goal.deck_id) == col(Deck.id),
        col(Goal.owns_deck) == true(),
        col(Goal.deleted_at) == col(Deck.deleted_at),
    )
    return select(col(Goal.id)).where(*goals, *own).correlate(Deck).exists()


def _deleted_alone(user_id: str) -> tuple[ColumnElement[bool], ...]:
    alone = or_(col(Deck.deleted_at).is_(None), col(Deck.deleted_at) != col(Card.deleted_at))
    return (col(Card.user_id) == user_id, col(Card.deleted_at).is_not(None), alone)


def _within(decks: Sequence[ColumnElement[bool]]) -> tuple[ColumnElement[bool], ...]:
    return (col(Card.deck_id).in_(select(col(Deck.id)).where(*decks)),)


def _remove_decks(session: Session, *conditions: ColumnElement[bool]) -> int:
    """Delete these decks for good. Their study sessions end, because one left without a deck would go on with all
    decks.
    """
    in_them = col(StudySession.deck_id).in_(select(col(Deck.id)).where(*conditions))
    session.exec(update(StudySession).where(in_them).values(deck_id=None, ended_at=_ENDED_AT))
    return _rows(session, delete(Deck).where(*conditions))


def _remove_goals(session: Session, *conditions: ColumnElement[bool]) -> int:
    """Delete these goals for good, with their skills. Their study sessions end and stay in the log."""
    going = select(col(Goal.id)).where(*conditions)
    skills = select(col(SkillNode.id)).where(col(SkillNode.goal_id).in_(going))
    in_them = or_(col(StudySession.goal_id).in_(going), col(StudySession.node_id).in_(skills))
    session.exec(update(StudySession).where(in_them).values(goal_id=None, node_id=None, ended_at=_ENDED_AT))
    return _rows(session, delete(Goal).where(*conditions))


def _rows(session: Session, statement: Delete[Any]) -> int:
    return session.connection().execute(statement).rowcount
