"""What passes by itself is told from what stays."""

import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from studyapp.database import Database, is_passing
from studyapp.errors import DatabaseBusy


@pytest.mark.parametrize("reason", [DatabaseBusy(), DatabaseBusy("In other words.")])
def test_a_busy_database_is_something_that_passes(reason: DatabaseBusy) -> None:
    assert is_passing(reason)


@pytest.mark.parametrize(
    ("fault", "passes"),
    [
        ("BUSY", True), ("BUSY_SNAPSHOT", True), ("LOCKED", True), ("FULL", True), ("IOERR", True),
        ("IOERR_WRITE", True), ("IOERR_FSYNC", True), ("CANTOPEN", True), ("READONLY", True), ("PROTOCOL", True),
        ("CORRUPT", False), ("NOTADB", False), ("CONSTRAINT_UNIQUE", False), ("ERROR", False),
    ],
)  # fmt: skip
def test_what_passes_is_told_from_what_stays(fault: str, passes: bool) -> None:
    raised = sqlite3.OperationalError(fault)
    raised.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{fault}")
    assert is_passing(raised) is passes
    wrapped = OperationalError("select 1", {}, raised)
    assert is_passing(wrapped) is passes
    ours = RuntimeError("a sentence")
    ours.__cause__ = wrapped
    assert is_passing(ours) is passes


@pytest.mark.parametrize(
    ("state", "passes"),
    [(None, True), ("08006", True), ("53100", True), ("57P01", True), ("55P03", True), ("28P01", False)],
)
def test_a_server_that_is_gone_may_come_back(state: str | None, passes: bool) -> None:
    raised = psycopg.OperationalError("gone")
    raised.sqlstate = state
    assert is_passing(OperationalError("select 1", {}, raised)) is passes


def test_a_database_that_cannot_be_opened_may_be_there_later(tmp_path: Path) -> None:
    (tmp_path / "study.db").mkdir()
    database = Database(f"sqlite:///{tmp_path / 'study.db'}")
    with pytest.raises(OperationalError) as refused, database.read() as session:
        session.connection()
    assert is_passing(refused.value)


@pytest.mark.parametrize("error", [None, ZeroDivisionError(), IntegrityError("insert", {}, sqlite3.IntegrityError())])
def test_what_is_wrong_by_itself_does_not_pass(error: Exception | None) -> None:
    assert not is_passing(error)
