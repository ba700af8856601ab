"""The order of custom study: once through every card of the scope, due or not, shuffled for each study session.

Nothing is kept for it. Every card was dealt to one of a few thousand places when it was made. A study session walks
the places with a stride of its own, and goes through the cards of a place by the random digits their ids end with,
each put through an alphabet of its own. So a reload and another device find the same next card, a card that is added
meanwhile finds its place, and the next cards of a large scope are read from a few ranges of `ix_cards_shuffle`.
"""

from dataclasses import dataclass
from random import Random
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session, col, select

from studyapp.models import Card, CardState, Presentation, StudySession
from studyapp.models.decks import SHUFFLED
from studyapp.services.scheduling.due import Counts
from studyapp.services.scheduling.waiting import LEARNING_STATES, Waiting

_RANDOM_DIGITS: Final = range(29, 37)
"""Positions, from 1, of the digits of a UUIDv7 that are random even within one millisecond."""
_DIGITS_USED: Final = 4
_SMALL: Final = 500
"""A scope of no more cards is sorted whole."""
_REACHES: Final = (64, 512)
"""How many places of a large scope are looked through at first, and when those hold too few; then all of them."""


@dataclass(frozen=True, slots=True)
class _Walk:
    """The places in the order of one study session: `stride × shuffle + start` counts them, modulo their number."""

    stride: int
    """Odd, so that no two places are counted alike."""
    start: int
    digits: tuple[tuple[int, str], ...]
    """Which digits of an id are compared, each with the alphabet that orders it."""

    @classmethod
    def of(cls, seed: str) -> "_Walk":
        draw, alphabet = Random(seed), list("0123456789abcdef")  # noqa: S311
        stride, start = draw.randrange(1, SHUFFLED, 2), draw.randrange(SHUFFLED)
        digits: list[tuple[int, str]] = []
        for place in draw.sample(_RANDOM_DIGITS, _DIGITS_USED):
            draw.shuffle(alphabet)
            digits.append((place, "".join(alphabet)))
        return cls(stride, start, tuple(digits))

    @property
    def order(self) -> tuple[Any, ...]:
        counted = (col(Card.shuffle) * self.stride + self.start) % SHUFFLED
        digits = (_place_in(alphabet, func.substr(col(Card.id), place, 1)) for place, alphabet in self.digits)
        return (counted, *digits, col(Card.id))

    def first(self, reach: int) -> list[int]:
        """The places that are counted 0, 1, 2, …"""
        back = pow(self.stride, -1, SHUFFLED)
        return [(number - self.start) * back % SHUFFLED for number in range(reach)]


def coming(session: Session, study_session: StudySession, waiting: Waiting, *, count: int) -> list[Card]:
    """The next cards this study session has not shown yet."""
    walk = _Walk.of(study_session.id)
    is_left = col(Card.id).in_(select(waiting.card_id).where(_not_shown(study_session, waiting)))
    if not _is_small(session, waiting):
        for reach in _REACHES:
            here = and_(col(Card.shuffle).in_(walk.first(reach)), _not_shown(study_session, waiting.cards))
            if len(found := _sorted(session, walk, here, count)) == count:
                return found
    return _sorted(session, walk, is_left, count)


def count_left(session: Session, study_session: StudySession, waiting: Waiting, *, at_most: int) -> Counts:
    states = ((CardState.NEW,), LEARNING_STATES, (CardState.REVIEW,))
    new, learning, review = (_count(study_session, waiting, waiting.is_in(*some), at_most) for some in states)
    new, learning, review = session.exec(select(new, learning, review)).one()
    return Counts(new=new, learning=learning, review=review)


def _is_small(session: Session, waiting: Waiting) -> bool:
    some = select(literal(1)).select_from(waiting.rows).where(waiting.scope).limit(_SMALL + 1).subquery()
    return session.exec(select(func.count()).select_from(some)).one() <= _SMALL


def _sorted(session: Session, walk: _Walk, condition: ColumnElement[bool], count: int) -> list[Card]:
    firsts = select(col(Card.id)).where(condition).order_by(*walk.order).limit(count)
    return list(session.exec(select(Card).where(col(Card.id).in_(firsts)).order_by(*walk.order)))


def _count(study_session: StudySession, waiting: Waiting, condition: ColumnElement[bool], at_most: int) -> Any:
    is_counted = (_not_shown(study_session, waiting), condition)
    found = select(literal(1)).select_from(waiting.rows).where(*is_counted).limit(at_most)
    return select(func.count()).select_from(found.subquery()).scalar_subquery()


def _not_shown(study_session: StudySession, waiting: Waiting) -> ColumnElement[bool]:
    answered = (col(Presentation.session_id) == study_session.id, col(Presentation.answered_at).is_not(None))
    return and_(waiting.scope, waiting.card_id.not_in(select(col(Presentation.card_id)).where(*answered)))


class _place_in(FunctionElement[int]):  # noqa: N801
    """The position of one text in another, from 1, or 0 if it is not in it. The function's name differs by database."""

    inherit_cache = True

    def __init__(self, within: str, sought: ColumnElement[str]) -> None:
        super().__init__(literal(within), sought)


@compiles(_place_in)
def _instr(element: Any, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(_place_in, "postgresql")
def _strpos(element: Any, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"
