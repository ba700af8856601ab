"""The database: writers in order of arrival, all or nothing, announcements after the commit, snapshots, and UTC."""

import sqlite3
import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlmodel import col, select

from studyapp import migrate
from studyapp.database import Database, FairLock, after_commit, is_passing
from studyapp.errors import DatabaseBusy
from studyapp.models import Deck, User
from studyapp.settings import Settings
from tests.factories import NOON, make_deck, make_user
from tests.holding import held_elsewhere


def count_decks(database: Database) -> int:
    with database.read() as session:
        return len(session.exec(select(Deck)).all())


def in_thread(call: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    return thread


def test_writers_are_served_in_the_order_they_came(database: Database) -> None:
    served: list[int] = []
    threads: list[threading.Thread] = []

    def write(number: int) -> None:
        with database.write():
            served.append(number)

    with database.write():
        for number in range(20):
            threads.append(in_thread(lambda number=number: write(number)))
            while len(database._writers._queue) <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join(60)
    assert served == list(range(20))


def test_who_gives_up_waiting_does_not_hold_up_the_queue() -> None:
    lock = FairLock()
    turn = threading.Lock()
    with lock.held(patience=1):
        lock._queue.append(turn)
        lock._leave(turn)
    with lock.held(patience=1):
        lock._queue.append(turn)
        lock._queue.popleft()  # the turn came just as its waiter gave up: it has to be handed on
        lock._held = True
        lock._leave(turn)
        lock._held = True
    assert not lock._held


def wait_and_write(database: Database, owner: str) -> None:
    with database.write(patience=0.05) as session:
        make_deck(session, owner)


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_who_waits_for_another_program_gives_up_and_has_changed_nothing(
    database: Database, owner: User, how: str
) -> None:
    with held_elsewhere(database, how):
        with pytest.raises(DatabaseBusy):
            wait_and_write(database, owner.id)
        assert count_decks(database) == 0
    wait_and_write(database, owner.id)
    assert count_decks(database) == 1


def test_who_waits_behind_a_writer_of_the_same_process_gives_up_too(database: Database, owner: User) -> None:
    with database.write(), pytest.raises(DatabaseBusy):
        wait_and_write(database, owner.id)
    wait_and_write(database, owner.id)
    assert count_decks(database) == 1


def test_a_door_says_once_how_long_its_callers_wait(database: Database, owner: User) -> None:
    door = database.within(0.05)
    with held_elsewhere(database), pytest.raises(DatabaseBusy), door.write():
        pass
    with door.write() as session:
        make_deck(session, owner)
    assert count_decks(database) == 1


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_readers_wait_for_nobody_even_those_that_connect_meanwhile(database: Database, owner: User, how: str) -> None:
    with held_elsewhere(database, how), database.read() as first, database.read() as second:
        assert [session.exec(select(Deck)).all() for session in (first, second)] == [[], []]


@pytest.mark.parametrize("reason", [DatabaseBusy(), DatabaseBusy("In other words.")])
def test_a_busy_database_is_something_that_passes(reason: DatabaseBusy) -> None:
    assert is_passing(reason)


def write_and_fail(database: Database, owner: str, *, then: Callable[[], object] = lambda: None) -> None:
    with database.write() as session:
        after_commit(session, then)
        make_deck(session, owner)
        raise ZeroDivisionError


def test_a_block_that_raises_leaves_nothing_behind(database: Database, owner: User) -> None:
    with pytest.raises(ZeroDivisionError):
        write_and_fail(database, owner.id)
    assert count_decks(database) == 0
    with database.write() as session:
        make_deck(session, owner)
    assert count_decks(database) == 1


def test_nothing_is_written_in_a_block_that_reads(database: Database, owner: User) -> None:
    with database.read() as session:
        make_deck(session, owner)
    assert count_decks(database) == 0


def test_what_waits_for_the_commit_is_called_once_the_rows_are_there(database: Database, owner: User) -> None:
    seen: list[int] = []
    with database.write() as session:
        make_deck(session, owner)
        after_commit(session, lambda: seen.append(count_decks(database)))
        after_commit(session, lambda: seen.append(-1))
        assert seen == []
    assert seen == [1, -1]


def test_what_waits_for_the_commit_may_write_itself(database: Database, owner: User) -> None:
    def write() -> None:
        with database.write() as session:
            make_deck(session, owner)

    with database.write() as session:
        after_commit(session, write)
    assert count_decks(database) == 1


@pytest.mark.parametrize(("whose", "error"), [("local", ZeroDivisionError), ("nobody", IntegrityError)])
def test_what_waits_for_the_commit_is_not_called_when_there_is_none(
    database: Database, owner: User, whose: str, error: type[Exception]
) -> None:
    seen: list[str] = []
    with pytest.raises(error):
        write_and_fail(database, whose, then=lambda: seen.append("called"))
    assert seen == []


@pytest.fixture(params=["sqlite", "postgres"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    """SQLite and PostgreSQL, which must behave the same."""
    if request.param == "sqlite":
        yield request.getfixturevalue("database")
        return
    url = request.getfixturevalue("postgres_url")
    migrate.upgrade(Settings(data_dir=tmp_path, database_url=url))
    database = Database(url)
    yield database
    database.dispose()


def test_a_reader_sees_one_moment_however_long_it_reads(either: Database) -> None:
    with either.write() as session:
        owner = make_user(session, id="local")
    with either.read() as reader:
        assert reader.exec(select(Deck)).all() == []
        with either.write() as session:
            make_deck(session, owner)
        assert reader.exec(select(Deck)).all() == []
    assert count_decks(either) == 1


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


def test_a_commit_that_fails_locks_nobody_out(database: Database, owner: User) -> None:
    def break_a_rule_later() -> None:
        with database.write() as session:
            session.connection().execute(text("pragma defer_foreign_keys = on"))
            make_deck(session, "nobody")

    with pytest.raises(IntegrityError):
        break_a_rule_later()
    with database.write() as session:
        make_deck(session, owner)
    assert count_decks(database) == 1


def hold(database: Database) -> sqlite3.Connection:
    """Hold the database, as another process does."""
    holder = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    holder.execute("begin immediate")
    return holder


def test_whoever_writes_waits_as_long_as_its_patience_for_another_process(database: Database, owner: User) -> None:
    with closing(hold(database)):
        for _ in range(2):  # the connection is the same
            with pytest.raises(DatabaseBusy) as refused, database.write(patience=0.1):
                pass
            assert is_passing(refused.value)
        assert count_decks(database) == 0
    with database.write() as session:
        assert session.connection().execute(text("pragma busy_timeout")).scalar() == 30_000
        make_deck(session, owner)


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
