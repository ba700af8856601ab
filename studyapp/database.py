"""The database engine and its two kinds of transaction, `read` and `write`.

SQLite runs in WAL mode with `synchronous=FULL`, so committed rows survive a power cut. Its own busy handler is unfair
(a second writer was seen to wait 2.5 s), so the writers of one process queue at a first-come lock instead.
"""

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager
from copy import copy
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, DateTime, Dialect, Engine, TypeDecorator, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlmodel import Session

from studyapp import settings
from studyapp.errors import Damaged, DatabaseBusy, StorageFull

_PATIENCE: Final = 30
"""Seconds to wait while another program holds the database file."""
_PASSING: Final = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
}
_PASSING_STATES: Final = ("08", "40", "53", "55", "57", "58")
"""Classes of PostgreSQL errors: connection, rollback, resources, not ready, operator intervention, system."""
DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FULL: Final = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
"""The second code means there is no room for the index of the write-ahead log, which every connection needs."""
_FULL_STATE: Final = "53100"
"""PostgreSQL's code for a full disk."""


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in Python. SQLite has no time zones and stores the same moment without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("moments are aware: give this datetime a time zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class FairLock:
    """A mutex that serves waiting threads in the order they came."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._queue: deque[threading.Lock] = deque()
        self._held = False

    @contextmanager
    def held(self, *, patience: float) -> Generator[None]:
        """Hold the lock for the length of the block. Raises `DatabaseBusy` after `patience` seconds of waiting."""
        self._take(patience)
        try:
            yield
        finally:
            self._hand_on()

    def _take(self, patience: float) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._queue.append(turn)
        came = False
        try:
            came = turn.acquire(timeout=patience)
        finally:
            if not came:  # also after Ctrl-C: leave the queue, or pass on a turn that came meanwhile
                self._leave(turn)
        if not came:
            raise DatabaseBusy

    def _leave(self, turn: threading.Lock) -> None:
        with self._guard:
            if turn in self._queue:
                self._queue.remove(turn)
                return
        self._hand_on()

    def _hand_on(self) -> None:
        with self._guard:
            if self._queue:
                self._queue.popleft().release()
            else:
                self._held = False


class Database:
    """One engine, its write lock, and the calls to make after a commit."""

    def __init__(self, url: str) -> None:
        self.engine = _connect(url)
        self._writers = FairLock()
        self._patience: float = _PATIENCE

    def within(self, patience: float) -> "Database":
        """The same database with another default patience: how many seconds a `write` waits for its turn."""
        same = copy(self)
        same._patience = patience  # noqa: SLF001  (of this class)
        return same

    @contextmanager
    def read(self) -> Generator[Session]:
        """A session on a snapshot, for reading only; nothing in it is ever written."""
        with Session(self.engine, expire_on_commit=False) as session:
            if self.engine.dialect.name == "postgresql":  # SQLite always reads a snapshot
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    @contextmanager
    def write(self, *, patience: float | None = None) -> Generator[Session]:
        """One transaction: committed when the block ends, rolled back when it raises.

        Calls queued with `after_commit` run once the rows are durable. `patience` is how many seconds to wait for other
        writers in this or another process; after that `DatabaseBusy` is raised and the block has not begun.
        """
        patience = self._patience if patience is None else patience
        until = time.monotonic() + patience
        with self._writers.held(patience=patience), Session(self.engine, expire_on_commit=False) as session:
            _begin_to_write(session, patience=max(0.0, until - time.monotonic()))
            yield session
            session.commit()
        for call in session.info.get("after_commit", ()):
            call()

    def dispose(self) -> None:
        self.engine.dispose()


def after_commit(session: Session, call: Callable[[], Any]) -> None:
    """Call this once the session's transaction is durable, or never if it is rolled back."""
    session.info.setdefault("after_commit", []).append(call)


def sqlite_code(error: BaseException | None) -> int:
    """SQLite's primary result code, which is the lowest byte of an extended one; 0 if the error is not SQLite's."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def first_line(error: BaseException) -> str:
    """The first line of a database error, for logs; the lines below hold the statement and its values."""
    return str(error).partition("\n")[0]


def is_passing(error: BaseException | None) -> bool:
    """Whether the error is temporary: the database is locked, full, unreachable, or fails to read or write at present.

    The same call may succeed later. Nothing of it was done, unless the connection was lost during the commit itself.
    """
    while error is not None:
        match error:
            case sqlite3.Error():
                return sqlite_code(error) in _PASSING
            case NoConnectionFree() | DatabaseBusy() | StorageFull():
                return True
            case OperationalError() if not isinstance(error.orig, sqlite3.Error):
                state = getattr(error.orig, "sqlstate", None)  # None if no server answered
                return state is None or state.startswith(_PASSING_STATES)
            case _:
                error = error.orig if isinstance(error, DBAPIError) else error.__cause__
    return False


@cache
def current() -> Database:
    """The database of this process. Only the doors and the engine ask for it; everything below is given a session."""
    return Database(settings.current().database)


def _connect(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return _translating(create_engine(url, pool_pre_ping=True))
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(
        url, connect_args={"check_same_thread": False, "timeout": _PATIENCE}, pool_size=16, max_overflow=32
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkin", _leave_nothing_open)
    return _translating(engine)


def _translating(engine: Engine) -> Engine:
    """Translate errors that people can act on into our own wherever they occur. The driver's error is the cause."""
    event.listen(engine, "handle_error", _ours)
    return engine


def _ours(context: ExceptionContext) -> StorageFull | Damaged | None:
    error = context.original_exception
    if getattr(error, "sqlite_errorcode", 0) in _FULL or getattr(error, "sqlstate", None) == _FULL_STATE:
        return StorageFull()
    return Damaged() if sqlite_code(error) in DAMAGED else None


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Take over transaction control from the driver (`write` begins its own) and set the pragmas of this connection."""
    connection.isolation_level = None
    _enter_wal(connection)
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_PATIENCE * 1000}",
        "cache_size=-16000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _leave_nothing_open(connection: sqlite3.Connection | None, _record: object) -> None:
    """Roll back before a connection returns to the pool: a failed commit leaves its transaction open and the file
    locked.
    """
    if connection and connection.in_transaction:
        connection.rollback()


def _enter_wal(connection: sqlite3.Connection) -> None:
    """Retry until the deadline: two processes that open a new file both change its mode, and SQLite does not wait
    there.
    """
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if sqlite_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _begin_to_write(session: Session, *, patience: float) -> None:
    try:
        session.connection(execution_options={"begin": "BEGIN IMMEDIATE", "patience": patience})
    except OperationalError as error:
        if sqlite_code(error.orig) == sqlite3.SQLITE_BUSY:
            raise DatabaseBusy from error
        raise


def _begin(connection: Connection) -> None:
    """Begin a transaction. Writers take the write lock at once, because a reader that turns writer later could fail
    with "database is locked".
    """
    options = connection.get_execution_options()
    patience = options.get("patience", _PATIENCE)
    if connection.info.get("patience", _PATIENCE) != patience:
        connection.connection.cursor().execute(f"PRAGMA busy_timeout={round(patience * 1000)}")
        connection.info["patience"] = patience
    connection.exec_driver_sql(options.get("begin", "BEGIN"))
