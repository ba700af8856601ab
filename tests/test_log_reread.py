"""The memory of cards is computed once more from the log when study days begin to count."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text
from sqlmodel import select

from studyapp import migrate
from studyapp.database import Database
from studyapp.models import Card, CardState, Rating, User
from studyapp.services.study.answers import record_answer
from tests.factories import make_card, make_deck, make_user
from tests.test_migrations import CHECKOUT, settings_for

EVENING = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)
ANSWERS = ((0, Rating.GOOD), (1, Rating.GOOD), (2, Rating.AGAIN), (3, Rating.GOOD), (9, Rating.HARD), (20, Rating.EASY))


@pytest.mark.parametrize("where", ["sqlite", "postgres"])
def test_memory_follows_from_the_log_again(tmp_path: Path, where: str, request: pytest.FixtureRequest) -> None:
    settings = settings_for(tmp_path, request.getfixturevalue("postgres_url") if where == "postgres" else None)
    migrate.upgrade(settings)
    database = Database(settings.database)
    studied, imported = _study(database)
    before = _card(database, studied)
    _go_back(database)
    with database.write() as session:
        session.execute(text("update cards set stability = 77, difficulty = 7"))
        session.execute(text("update reviews set stability_before = 66 where stability_before is not null"))
    migrate.upgrade(settings)
    after = _card(database, studied)
    assert (after.stability, after.difficulty) == (before.stability, before.difficulty)
    assert (after.due_at, after.state, after.reps) == (before.due_at, before.state, before.reps)
    assert _card(database, imported).stability == 77, "it has no log"
    database.dispose()


def test_a_card_that_was_changed_since_its_last_answer_keeps_its_memory(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    migrate.upgrade(settings)
    database = Database(settings.database)
    studied, _ = _study(database)
    with database.write() as session:
        card = session.exec(select(Card).where(Card.id == studied)).one()
        card.stability, card.last_review_at = 12.0, EVENING + timedelta(days=300)
    _go_back(database)
    migrate.upgrade(settings)
    assert _card(database, studied).stability == 12.0
    database.dispose()


def _study(database: Database) -> tuple[str, str]:
    """The ids of a card answered on several evenings, somewhat earlier by the clock each time, and of one never."""
    with database.write() as session:
        user = make_user(session, id="local")
        user.timezone = "America/New_York"
        deck = make_deck(session, user)
        studied, imported = make_card(session, deck), make_card(session, deck)
        imported.state, imported.stability, imported.difficulty = CardState.REVIEW, 5.0, 5.0
        for number, (day, rating) in enumerate(ANSWERS):
            now = EVENING + timedelta(days=day, minutes=-3 * number)
            record_answer(session, user.id, studied.id, rating=rating, duration_ms=900, now=now)
        assert session.exec(select(User.timezone)).one() == "America/New_York"
        return studied.id, imported.id


def _card(database: Database, card_id: str) -> Card:
    with database.read() as session:
        return session.exec(select(Card).where(Card.id == card_id)).one()


def _go_back(database: Database) -> None:
    with database.engine.connect() as connection:
        command.downgrade(migrate.configuration(connection, CHECKOUT / "alembic"), "0008")
        connection.commit()
