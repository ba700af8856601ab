"""Databases for the engine's tests."""

from pathlib import Path

import pytest
from sqlalchemy import event

from studyapp.database import Database
from tests.engine.running import Bench
from tests.engine.workload import settle


@pytest.fixture
def hasty(database: Database) -> Database:
    """A real file that is not flushed: for tests of thousands of transactions in which nobody pulls the plug."""
    make_hasty(database)
    return database


def make_hasty(database: Database) -> None:
    event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    database.engine.dispose()


@pytest.fixture
def bench(database: Database, tmp_path: Path) -> Bench:
    """Three learners, and engines that work for them."""
    with database.write() as session:
        settle(session, "ada", "bob", "eve")
    return Bench(database, tmp_path)
