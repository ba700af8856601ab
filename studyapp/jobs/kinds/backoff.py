"""How long a job waits before its next attempt."""

import math
from datetime import timedelta
from typing import Final

LONGEST_BACKOFF: Final = timedelta(seconds=60)
LONGEST_LONE_WAIT: Final = timedelta(seconds=300)
LONGEST_RETRY_AFTER: Final = timedelta(days=1)


def backoff(retry_after: float | None, *, attempts: int, jitter: float) -> timedelta:
    """The delay after attempt number `attempts` (from 1): 2^(attempts − 1) s times `jitter`, at most 60 s.

    If the provider asked for a longer wait (`retry_after`, in seconds), the delay is that long.
    """
    doublings = min(attempts - 1, 30)
    delay = min(timedelta(seconds=2**doublings * jitter), LONGEST_BACKOFF)
    return max(delay, requested_wait(retry_after))


def lone_wait(lasted: timedelta) -> timedelta:
    """The delay of a job whose answers break off while other jobs succeed: the time this has lasted, 1 to 300 s."""
    return min(max(lasted, timedelta(seconds=1)), LONGEST_LONE_WAIT)


def requested_wait(retry_after: float | None) -> timedelta:
    """The wait the provider asked for, limited to one day; zero if it asked for none."""
    if retry_after is None or math.isnan(retry_after):
        return timedelta()
    return timedelta(seconds=min(max(retry_after, 0.0), LONGEST_RETRY_AFTER.total_seconds()))
