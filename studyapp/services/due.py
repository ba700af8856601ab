"""What waits to be studied: one wording of "due" for the study view, the decks and the day.

Learning cards are due by the moment, review cards by the study day, new cards at once. Every condition is a range of
`ix_cards_due` or `ix_cards_deck_due`, so that the next card is found, and cards are counted, without reading a card.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, false, func, literal, or_, union_all
from sqlmodel import Session, col, select

from studyapp.models import Card, CardState, Review, User
from studyapp.services.scheduling import day_end

LEARN_AHEAD: Final = timedelta(minutes=20)
"""A learning card this close is shown early when nothing else is left (Anki's default)."""

COUNTED_TO: Final = 10_000
"""How far a study view counts what is left; counting 100,000 cards takes longer than finding the next one."""

LEARNING_STATES: Final = (CardState.LEARNING, CardState.RELEARNING)

# Spelled as the indexes spell it: a partial index is used only where the planner sees its condition.
IN_STUDY: Final = and_(
    col(Card.deleted_at).is_(None), col(Card.suspended) == false(), col(Card.is_candidate) == false()
)


@dataclass(frozen=True, slots=True)
class Counts:
    new: int
    learning: int
    review: int

    @property
    def total(self) -> int:
        return self.new + self.learning + self.review


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whose cards, of which deck, at what moment."""

    user_id: str
    deck_id: str | None
    now: datetime
    day_end: datetime

    @classmethod
    def at(cls, now: datetime, user: User, *, deck_id: str | None = None) -> "Waiting":
        return cls(user.id, deck_id, now, day_end(now, user.timezone, user.day_starts_at_hour))

    @property
    def scope(self) -> ColumnElement[bool]:
        """The learner's cards that are neither deleted nor suspended."""
        mine = and_(col(Card.user_id) == self.user_id, IN_STUDY)
        return mine if self.deck_id is None else and_(mine, col(Card.deck_id) == self.deck_id)

    @property
    def is_new(self) -> ColumnElement[bool]:
        return col(Card.state) == CardState.NEW

    @property
    def is_learning(self) -> ColumnElement[bool]:
        return and_(col(Card.state).in_(LEARNING_STATES), col(Card.due_at) <= self.now)

    @property
    def is_learning_soon(self) -> ColumnElement[bool]:
        return and_(col(Card.state).in_(LEARNING_STATES), col(Card.due_at) <= self.now + LEARN_AHEAD)

    @property
    def is_review(self) -> ColumnElement[bool]:
        return and_(col(Card.state) == CardState.REVIEW, col(Card.due_at) < self.day_end)

    @property
    def is_due(self) -> ColumnElement[bool]:
        """Started before, and wanted again today."""
        return or_(self.is_learning_soon, self.is_review)


def count_waiting(session: Session, waiting: Waiting, *, at_most: int | None = None) -> Counts:
    """How many are left, those that come up within the learn-ahead time included, as Anki counts them.

    `at_most` bounds the work where a view only needs to know "very many".
    """
    new, learning, review = session.exec(
        select(
            _count(waiting, waiting.is_new, at_most),
            _count(waiting, waiting.is_learning_soon, at_most),
            _count(waiting, waiting.is_review, at_most),
        )
    ).one()
    return Counts(new=new, learning=learning, review=review)


def first_waiting(session: Session, waiting: Waiting) -> Card | None:
    """Learning cards by their moment, then reviews by theirs, then new ones as created, then learning cards early.

    The order depends on the rows alone, so a reload shows the same card. Only when a learning card comes early is the
    one just answered put behind the others.
    """
    just_answered = (
        select(col(Review.card_id))
        .where(col(Review.user_id) == waiting.user_id)
        .order_by(col(Review.number).desc())
        .limit(1)
    )
    repeats = col(Card.id) == func.coalesce(just_answered.scalar_subquery(), "")
    firsts = union_all(
        _first(waiting, waiting.is_learning, rank=0),
        _first(waiting, waiting.is_review, rank=1),
        _first(waiting, waiting.is_new, rank=2),
        _first(waiting, waiting.is_learning_soon, repeats, rank=3),
    ).subquery()
    query = select(Card).join(firsts, col(Card.id) == firsts.c.id).order_by(firsts.c.rank).limit(1)
    return session.exec(query).one_or_none()


def _count(waiting: Waiting, condition: ColumnElement[bool], at_most: int | None) -> Any:
    found = select(literal(1)).select_from(Card).where(waiting.scope, condition).limit(at_most).subquery()
    return select(func.count()).select_from(found).scalar_subquery()


def _first(
    waiting: Waiting, condition: ColumnElement[bool], *before: ColumnElement[Any], rank: int
) -> Select[Any, Any]:
    order = (*before, col(Card.due_at), col(Card.id))
    first = select(literal(rank).label("rank"), col(Card.id)).where(waiting.scope, condition).order_by(*order).limit(1)
    inner = first.subquery()
    return select(inner.c.rank, inner.c.id)
