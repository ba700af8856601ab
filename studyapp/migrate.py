"""Brings a database to the tables this version knows, from a checkout and from an installed package alike.

One transaction holds all pending migrations, so a crash leaves the old tables whole and a second process waits its
turn. A database file that holds something is copied before anything is changed.
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
from studyapp.openable import newer, openable
from studyapp.settings import Settings

_ADVISORY_LOCK: Final = 7_392_004_113
"""Any number will do; two processes that migrate one PostgreSQL database must agree on it."""


def upgrade(settings: Settings, *, scripts: Path | None = None) -> None:
    """Run the pending migrations; with none pending this only reads. `scripts` are those of this version, else.

    Raises `CannotOpen` when there is no database of this or an earlier version behind the address.
    """
    with openable(settings):
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
    """What `alembic` needs to know to migrate on this connection."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _scripts() -> Path:
    """An installed package carries the scripts inside; a checkout has them beside the package."""
    package = Path(__file__).resolve().parent
    packed = package / "_alembic"
    return packed if packed.is_dir() else package.parent / "alembic"


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _back_up(file: Path, *, before: str) -> None:
    """A consistent copy beside the file, also while others have it open; an existing copy is never overwritten.

    It gets its name when it is whole: what a power cut has left half done is never taken for a copy.
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
    """Have a file's content, or a folder's names, on the disk itself."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _migrate(connection: Connection, config: Config) -> None:
    """Run everything pending in one transaction that nobody else migrates in."""
    if connection.dialect.name == "sqlite":
        _without_foreign_keys(connection)
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            _check_foreign_keys(connection)


def _check_foreign_keys(connection: Connection) -> None:
    if broken := connection.execute(text("pragma foreign_key_check")).all():
        raise RuntimeError(f"the migration would leave {len(broken)} rows that point nowhere; nothing was changed")


def _without_foreign_keys(connection: Connection) -> None:
    """SQLite changes a table by rebuilding it, and dropping the old one would cascade into the rows that refer to it.

    The pragma counts outside a transaction only, hence on the driver's own connection.
    """
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    connection.execution_options(begin="BEGIN IMMEDIATE")
