"""Learners whose jobs are asked for, listed and forgotten."""

import pytest

from studyapp.database import Database
from tests.engine.workload import settle


@pytest.fixture
def people(database: Database) -> Database:
    """A database with two learners in it, `ada` and `bob`."""
    with database.write() as session:
        settle(session, "ada", "bob")
    return database
