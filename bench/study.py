"""What study costs a learner of many years: 100,000 cards and 1,000,000 answers."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import insert
from sqlmodel import Session

from bench.report import Row, milliseconds
from bench.scratch import scratch_folder
from studyapp import migrate
from studyapp.database import Database
from studyapp.models import Card, CardState, Deck, Rating, Review, User
from studyapp.models.columns import new_id
from studyapp.services import decks, study, today
from studyapp.settings import Settings

CARDS: Final = 100_000
REVIEWS_PER_CARD: Final = 10
DECKS: Final = 50
LEARNER: Final = "learner"
ROUNDS: Final = 50


def measure() -> list[Row]:
    size = f"{CARDS:,} cards, {CARDS * REVIEWS_PER_CARD:,} answers"
    now = datetime.now(UTC)
    with scratch_folder() as folder:
        settings = Settings(data_dir=folder, database_url=None)
        migrate.upgrade(settings)
        database = Database(settings.database)
        _fill(database, now)
        rows = [
            Row(
                "next due card, with its intervals",
                _timed(database, lambda s: study.next_card(s, LEARNER, now=now)),
                f"aim ≤ 10 ms; {size}",
            ),
            Row("Today page's figures", _timed(database, lambda s: today.today(s, LEARNER, now=now)), size),
            Row(
                "list of 50 decks with counts", _timed(database, lambda s: decks.list_decks(s, LEARNER, now=now)), size
            ),
            Row("answering a card, durable", _answering(database, now), size),
        ]
        database.dispose()
    return rows


def _timed(database: Database, ask: Callable[[Session], object]) -> str:
    durations = []
    for _ in range(ROUNDS):
        with database.read() as session:
            started = time.perf_counter()
            ask(session)
            durations.append(time.perf_counter() - started)
    return milliseconds(durations)


def _answering(database: Database, now: datetime) -> str:
    durations = []
    for _ in range(ROUNDS):
        with database.read() as session:
            shown = study.next_card(session, LEARNER, now=now)
        assert shown
        started = time.perf_counter()
        with database.write() as session:
            study.record_answer(session, LEARNER, shown.card.id, rating=Rating.GOOD, duration_ms=4000, now=now)
        durations.append(time.perf_counter() - started)
    return milliseconds(durations)


def _fill(database: Database, now: datetime) -> None:
    """A third of the cards is due, the way it looks after a long holiday."""
    draw = random.Random(1)
    deck_ids = [new_id() for _ in range(DECKS)]
    with database.write() as session:
        session.add(User(id=LEARNER, created_at=now))
        session.flush()
        session.add_all(Deck(id=each, user_id=LEARNER, title=each, created_at=now, updated_at=now) for each in deck_ids)
        session.flush()
        for start in range(0, CARDS, 1_000):
            cards = [_card(draw, draw.choice(deck_ids), number, now) for number in range(start, start + 1_000)]
            session.execute(insert(Card), cards)
            session.execute(insert(Review), _answers([card["id"] for card in cards], start, now))


def _answers(card_ids: list[str], start: int, now: datetime) -> list[dict[str, Any]]:
    places = [(card_id, nth) for card_id in card_ids for nth in range(REVIEWS_PER_CARD)]
    first = start * REVIEWS_PER_CARD + 1
    return [_review(card_id, nth, number, now) for number, (card_id, nth) in enumerate(places, start=first)]


def _card(draw: random.Random, deck_id: str, number: int, now: datetime) -> dict[str, Any]:
    made = now - timedelta(days=400)
    card = Card(
        user_id=LEARNER,
        deck_id=deck_id,
        question=f"What is fact number {number}?",
        answer=f"Answer {number}",
        front_key=f"what is fact number {number}",
        created_at=made,
        updated_at=made,
        state=CardState.REVIEW,
        stability=20.0,
        difficulty=5.0,
        due_at=now + timedelta(days=draw.uniform(-30, 60)),
        last_review_at=now - timedelta(days=60),
        reps=REVIEWS_PER_CARD,
    )
    return card.model_dump()


def _review(card_id: str, nth: int, number: int, now: datetime) -> dict[str, Any]:
    at = now - timedelta(days=60 + 10 * (REVIEWS_PER_CARD - nth))
    return Review(
        user_id=LEARNER,
        card_id=card_id,
        number=number,
        rating=Rating.GOOD,
        duration_ms=4000,
        scheduled_days=10.0,
        reviewed_at=at,
        state_before=CardState.REVIEW,
        due_before=at,
    ).model_dump()
