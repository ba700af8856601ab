"""Elects one executor per data folder, by a lock that the operating system releases when its holder dies.

A process that gets the lock therefore knows that the executor before it is dead, and may take over its jobs at once.
"""

import os
import sys
from pathlib import Path
from typing import Protocol

from sqlalchemy import make_url

from studyapp.settings import Settings


class Election(Protocol):
    def won(self) -> bool:
        """Try to become the executor, or confirm being it. Never blocks."""
        ...

    def resign(self) -> None: ...


class FileLock:
    """Holds the lock until `resign` is called or this process ends. A frozen process keeps the lock."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.resign)

    def won(self) -> bool:
        if self._descriptor is None:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            if _lock(descriptor):
                self._descriptor = descriptor
            else:
                os.close(descriptor)
        return self._descriptor is not None

    def resign(self) -> None:
        """Release the lock. A forked child only closes its copy, and the parent keeps the lock."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on Windows only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - does not exist on Windows

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def lock_file(settings: Settings) -> Path:
    """The path of the lock, beside the database file, because two executors must not share a database."""
    url = make_url(settings.database)
    is_file = url.get_backend_name() == "sqlite" and url.database
    return (Path(str(url.database)).parent if is_file else settings.data_dir) / "executor.lock"
