"""Fixtures for the database: both kinds of it."""

from collections.abc import Generator
from pathlib import Path

import pytest

from studyapp import migrate
from studyapp.database import Database
from studyapp.settings import Settings


@pytest.fixture(params=["sqlite", "postgres"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    """SQLite and PostgreSQL, which must behave the same."""
    if request.param == "sqlite":
        yield request.getfixturevalue("database")
        return
    url = request.getfixturevalue("postgres_url")
    migrate.upgrade(Settings(data_dir=tmp_path, database_url=url))
    database = Database(url)
    yield database
    database.dispose()
