"""Migrates a database to the tables of this version, from a checkout or from an installed package.

All pending migrations run in one transaction, so a crash leaves the old tables intact and a second process waits for
its turn. A database file that is not new is copied before it is changed.
"""

import os
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from studyapp.database import Database
from studyapp.database.open_errors import explain_open_errors, newer
from studyapp.settings import Settings

_ADVISORY_LOCK: Final = 7_392_004_113
"""An arbitrary number that all processes migrating one PostgreSQL database use as their lock."""


def upgrade(settings: Settings, *, scripts: Path | None = None) -> None:
    """Run the pending migrations; without any, this only reads. `scripts` is their folder, by default this version's
    own.

    Raises `CannotOpen` if the address is not that of a database of this or an earlier version.
    """
    with explain_open_errors(settings):
        _upgrade(settings, scripts or _scripts())


def _upgrade(settings: Settings, scripts: Path) -> None:
    database = Database(settings.database)
    try:
        with database.engine.connect() as connection:
            config = configuration(connection, scripts)
            known, found = ScriptDirectory.from_config(config), _revision(connection)
            connection.rollback()
            if found == known.get_current_head():
                return
            if found is not None and found not in {script.revision for script in known.walk_revisions()}:
                raise newer(settings)
            if found is not None and connection.dialect.name == "sqlite":
                _back_up(Path(str(database.engine.url.database)), before=str(known.get_current_head()))
            _migrate(connection, config)
    finally:
        database.dispose()


def configuration(connection: Connection, scripts: Path) -> Config:
    """The alembic configuration for migrating on this connection."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _scripts() -> Path:
    """The folder of the migration scripts: inside an installed package, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent
    packed = package / "_alembic"
    return packed if packed.is_dir() else package.parent / "alembic"


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _back_up(file: Path, *, before: str) -> None:
    """Copy the database file, even while it is in use, into a new file beside it. Existing copies are never
    overwritten.

    The copy gets its final name only when it is complete, so that a half-written one is never taken for a copy.
    """
    unfinished = file.with_name(f"{file.name}.unfinished-copy")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
    _flush(unfinished)
    numbered = (file.with_name(f"{file.name}.before-{before}.{number}") for number in count(1))
    unfinished.rename(next(name for name in numbered if not name.exists()))
    _flush(file.parent)


def _flush(path: Path) -> None:
    """Flush the content of a file, or the names in a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _migrate(connection: Connection, config: Config) -> None:
    """Run all pending migrations in one transaction, which no other process can run at the same time."""
    if connection.dialect.name == "sqlite":
        without_foreign_keys(connection)
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            check_foreign_keys(connection)


def check_foreign_keys(connection: Connection) -> None:
    if broken := connection.execute(text("pragma foreign_key_check")).all():
        raise RuntimeError(f"the migration would leave {len(broken)} rows that point nowhere; nothing was changed")


def without_foreign_keys(connection: Connection) -> None:
    """Switch foreign keys off: SQLite changes a table by rebuilding it, and dropping the old one would delete the rows
    that refer to it.

    The pragma has no effect inside a transaction, so it is set on the driver's own connection.
    """
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    connection.execution_options(begin="BEGIN IMMEDIATE")
