"""The queue of those who want to write."""

import threading
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager

from studyapp.errors import DatabaseBusy


class FairLock:
    """A mutex that serves waiting threads in the order they came."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._queue: deque[threading.Lock] = deque()
        self._held = False

    @contextmanager
    def held(self, *, patience: float) -> Generator[None]:
        """Hold the lock for the length of the block. Raises `DatabaseBusy` after `patience` seconds of waiting."""
        self._take(patience)
        try:
            yield
        finally:
            self._hand_on()

    def _take(self, patience: float) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._queue.append(turn)
        came = False
        try:
            came = turn.acquire(timeout=patience)
        finally:
            if not came:  # also after Ctrl-C: leave the queue, or pass on a turn that came meanwhile
                self._leave(turn)
        if not came:
            raise DatabaseBusy

    def _leave(self, turn: threading.Lock) -> None:
        with self._guard:
            if turn in self._queue:
                self._queue.remove(turn)
                return
        self._hand_on()

    def _hand_on(self) -> None:
        with self._guard:
            if self._queue:
                self._queue.popleft().release()
            else:
                self._held = False
