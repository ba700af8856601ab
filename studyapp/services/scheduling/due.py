"""What waits to be studied, in the order it comes up, and how much of it there is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, literal, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from studyapp.models import Card, Deck, Review
from studyapp.services.scheduling.day_limits import NO_LIMITS
from studyapp.services.scheduling.waiting import Waiting

COUNTED_TO: Final = 10_000
"""A study view counts the cards left up to this number; counting 100,000 takes longer than finding the next one."""


@dataclass(frozen=True, slots=True)
class Counts:
    new: int
    learning: int
    review: int

    @property
    def total(self) -> int:
        return self.new + self.learning + self.review


def count_waiting(session: Session, waiting: Waiting, *, at_most: int | None = None) -> Counts:
    """Count the cards left, including those that come up within the learn-ahead time, as Anki does.

    `at_most` limits the work if the view only needs to know that there are very many.
    """
    limits = waiting.limits
    new, learning, review = session.exec(
        select(
            _count(waiting, waiting.is_new, _least(at_most, limits.new_in(waiting.deck_id))),
            _count(waiting, waiting.is_learning_soon, at_most),
            _count(waiting, waiting.is_review, _least(at_most, limits.reviews)),
        )
    ).one()
    if new and _goes_by_deck(waiting):
        new = _count_new_by_deck(session, waiting.cards, at_most)
    return Counts(new=new, learning=learning, review=review)


def count_resting(session: Session, waiting: Waiting) -> int:
    """How many cards would be left as well if no skill rested, whatever the limits of the day. At most `COUNTED_TO` of
    each kind are counted.
    """
    if waiting.resting is None:
        return 0
    asleep = replace(waiting.cards, nodes=waiting.resting, resting=None, limits=NO_LIMITS)
    return count_waiting(session, asleep, at_most=COUNTED_TO).total


def first_waiting(session: Session, waiting: Waiting, *, early: bool = True) -> Card | None:
    """The card to show now, or None. Repeated calls find the same one."""
    return next(iter(coming(session, waiting, early=early, count=1)), None)


def coming(session: Session, waiting: Waiting, *, count: int, early: bool = True) -> list[Card]:
    """The next cards: learning cards and then reviews by due time, new cards by age, then learning cards ahead of time.

    The order depends on the rows alone, so a reload shows the same card. Among learning cards ahead of time, the one
    just answered comes last. Without `early` these cards are left out until they are due.
    """
    firsts = union_all(*_kinds(waiting, count, early=early)).subquery()
    order = (firsts.c.rank, firsts.c.repeats, firsts.c.due_at, firsts.c.id)
    query = select(Card).join(firsts, col(Card.id) == firsts.c.id).order_by(*order).limit(count)
    return list(session.exec(query))


def _kinds(waiting: Waiting, count: int, *, early: bool) -> Iterator[Select[Any, Any, Any, Any]]:
    limits = waiting.limits
    yield _first(waiting, waiting.is_learning, rank=0, limit=count)
    yield _first(waiting, waiting.is_review, rank=1, limit=_least(count, limits.reviews))
    new = _least(count, limits.new_in(waiting.deck_id))
    if waiting.deck_id is None and limits.exhausted:
        yield _first_new_by_deck(waiting.cards, rank=2, limit=new)
    else:
        yield _first(waiting, waiting.is_new, rank=2, limit=new)
    if early:
        yield _first(waiting, waiting.is_learning_ahead, rank=3, limit=count, repeats=_is_just_answered(waiting))


def _is_just_answered(waiting: Waiting) -> ColumnElement[Any]:
    latest = select(col(Review.card_id)).where(col(Review.user_id) == waiting.user_id)
    just_answered = latest.order_by(col(Review.number).desc()).limit(1).scalar_subquery()
    return waiting.card_id == func.coalesce(just_answered, "")


def _count(waiting: Waiting, condition: ColumnElement[bool], at_most: int | None) -> Any:
    found = select(literal(1)).select_from(waiting.rows).where(waiting.scope, condition).limit(at_most).subquery()
    return select(func.count()).select_from(found).scalar_subquery()


def _first(
    waiting: Waiting,
    condition: ColumnElement[bool],
    *,
    rank: int,
    limit: int | None,
    repeats: ColumnElement[Any] | None = None,
) -> Select[Any, Any, Any, Any]:
    last = literal(0) if repeats is None else case((repeats, 1), else_=0)
    due_at = col(waiting.rows.due_at)
    card_id: Any = waiting.card_id
    found: Any = select(literal(rank).label("rank"), last.label("repeats"), due_at, card_id.label("id"))
    order = (*(() if repeats is None else (last,)), due_at, card_id)
    inner = found.where(waiting.scope, condition).order_by(*order).limit(limit).subquery()
    return select(inner.c.rank, inner.c.repeats, inner.c.due_at, inner.c.id)


def _first_new_by_deck(waiting: Waiting, *, rank: int, limit: int | None) -> Select[Any, Any, Any, Any]:
    """The first new cards of each deck that may still introduce some, so that exhausted decks are not read at all."""
    chosen = aliased(Card)
    of_deck = select(col(Card.id)).where(waiting.scope, waiting.is_new, col(Card.deck_id) == col(Deck.id))
    firsts = of_deck.order_by(col(Card.due_at), col(Card.id)).limit(limit).correlate(Deck)
    found: Any = select(
        literal(rank).label("rank"), literal(0).label("repeats"), col(chosen.due_at), col(chosen.id)
    ).select_from(Deck)
    inner = (
        found.join(chosen, col(chosen.id).in_(firsts))
        .where(*_open_decks(waiting), col(Deck.id).not_in(waiting.limits.exhausted))
        .order_by(col(chosen.due_at), col(chosen.id))
        .limit(limit)
        .subquery()
    )
    return select(inner.c.rank, inner.c.repeats, inner.c.due_at, inner.c.id)


def _goes_by_deck(waiting: Waiting) -> bool:
    """Whether decks have limits of their own that matter for the total."""
    return waiting.deck_id is None and bool(waiting.limits.new_by_deck)


def _count_new_by_deck(session: Session, waiting: Waiting, at_most: int | None) -> int:
    limits = waiting.limits
    most = _least(at_most, limits.new)
    of_deck = (
        select(literal(1)).select_from(Card).where(waiting.scope, waiting.is_new, col(Card.deck_id) == col(Deck.id))
    )
    found = of_deck.limit(most).correlate(Deck).subquery()
    counted = select(col(Deck.id), select(func.count()).select_from(found).scalar_subquery())
    rows = session.exec(counted.where(*_open_decks(waiting))).all()
    total = sum(_least(count, limits.new_by_deck.get(deck_id)) or 0 for deck_id, count in rows)
    return _least(total, most) or 0


def _open_decks(waiting: Waiting) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(Deck.user_id) == waiting.user_id, col(Deck.deleted_at).is_(None)


def _least(*numbers: int | None) -> int | None:
    return min((number for number in numbers if number is not None), default=None)
