"""The engine and its two kinds of transaction: `read` and `write`.

SQLite runs in WAL mode with `synchronous=FULL`: what was committed survives a power cut. Its own busy handler is
unfair (a second writer was seen to wait 2.5 s), so the writers of one process queue at a first-come lock instead.
"""

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, DateTime, Dialect, Engine, TypeDecorator, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlmodel import Session

from studyapp import settings
from studyapp.errors import StorageFull

_PATIENCE: Final = 30
"""Seconds to wait for those who hold the file."""
_FULL: Final = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
"""The second when there is no room for the index of the log, which every connection needs."""
_FULL_STATE: Final = "53100"
"""PostgreSQL's."""


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in Python; SQLite, which knows no zones, stores the same moment without one."""

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
    """A mutex that serves its waiters in the order they came."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._queue: deque[threading.Lock] = deque()
        self._held = False

    def __enter__(self) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._queue.append(turn)
        try:
            turn.acquire()
        except BaseException:  # Ctrl-C while waiting: step out of the queue, or hand on a turn that came meanwhile
            self._leave(turn)
            raise

    def _leave(self, turn: threading.Lock) -> None:
        with self._guard:
            if turn in self._queue:
                self._queue.remove(turn)
                return
        self.__exit__()

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._queue:
                self._queue.popleft().release()
            else:
                self._held = False


class Database:
    """One engine, its write lock, and what to do once a transaction has been committed."""

    def __init__(self, url: str) -> None:
        self.engine = _connect(url)
        self._writers = FairLock()

    @contextmanager
    def read(self) -> Generator[Session]:
        """A snapshot to read from; nothing in it is ever written."""
        with Session(self.engine, expire_on_commit=False) as session:
            if self.engine.dialect.name == "postgresql":  # SQLite reads snapshots anyway
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    @contextmanager
    def write(self) -> Generator[Session]:
        """One transaction: committed when the block ends, rolled back when it raises.

        Functions queued with `after_commit` run once the rows are durable.
        """
        with self._writers, Session(self.engine, expire_on_commit=False) as session:
            session.connection(execution_options={"begin": "BEGIN IMMEDIATE"})
            yield session
            session.commit()
        for call in session.info.get("after_commit", ()):
            call()

    def dispose(self) -> None:
        self.engine.dispose()


def after_commit(session: Session, call: Callable[[], Any]) -> None:
    """Run `call` once this session's transaction is durable, and not at all if it is rolled back."""
    session.info.setdefault("after_commit", []).append(call)


@cache
def current() -> Database:
    """The database of this process. Doors ask for it; everything below is handed a session."""
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
    return _translating(engine)


def _translating(engine: Engine) -> Engine:
    """Errors that people can do something about become ours wherever they come up, the driver's own as their cause."""
    event.listen(engine, "handle_error", _full_disk)
    return engine


def _full_disk(context: ExceptionContext) -> StorageFull | None:
    error = context.original_exception
    is_full = getattr(error, "sqlite_errorcode", None) in _FULL or getattr(error, "sqlstate", None) == _FULL_STATE
    return StorageFull() if is_full else None


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Take transaction control from the driver (`write` begins its own) and set the pragmas of this connection."""
    connection.isolation_level = None
    _enter_wal(connection)
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_PATIENCE * 1000}",
        "cache_size=-16000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _enter_wal(connection: sqlite3.Connection) -> None:
    """Two processes that open a new file at once both change its mode, and there SQLite refuses rather than waits."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _begin(connection: Connection) -> None:
    """Writers take the write lock at once: a reader that turned writer midway could fail with "database is locked"."""
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
