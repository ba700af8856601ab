"""The services of courses run on SQLite and on PostgreSQL."""

import pytest

from studyapp.database import Database


@pytest.fixture
def database(either: Database) -> Database:
    """All of it is the same on SQLite and on PostgreSQL."""
    return either
