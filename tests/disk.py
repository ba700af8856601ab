"""Full disks: a real one of 8 MB where mounting is allowed, and SQLite's own limit everywhere."""

import shutil
import sqlite3
import subprocess
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import event

from studyapp.database import Database

SENTENCE = "The disk is full. Nothing was lost; free some space."


@contextmanager
def database_in(folder: Path, migrated_file: Path) -> Generator[Database]:
    shutil.copy(migrated_file, folder / "studyapp.db")
    database = Database(f"sqlite:///{folder / 'studyapp.db'}")
    yield database
    database.dispose()


@contextmanager
def full(database: Database) -> Generator[None]:
    """Limit the database file to its current size."""
    event.listen(database.engine, "connect", _limit_pages)
    database.dispose()
    try:
        yield
    finally:
        event.remove(database.engine, "connect", _limit_pages)
        database.dispose()


@contextmanager
def filled(disk: Path) -> Generator[None]:
    """Fill the disk to the last byte."""
    filler = disk / "filler"
    try:
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
        yield
    finally:
        filler.unlink()


@contextmanager
def mounted(folder: Path) -> Generator[None]:
    """Mount a small file system there, or skip the test: mounting needs Linux and root."""
    folder.mkdir()
    mount = shutil.which("mount") or pytest.skip("there is no `mount` here")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no small file system can be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run([shutil.which("umount") or "umount", "--lazy", str(folder)], check=True)


def _limit_pages(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA max_page_count = 1")  # which never takes away what it has
