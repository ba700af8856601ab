"""The wall clock, and a detector of its jumps, which compares it with the monotonic clock."""

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
        """How far the wall clock has jumped (negative: back). Returns the same jump until `allow_for` is called.

        Clocks that drift apart slowly are not a jump, even if the drift adds up.
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
