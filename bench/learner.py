"""Creates a learner of many years: a row as the app writes it, multiplied by the database in one statement."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import text
from sqlmodel import Session, SQLModel

from studyapp.database import Database
from studyapp.models import Card, CardState, Deck, Rating, Review, User
from studyapp.models.decks import SHUFFLED

CARDS: Final = 100_000
REVIEWS_PER_CARD: Final = 10
REVIEWS: Final = CARDS * REVIEWS_PER_CARD
DECKS: Final = 50
LEARNER: Final = "learner"
TAG: Final = "exam"
"""On every seventh card."""
RARE_TAG: Final = "rare"
"""On every 5,000th."""

_ID: Final = (
    "lower(printf('0190%s-%s-7%s-8%s-%s', hex(randomblob(2)), hex(randomblob(2)), substr(hex(randomblob(2)), 2),"
    " substr(hex(randomblob(2)), 2), hex(randomblob(6))))"
)
"""An SQL expression for an id in the form of a UUIDv7."""


def fill(database: Database, now: datetime) -> None:
    """Fill the database. A third of the cards is due, as after a long holiday; every tenth is new and has choices."""
    with database.write() as session:
        session.add(User(id=LEARNER, created_at=now, new_per_day=9_999, reviews_per_day=9_999))
        session.flush()
        session.add_all(
            Deck(id=f"deck {number}", user_id=LEARNER, title=f"Deck {number}", created_at=now, updated_at=now)
            for number in range(DECKS)
        )
        session.flush()
        _multiply_cards(session, now)
        _multiply_reviews(session, now)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("analyze")


def _multiply_cards(session: Session, now: datetime) -> None:
    session.add(_card(now))
    session.flush()
    days = "(abs(random()) % 9000) / 100.0 - 30"
    is_new = "n % 10 = 0"
    varied = {
        "id": _ID,
        "deck_id": f"'deck ' || (n % {DECKS})",
        "question": "'What is fact number ' || n || '?'",
        "front_key": "'what is fact number ' || n",
        "distractors": f'case when {is_new} then \'["One", "Two", "Three"]\' else \'[]\' end',
        "tags": f"case when n % 5000 = 0 then '[\"{RARE_TAG}\"]' when n % 7 = 0 then '[\"{TAG}\"]' else '[]' end",
        "shuffle": f"abs(random() % {SHUFFLED})",
        "state": f"case when {is_new} then 'new' else 'review' end",
        "stability": f"case when {is_new} then null else 20.0 end",
        "difficulty": f"case when {is_new} then null else 5.0 end",
        "reps": f"case when {is_new} then 0 else {REVIEWS_PER_CARD} end",
        "last_review_at": f"case when {is_new} then null else template.last_review_at end",
        "due_at": f"case when {is_new} then template.created_at else {_moved(days)} end",
    }
    _multiply(session, Card, varied, _numbers(CARDS - 1))


def _multiply_reviews(session: Session, now: datetime) -> None:
    card_id = session.connection().exec_driver_sql("select id from cards where state = 'review' limit 1").scalar_one()
    session.add(_review(card_id, now))
    session.flush()
    ages = f"-(60 + 10 * ({REVIEWS_PER_CARD} - n))"
    varied = {
        "id": _ID,
        "card_id": "card.id",
        "deck_id": "card.deck_id",
        "number": f"card.rowid * {REVIEWS_PER_CARD} + n",
        "reviewed_at": _moved(ages),
        "due_before": _moved(ages),
    }
    _multiply(session, Review, varied, f"{_numbers(REVIEWS_PER_CARD)}, cards as card")


def _multiply(session: Session, model: type[SQLModel], varied: dict[str, str], source: str) -> None:
    """Insert the only row of the table again for each row of `source`, with `n` as its number."""
    table: str = model.__tablename__  # pyright: ignore[reportAssignmentType]
    names = [column.name for column in model.metadata.tables[table].columns]
    values = ", ".join(varied.get(name, f"template.{name}") for name in names)
    session.connection().execute(
        text(
            f"insert into {table} ({', '.join(names)}) select {values}"
            f" from {source}, (select * from {table} limit 1) as template"
        ),
    )


def _numbers(count: int) -> str:
    counting = f"select 1 union all select n + 1 from numbers where n < {count}"
    return f"(with recursive numbers(n) as ({counting}) select n from numbers)"


def _moved(days: str) -> str:
    """An SQL expression for a moment this many days from now, in SQLite's format."""
    return f"strftime('%Y-%m-%d %H:%M:%f', 'now', ({days}) || ' days') || '000'"


def _card(now: datetime) -> Card:
    made = now - timedelta(days=400)
    return Card(
        user_id=LEARNER,
        deck_id="deck 0",
        question="What is fact number 0?",
        answer="Zero",
        front_key="what is fact number 0",
        created_at=made,
        updated_at=made,
        state=CardState.REVIEW,
        stability=20.0,
        difficulty=5.0,
        due_at=now,
        last_review_at=now - timedelta(days=60),
        reps=REVIEWS_PER_CARD,
    )


def _review(card_id: str, now: datetime) -> Review:
    return Review(
        user_id=LEARNER,
        card_id=card_id,
        deck_id="deck 0",
        number=1,
        rating=Rating.GOOD,
        duration_ms=4000,
        scheduled_days=10.0,
        reviewed_at=now - timedelta(days=400),
        state_before=CardState.REVIEW,
        due_before=now - timedelta(days=400),
    )
