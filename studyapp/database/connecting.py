"""Connections, ready to use: WAL mode, the pragmas, and transactions that begin when we say so."""

import sqlite3
import time
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url

from studyapp.database.result_codes import ours, sqlite_code

PATIENCE: Final = 30
"""Seconds to wait while another program holds the database file."""


def connect(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return _translating(create_engine(url, pool_pre_ping=True))
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(
        url, connect_args={"check_same_thread": False, "timeout": PATIENCE}, pool_size=16, max_overflow=32
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkin", _leave_nothing_open)
    return _translating(engine)


def _translating(engine: Engine) -> Engine:
    """Translate errors that people can act on into our own wherever they occur. The driver's error is the cause."""
    event.listen(engine, "handle_error", ours)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Take over transaction control from the driver (`write` begins its own) and set the pragmas of this connection."""
    connection.isolation_level = None
    connection.create_function("power", 2, pow, deterministic=True)  # as in PostgreSQL; not every SQLite has it
    _enter_wal(connection)
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={PATIENCE * 1000}",
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
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if sqlite_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _begin(connection: Connection) -> None:
    """Begin a transaction. Writers take the write lock at once, because a reader that turns writer later could fail
    with "database is locked".
    """
    options = connection.get_execution_options()
    patience = options.get("patience", PATIENCE)
    if connection.info.get("patience", PATIENCE) != patience:
        connection.connection.cursor().execute(f"PRAGMA busy_timeout={round(patience * 1000)}")
        connection.info["patience"] = patience
    connection.exec_driver_sql(options.get("begin", "BEGIN"))
