"""What every connection keeps to: moments in UTC, keys that point somewhere, power cuts, a closed folder."""

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import col, select

from studyapp.database import Database
from studyapp.models import User
from tests.factories import NOON, make_deck, make_user


@pytest.mark.parametrize("offset", [0, 5.75, -8])
def test_moments_come_back_as_the_same_moment_in_utc(either: Database, offset: float) -> None:
    moment = datetime(2025, 3, 30, 2, 30, 59, 123456, tzinfo=timezone(timedelta(hours=offset)))
    with either.write() as session:
        make_user(session, id="local", created_at=moment)
    with either.read() as session:
        found = session.exec(select(User).where(col(User.created_at) == moment)).one()
    assert found.created_at == moment
    assert found.created_at.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="time zone"), database.write() as session:
        make_user(session, created_at=NOON.replace(tzinfo=None))


def test_rows_that_point_nowhere_are_refused(either: Database) -> None:
    with pytest.raises(IntegrityError), either.write() as session:
        make_deck(session, "nobody")


def test_what_is_committed_survives_a_power_cut(database: Database) -> None:
    with database.read() as session:
        assert session.execute(text("pragma synchronous")).scalar() == 2
        assert session.execute(text("pragma journal_mode")).scalar() == "wal"


def test_who_opens_a_new_file_while_another_sets_it_up_waits(tmp_path: Path) -> None:
    file = tmp_path / "studyapp.db"
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as first:
        first.execute("BEGIN IMMEDIATE")
        threading.Timer(0.3, first.execute, ["COMMIT"]).start()
        second = Database(f"sqlite:///{file}")
        with second.read() as session:
            assert session.connection().execute(text("pragma journal_mode")).scalar_one() == "wal"
        second.dispose()


def test_the_folder_of_a_new_database_is_closed_to_others(tmp_path: Path) -> None:
    Database(f"sqlite:///{tmp_path / 'new' / 'study.db'}").dispose()
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
