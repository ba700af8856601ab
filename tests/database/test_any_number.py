"""A condition on ids may name more of them than a database binds values to one statement."""

from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from studyapp import migrate
from studyapp.database import Database
from studyapp.models import Deck
from studyapp.models.columns import is_among, new_id
from studyapp.settings import Settings
from tests.factories import make_deck, make_user

MANY = 70_000


@pytest.mark.parametrize("where", ["sqlite", "postgres"])
def test_there_may_be_any_number_of_ids(tmp_path: Path, where: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("postgres_url") if where == "postgres" else None
    settings = Settings(data_dir=tmp_path, database_url=url)
    migrate.upgrade(settings)
    database = Database(settings.database)
    with database.write() as session:
        owner = make_user(session)
        inside, outside = make_deck(session, owner).id, make_deck(session, owner).id
        ids = [*(new_id() for _ in range(MANY)), inside]
        session.exec(update(Deck).where(is_among(col(Deck.id), ids)).values(description="found"))
        session.exec(update(Deck).where(is_among(col(Deck.id), [])).values(description="lost"))
    with database.read() as session:
        found = session.exec(select(Deck.id).where(Deck.description == "found")).all()
    database.dispose()
    assert (found, outside in found) == ([inside], False)
