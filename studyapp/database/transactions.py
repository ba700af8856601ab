"""The two kinds of transaction, `read` and `write`."""

import sqlite3
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from copy import copy
from functools import cache
from typing import Any, Final

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from studyapp import settings
from studyapp.database.connecting import PATIENCE, connect
from studyapp.database.fair_lock import FairLock
from studyapp.database.result_codes import sqlite_code
from studyapp.errors import Conflict, DatabaseBusy

_DELETED: Final = "Something here was deleted in another tab or by a job meanwhile. Nothing was changed; look again."


class Database:
    """One engine, its write lock, and the calls to make after a commit."""

    def __init__(self, url: str) -> None:
        self.engine = connect(url)
        self._writers = FairLock()
        self._patience: float = PATIENCE

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
            try:
                yield session
                session.commit()
            except StaleDataError as error:  # on PostgreSQL another transaction has deleted a row that this one changes
                raise Conflict(_DELETED) from error
        for call in session.info.get("after_commit", ()):
            call()

    def dispose(self) -> None:
        self.engine.dispose()


def after_commit(session: Session, call: Callable[[], Any]) -> None:
    """Call this once the session's transaction is durable, or never if it is rolled back."""
    session.info.setdefault("after_commit", []).append(call)


@cache
def current() -> Database:
    """The database of this process. Only the doors and the engine ask for it; everything below is given a session."""
    return Database(settings.current().database)


def _begin_to_write(session: Session, *, patience: float) -> None:
    try:
        session.connection(execution_options={"begin": "BEGIN IMMEDIATE", "patience": patience})
    except OperationalError as error:
        if sqlite_code(error.orig) == sqlite3.SQLITE_BUSY:
            raise DatabaseBusy from error
        raise
