"""Lists what is in the trash."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, true
from sqlmodel import Session, col, select

from studyapp.models import Card, Course, Deck, Goal, StoredDocument
from studyapp.services.trash.items import Discarded, TrashKind, TrashPage
from studyapp.services.trash.together import decks_deleted_alone

PAGE: Final = 100
_Holder = type[Deck] | type[Goal] | type[Course]


def list_trash(session: Session, user_id: str, *, offset: int = 0, limit: int = 50) -> TrashPage:
    """What the learner deleted, latest first. What was deleted with something else is not listed apart."""
    end = max(offset, 0) + min(max(limit, 1), PAGE)
    listed = (_goals, _courses, _documents, _decks, _cards)
    found = (item for each in listed for item in each(session, user_id, end))
    items = sorted(found, key=lambda item: (item.deleted_at, item.id), reverse=True)
    return TrashPage(items[max(offset, 0) : end], _count(session, user_id))


def _goals(session: Session, user_id: str, limit: int) -> Iterator[Discarded]:
    in_own_deck = (col(Card.deck_id) == col(Goal.deck_id), col(Goal.owns_deck) == true())
    query = select(Goal, _taken_along(Goal, *in_own_deck)).where(*_mine(Goal, user_id)).order_by(*_latest(Goal))
    for goal, cards in session.exec(query.limit(limit)):
        yield _discarded(TrashKind.GOAL, goal.id, goal.title, goal.deleted_at, cards=cards)


def _courses(session: Session, user_id: str, limit: int) -> Iterator[Discarded]:
    taken_along = _taken_along(Course, col(Card.deck_id) == col(Course.deck_id))
    query = select(Course, taken_along).where(*_mine(Course, user_id)).order_by(*_latest(Course))
    for course, cards in session.exec(query.limit(limit)):
        yield _discarded(TrashKind.COURSE, course.id, course.name, course.deleted_at, cards=cards)


def _documents(session: Session, user_id: str, limit: int) -> Iterator[Discarded]:
    query = select(StoredDocument, col(Course.name), col(Course.deleted_at)).join(Course)
    latest = query.where(*_mine(StoredDocument, user_id)).order_by(*_latest(StoredDocument))
    for document, name, course_deleted_at in session.exec(latest.limit(limit)):
        yield _discarded(
            TrashKind.DOCUMENT,
            document.id,
            document.title,
            document.deleted_at,
            cards=0,
            place=name,
            is_restorable=course_deleted_at is None,
        )


def _decks(session: Session, user_id: str, limit: int) -> Iterator[Discarded]:
    query = select(Deck, _taken_along(Deck, col(Card.deck_id) == col(Deck.id)))
    alone = query.where(*decks_deleted_alone(user_id)).order_by(*_latest(Deck))
    for deck, cards in session.exec(alone.limit(limit)):
        yield _discarded(TrashKind.DECK, deck.id, deck.title, deck.deleted_at, cards=cards)


def _cards(session: Session, user_id: str, limit: int) -> Iterator[Discarded]:
    query = select(Card, col(Deck.title), col(Deck.deleted_at)).join(Deck).where(*_cards_deleted_alone(user_id))
    for card, title, deck_deleted_at in session.exec(query.order_by(*_latest(Card)).limit(limit)):
        yield _discarded(
            TrashKind.CARD,
            card.id,
            card.question,
            card.deleted_at,
            cards=1,
            place=title,
            is_restorable=deck_deleted_at is None,
            cloze_ordinal=card.cloze_ordinal,
        )


def _discarded(
    kind: TrashKind, item_id: str, text: str, deleted_at: datetime | None, *, cards: int, **more: Any
) -> Discarded:
    assert deleted_at is not None
    given: dict[str, Any] = {"place": "", "is_restorable": True} | more
    return Discarded(kind, item_id, text, cards=cards, deleted_at=deleted_at, **given)


def _mine(table: type[Any], user_id: str) -> tuple[ColumnElement[bool], ...]:
    return (col(table.user_id) == user_id, col(table.deleted_at).is_not(None))


def _latest(table: type[Any]) -> tuple[ColumnElement[Any], ...]:
    return (col(table.deleted_at).desc(), col(table.id).desc())


def _taken_along(holder: _Holder, *in_it: ColumnElement[bool]) -> Any:
    """How many cards were deleted with each of these, as a subquery about it."""
    together = col(Card.deleted_at) == col(holder.deleted_at)
    return select(func.count()).select_from(Card).where(*in_it, together).correlate(holder).scalar_subquery()


def _cards_deleted_alone(user_id: str) -> tuple[ColumnElement[bool], ...]:
    alone = or_(col(Deck.deleted_at).is_(None), col(Deck.deleted_at) != col(Card.deleted_at))
    return (*_mine(Card, user_id), alone)


def _count(session: Session, user_id: str) -> int:
    counted = select(func.count())
    cards = counted.select_from(Card).join(Deck).where(*_cards_deleted_alone(user_id))
    decks = counted.select_from(Deck).where(*decks_deleted_alone(user_id))
    others = (counted.select_from(table).where(*_mine(table, user_id)) for table in (Goal, Course, StoredDocument))
    return sum(session.exec(each).one() for each in (cards, decks, *others))
