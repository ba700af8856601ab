"""What the databases' own error codes mean for us: try again later, full, damaged."""

import sqlite3
from typing import Final

from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from studyapp.errors import Damaged, DatabaseBusy, StorageFull

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
_DEADLOCK_STATE: Final = "40P01"
"""PostgreSQL's code for a transaction that was rolled back since it and another one waited for each other."""


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


def ours(context: ExceptionContext) -> StorageFull | Damaged | DatabaseBusy | None:
    """The error of ours that people can act on, in place of the driver's. None leaves the driver's as it is."""
    error = context.original_exception
    if getattr(error, "sqlite_errorcode", 0) in _FULL or getattr(error, "sqlstate", None) == _FULL_STATE:
        return StorageFull()
    if getattr(error, "sqlstate", None) == _DEADLOCK_STATE:
        return DatabaseBusy()
    return Damaged() if sqlite_code(error) in DAMAGED else None
