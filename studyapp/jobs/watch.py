"""Notices that the database changed, whoever changed it: how a job put in by another process is found at once."""

from typing import Any

from studyapp.database import Database


class Changes:
    """`PRAGMA data_version` moves when another connection commits, in this process or another, and costs microseconds.

    Used by one thread at a time. On a database that has no such thing, it always says "maybe".
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Any = None
        self._seen: int | None = None

    def any(self) -> bool:
        """Whether somebody committed since the last call; true at the first."""
        if self._database.engine.dialect.name != "sqlite":
            return True
        if self._connection is None:
            self._connection = self._database.engine.raw_connection()
        (version,) = self._connection.driver_connection.execute("PRAGMA data_version").fetchone()
        changed, self._seen = version != self._seen, version
        return changed

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
