"""How long to wait before another attempt."""

import math
from datetime import timedelta
from typing import Final

LONGEST_BACKOFF: Final = timedelta(seconds=60)
LONGEST_LONE_WAIT: Final = timedelta(seconds=300)
LONGEST_RETRY_AFTER: Final = timedelta(days=1)


def backoff(retry_after: float | None, *, attempts: int, jitter: float) -> timedelta:
    """The delay after attempt number `attempts` (from 1): 2^(n−1) s times `jitter`, at most 60 s.

    If the provider asked for more (`retry_after`, in seconds), it gets that.
    """
    doublings = min(attempts - 1, 30)
    delay = min(timedelta(seconds=2**doublings * jitter), LONGEST_BACKOFF)
    return max(delay, wish(retry_after))


def lone_wait(lasted: timedelta) -> timedelta:
    """For a job whose answers break off while other jobs do well: as long as that has `lasted`, 1 to 300 s."""
    return min(max(lasted, timedelta(seconds=1)), LONGEST_LONE_WAIT)


def wish(retry_after: float | None) -> timedelta:
    """How long the provider asked to be left alone: from nothing to a day."""
    if retry_after is None or math.isnan(retry_after):
        return timedelta()
    return timedelta(seconds=min(max(retry_after, 0.0), LONGEST_RETRY_AFTER.total_seconds()))
