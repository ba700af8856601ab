"""Databases for the engine's tests."""

import pytest
from sqlalchemy import event

from studyapp.database import Database


@pytest.fixture
def hasty(database: Database) -> Database:
    """A real file that is not flushed: for tests of thousands of transactions in which nobody pulls the plug."""
    make_hasty(database)
    return database


def make_hasty(database: Database) -> None:
    event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    database.engine.dispose()
