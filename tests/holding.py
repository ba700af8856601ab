"""Another program that holds the database, as a backup or a forgotten shell does."""

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from studyapp.database import Database

_PROGRAM: Final = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN " + sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_elsewhere(database: Database, how: str = "IMMEDIATE") -> Generator[None]:
    """Another process has begun to write when the block begins, and stops when it ends."""
    command = [sys.executable, "-c", _PROGRAM, str(database.engine.url.database), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            holder.stdin.close()
            holder.wait()
