"""Notices that the database changed, so that a job added by another process is found at once."""

from enum import StrEnum
from typing import Any

from sqlalchemy import event

from studyapp.database import Database


class Change(StrEnum):
    NONE = "none"
    PERHAPS_OURS = "perhaps ours"
    """This process committed something too, and has told its tabs about that already."""
    OTHERS = "others"
    """Only another process can have made the change."""


class DatabaseWatch:
    """Watches `PRAGMA data_version`, which changes when another connection commits, in this process or another.

    Reading it costs microseconds. Only one thread may use it at a time. On PostgreSQL, which has no such number, every
    look reports a change.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Any = None
        self._seen: int | None = None
        self._committed = False
        event.listen(database.engine, "commit", self._note_commit)

    def look(self) -> Change:
        """What changed since the last look. The first look always reports a change."""
        if self._database.engine.dialect.name != "sqlite":
            return Change.PERHAPS_OURS
        ours, self._committed = self._committed or self._seen is None, False
        before, self._seen = self._seen, self._version()
        if self._seen == before:
            return Change.NONE
        return Change.PERHAPS_OURS if ours else Change.OTHERS

    def close(self) -> None:
        event.remove(self._database.engine, "commit", self._note_commit)
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _version(self) -> int:
        if self._connection is None:
            self._connection = self._database.engine.raw_connection()
        (version,) = self._connection.driver_connection.execute("PRAGMA data_version").fetchone()
        return version

    def _note_commit(self, _connection: object) -> None:
        self._committed = True
