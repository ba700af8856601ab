"""The order of custom study: every card of the scope once, due or not, shuffled for each study session.

The order is computed, not stored. Every card has a random place (`Card.shuffle`), one of a few thousand. A session goes
through the places in an order of its own, and within a place sorts the cards by some random digits of their ids. So
after a reload or on another device the next card is the same, a card that is added meanwhile takes part, and the next
cards of a large scope are read from a few ranges of `ix_cards_shuffle`.
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
"""Scopes of at most this many cards are sorted as a whole."""
_REACHES: Final = (64, 512)
"""How many places of a large scope to search first, and how many if those hold too few cards. Then all are searched."""


@dataclass(frozen=True, slots=True)
class _Walk:
    """The order of one study session. Places are sorted by `stride × place + start`, modulo the number of places."""

    stride: int
    """Odd, so that no two places are equal in the order."""
    start: int
    digits: tuple[tuple[int, str], ...]
    """The positions in an id that are compared, each with the sixteen hexadecimal digits in the order to use."""

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
        """The first `reach` places in the order."""
        back = pow(self.stride, -1, SHUFFLED)
        return [(number - self.start) * back % SHUFFLED for number in range(reach)]


def coming(session: Session, study_session: StudySession, waiting: Waiting, *, count: int) -> list[Card]:
    """The next `count` cards that have not been answered in this study session."""
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
    """The position of a text in another, from 1; 0 if it is not in it. The SQL function's name differs by database."""

    inherit_cache = True

    def __init__(self, within: str, sought: ColumnElement[str]) -> None:
        super().__init__(literal(within), sought)


@compiles(_place_in)
def _instr(element: Any, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(_place_in, "postgresql")
def _strpos(element: Any, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"
