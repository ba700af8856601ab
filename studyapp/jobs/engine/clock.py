"""The wall clock, which may jump, beside the one that cannot."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

JUMP: Final = timedelta(seconds=5)


def utc_now() -> datetime:
    return datetime.now(UTC)


class JumpDetector:
    """Notices that the wall clock was set, or that the machine slept (then only the wall clock went on)."""

    def __init__(self, wall: Callable[[], datetime], steady: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._steady = steady
        self._base = self._difference()

    def jump(self) -> timedelta:
        """How far the wall clock went ahead of the other, or back; the same again until `allow_for` was told.

        Clocks that go a little differently are not a jump, however long they do.
        """
        apart = self._difference() - self._base
        if abs(apart) > JUMP:
            return apart
        self._base += apart
        return timedelta()

    def allow_for(self, jump: timedelta) -> None:
        self._base += jump

    def _difference(self) -> timedelta:
        return self._wall() - datetime.min.replace(tzinfo=UTC) - timedelta(seconds=self._steady())
