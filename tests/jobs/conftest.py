"""Fixtures for tests that enqueue, list and delete jobs."""

import pytest

from studyapp.database import Database
from tests.engine.workload import settle


@pytest.fixture
def people(database: Database) -> Database:
    """A database with two learners, `ada` and `bob`."""
    with database.write() as session:
        settle(session, "ada", "bob")
    return database
