"""Detecting which process changed the database, as well as possible."""

import sqlite3
from collections.abc import Generator
from contextlib import closing
from datetime import datetime

import pytest

from studyapp.database import Database
from studyapp.jobs.engine.database_watch import Change, DatabaseWatch
from tests.factories import make_user


@pytest.fixture
def watch(database: Database) -> Generator[DatabaseWatch]:
    watch = DatabaseWatch(database)
    watch.look()
    yield watch
    watch.close()


def change_elsewhere(database: Database, now: datetime) -> None:
    with closing(sqlite3.connect(str(database.engine.url.database))) as connection, connection:
        connection.execute("create table if not exists elsewhere (x)")
        connection.execute("insert into elsewhere values (?)", (now.isoformat(),))


def test_nothing_happened(watch: DatabaseWatch, database: Database) -> None:
    with database.read() as session:
        session.connection().exec_driver_sql("select * from users")
    assert watch.look() is Change.NONE


def test_we_changed_something(watch: DatabaseWatch, database: Database) -> None:
    with database.write() as session:
        make_user(session, id="ada")
    assert watch.look() is Change.PERHAPS_OURS
    assert watch.look() is Change.NONE


def test_somebody_else_changed_something(watch: DatabaseWatch, database: Database, now: datetime) -> None:
    change_elsewhere(database, now)
    assert watch.look() is Change.OTHERS
    assert watch.look() is Change.NONE


def test_both_did(watch: DatabaseWatch, database: Database, now: datetime) -> None:
    change_elsewhere(database, now)
    with database.write() as session:
        make_user(session, id="ada")
    assert watch.look() is Change.PERHAPS_OURS


def test_a_transaction_that_was_undone_is_no_change(watch: DatabaseWatch, database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _begin_and_fail(database)
    assert watch.look() is Change.NONE


def _begin_and_fail(database: Database) -> None:
    with database.write() as session:
        make_user(session, id="ada")
        raise ZeroDivisionError
