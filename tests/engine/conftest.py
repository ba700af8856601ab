"""Databases and transports for the engine's tests.

The conformance suite runs over every backend: a database with a transport that serves it. PostgreSQL and Procrastinate
are added by adding a line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import event

from studyapp.database import Database
from studyapp.jobs.transports import Transport
from studyapp.jobs.transports.in_process import InProcess
from tests.engine.running import Bench
from tests.engine.workload import settle


@dataclass(frozen=True)
class Backend:
    name: str
    database: str
    """The name of the fixture with a migrated database of this kind."""
    transport: Callable[[], Transport]


BACKENDS: Final = [Backend("sqlite, in-process", "database", InProcess)]


@pytest.fixture(params=BACKENDS, ids=lambda backend: backend.name)
def backend(request: pytest.FixtureRequest) -> Backend:
    return request.param


@pytest.fixture
def bench(backend: Backend, request: pytest.FixtureRequest, tmp_path: Path) -> Bench:
    """Three learners, and engines that work for them."""
    database: Database = request.getfixturevalue(backend.database)
    with database.write() as session:
        settle(session, "ada", "bob", "eve")
    return Bench(database, tmp_path, backend.transport)


@pytest.fixture
def hasty(database: Database) -> Database:
    """A database file without syncs, for tests with thousands of transactions and no power cuts."""
    make_hasty(database)
    return database


def make_hasty(database: Database) -> None:
    event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    database.engine.dispose()
