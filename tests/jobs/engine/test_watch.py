"""Detecting which process changed the database, as well as possible."""

import sqlite3
from collections.abc import Generator
from contextlib import closing
from datetime import datetime

import pytest

from studyapp.database import Database
from studyapp.jobs.engine.watch import Change, Changes
from tests.factories import make_user


@pytest.fixture
def changes(database: Database) -> Generator[Changes]:
    changes = Changes(database)
    changes.look()
    yield changes
    changes.close()


def change_elsewhere(database: Database, now: datetime) -> None:
    with closing(sqlite3.connect(str(database.engine.url.database))) as connection, connection:
        connection.execute("create table if not exists elsewhere (x)")
        connection.execute("insert into elsewhere values (?)", (now.isoformat(),))


def test_nothing_happened(changes: Changes, database: Database) -> None:
    with database.read() as session:
        session.connection().exec_driver_sql("select * from users")
    assert changes.look() is Change.NONE


def test_we_changed_something(changes: Changes, database: Database) -> None:
    with database.write() as session:
        make_user(session, id="ada")
    assert changes.look() is Change.PERHAPS_OURS
    assert changes.look() is Change.NONE


def test_somebody_else_changed_something(changes: Changes, database: Database, now: datetime) -> None:
    change_elsewhere(database, now)
    assert changes.look() is Change.OTHERS
    assert changes.look() is Change.NONE


def test_both_did(changes: Changes, database: Database, now: datetime) -> None:
    change_elsewhere(database, now)
    with database.write() as session:
        make_user(session, id="ada")
    assert changes.look() is Change.PERHAPS_OURS


def test_a_transaction_that_was_undone_is_no_change(changes: Changes, database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _begin_and_fail(database)
    assert changes.look() is Change.NONE


def _begin_and_fail(database: Database) -> None:
    with database.write() as session:
        make_user(session, id="ada")
        raise ZeroDivisionError
