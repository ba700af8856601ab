"""The order of custom study: once through every card of the scope, due or not, shuffled for each study session.

The order is computed from the random digits at the end of every card's id, so that no list has to be stored. A reload
or another device finds the same next card, and a card added meanwhile gets its place.
"""

from random import Random
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session, col, select

from studyapp.models import Card, CardState, Presentation, StudySession
from studyapp.services.scheduling.due import LEARNING_STATES, Counts, Waiting

_RANDOM_DIGITS: Final = range(29, 37)
"""Positions, from 1, of the digits of a UUIDv7 that are random even within one millisecond."""
_DIGITS_USED: Final = 4


def coming(session: Session, study_session: StudySession, waiting: Waiting, *, count: int) -> list[Card]:
    """The next cards that this study session has not shown yet."""
    order = (*_shuffled(study_session.id), col(Card.id))
    known = col(Card.state).in_(list(CardState))  # all states, so that only the index is read and sorted
    firsts = select(col(Card.id)).where(_not_shown(study_session, waiting), known).order_by(*order).limit(count)
    return list(session.exec(select(Card).where(col(Card.id).in_(firsts)).order_by(*order)))


def count_left(session: Session, study_session: StudySession, waiting: Waiting, *, at_most: int) -> Counts:
    states = ((CardState.NEW,), LEARNING_STATES, (CardState.REVIEW,))
    new, learning, review = (_count(study_session, waiting, col(Card.state).in_(some), at_most) for some in states)
    new, learning, review = session.exec(select(new, learning, review)).one()
    return Counts(new=new, learning=learning, review=review)


def _count(study_session: StudySession, waiting: Waiting, condition: ColumnElement[bool], at_most: int) -> Any:
    found = select(literal(1)).select_from(Card).where(_not_shown(study_session, waiting), condition).limit(at_most)
    return select(func.count()).select_from(found.subquery()).scalar_subquery()


def _not_shown(study_session: StudySession, waiting: Waiting) -> ColumnElement[bool]:
    answered = (col(Presentation.session_id) == study_session.id, col(Presentation.answered_at).is_not(None))
    return and_(waiting.scope, col(Card.id).not_in(select(col(Presentation.card_id)).where(*answered)))


def _shuffled(seed: str) -> list[ColumnElement[Any]]:
    """Sort keys: some digits of the id, each mapped through a shuffled alphabet."""
    draw, alphabet = Random(seed), list("0123456789abcdef")  # noqa: S311
    keys: list[ColumnElement[Any]] = []
    for place in draw.sample(_RANDOM_DIGITS, _DIGITS_USED):
        draw.shuffle(alphabet)
        keys.append(_place_in("".join(alphabet), func.substr(col(Card.id), place, 1)))
    return keys


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
