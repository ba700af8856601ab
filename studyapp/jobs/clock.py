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
        self._seen = wall(), steady()

    def jumped(self) -> bool:
        """Whether the two clocks went apart since the last call."""
        wall, steady = self._wall(), self._steady()
        apart = (wall - self._seen[0]) - timedelta(seconds=steady - self._seen[1])
        self._seen = wall, steady
        return abs(apart) > JUMP
