"""The start page: what is due today, the coming week, and the deck studied last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Final, cast

import sqlalchemy
from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from studyapp.models import Card, CardState, Deck, Review, User
from studyapp.services.accounts import get_user
from studyapp.services.decks import DeckSummary, is_left_behind, summaries, summary
from studyapp.services.scheduling.due import Counts, count_resting, count_waiting
from studyapp.services.scheduling.study_days import day_start, day_starts
from studyapp.services.scheduling.waiting import LEARNING_STATES, Waiting

FORECAST_DAYS: Final = 7
DECKS_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Totals:
    decks: int
    cards: int
    answered_today: int
    seconds_today: int


@dataclass(frozen=True, slots=True)
class Today:
    due: Counts
    """Due cards, within the limits of the day."""
    resting: int
    """Cards that would be due as well, but rest with their skill or goal."""
    forecast: list[tuple[date, int]]
    """Seven study days from today on, with the number of cards due on each; today includes overdue cards."""
    continue_deck: DeckSummary | None
    """The deck of the latest answer; None if nothing in it is due."""
    decks: list[DeckSummary]
    """Decks with due or new cards, those with the most due cards first."""
    totals: Totals


def today(session: Session, user_id: str, *, now: datetime) -> Today:
    user = get_user(session, user_id)
    waiting = Waiting.today(session, user, now=now)
    decks = _decks_waiting(session, waiting)
    latest = _deck_studied_last(session, user_id)
    return Today(
        due=count_waiting(session, waiting),
        resting=count_resting(session, waiting),
        forecast=_forecast(session, waiting, user),
        continue_deck=next((deck for deck in decks if deck.id == latest), None),
        decks=decks,
        totals=_totals(session, waiting, user),
    )


def _decks_waiting(session: Session, waiting: Waiting) -> list[DeckSummary]:
    decks = summaries(waiting).cte().prefix_with("MATERIALIZED")  # else SQLite repeats the count at each use
    rows = session.exec(
        select(Deck, decks.c.cards, decks.c.due, decks.c.new)
        .join(decks, col(Deck.id) == decks.c.id)
        .where(or_(decks.c.due > 0, decks.c.new > 0))
        .order_by(decks.c.due.desc(), decks.c.new.desc(), col(Deck.id).desc())
        .limit(DECKS_SHOWN)
    )
    own = waiting.limits.new_by_deck
    found = [summary(deck, cards, due, min(new, own.get(deck.id, new))) for deck, cards, due, new in rows]
    return [deck for deck in found if deck.due or deck.new]


def _deck_studied_last(session: Session, user_id: str) -> str | None:
    """The deck of the latest answer to a card that still exists, or None."""
    latest = select(col(Card.deck_id)).join(Review, col(Review.card_id) == col(Card.id))
    mine = (col(Review.user_id) == user_id, col(Card.user_id) == user_id)
    return session.exec(latest.where(*mine).order_by(col(Review.number).desc()).limit(1)).one_or_none()


def _forecast(session: Session, waiting: Waiting, user: User) -> list[tuple[date, int]]:
    starts = day_starts(waiting.now, user.timezone, user.day_starts_at_hour, days=FORECAST_DAYS)
    counts = [_coming(waiting, since, until) for (_, since), (_, until) in pairwise(starts)]
    query: Any = sqlalchemy.select(*counts)
    rows = cast("Iterable[Sequence[int]]", session.exec(query))
    return [(day, count) for row in rows for (day, _), count in zip(starts[:-1], row, strict=True)]


def _coming(waiting: Waiting, since: datetime, until: datetime) -> Any:
    """How many cards come back in this study day. Overdue cards count for the first one."""
    states = (*LEARNING_STATES, CardState.REVIEW)
    coming = (waiting.scope, col(Card.state).in_(states), col(Card.due_at) < until)
    later = () if since <= waiting.now else (col(Card.due_at) >= since,)
    return select(func.count()).select_from(Card).where(*coming, *later).scalar_subquery()


def _totals(session: Session, waiting: Waiting, user: User) -> Totals:
    since = day_start(waiting.now, user.timezone, user.day_starts_at_hour)
    reviews = (col(Review.user_id) == user.id, col(Review.reviewed_at) >= since)
    shown = (col(Deck.user_id) == user.id, col(Deck.deleted_at).is_(None), ~is_left_behind())
    decks = select(func.count()).select_from(Deck).where(*shown)
    cards = select(func.count()).select_from(Card).where(col(Card.user_id) == user.id, col(Card.deleted_at).is_(None))
    answered = select(func.count()).select_from(Review).where(*reviews)
    spent = select(func.coalesce(func.sum(col(Review.duration_ms)), 0)).where(*reviews)
    row = session.exec(
        select(decks.scalar_subquery(), cards.scalar_subquery(), answered.scalar_subquery(), spent.scalar_subquery())
    ).one()
    return Totals(decks=row[0], cards=row[1], answered_today=row[2], seconds_today=round(row[3] / 1000))
