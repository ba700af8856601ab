"""One executor per data folder, elected by a lock that the operating system takes back when its holder dies.

So whoever gets the lock knows that the one before is dead, and may take over its jobs at once.
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
    """Holds the lock as long as this process lives or until `resign`. A frozen holder keeps it."""

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
        """Let go. A forked child closes its copy only: the lock stays with the parent."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists there only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - does not exist on Windows

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def lock_file(settings: Settings) -> Path:
    """Beside the database file, since that is what two executors would fight over."""
    url = make_url(settings.database)
    is_file = url.get_backend_name() == "sqlite" and url.database
    return (Path(str(url.database)).parent if is_file else settings.data_dir) / "executor.lock"
