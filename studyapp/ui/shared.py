"""One read for all tabs that show the same: however many of a learner's tabs hear of a change, it is read once.

Two hundred tabs on one list would otherwise ask the database the same question two hundred times in a row.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final, TypeVar

from studyapp import signals

T = TypeVar("T")

FRESH_SECONDS: Final = 1.0
"""What is read has a sense of time (due, next attempt), so it is read again after this long without a change too."""


@dataclass(frozen=True)
class _Views:
    """What has been read of a learner's data since the latest change."""

    version: int
    began_at: float
    values: dict[Hashable, Any] = field(default_factory=dict[Hashable, Any])
    turns: defaultdict[Hashable, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    """Whoever comes while a view is being read waits for it."""


_views: dict[str, _Views] = {}


async def once(user_id: str, view: Hashable, read: Callable[[], Awaitable[T]]) -> T:
    """What `read` returns, or what it returned for another tab since the latest change. It must not be changed."""
    views = _current(user_id)
    async with views.turns[view]:
        if view not in views.values:
            views.values[view] = await read()
    return views.values[view]


def _current(user_id: str) -> _Views:
    version, now = signals.version(user_id), monotonic()
    views = _views.get(user_id)
    if views and views.version == version and now - views.began_at < FRESH_SECONDS:
        return views
    _views[user_id] = _Views(version, now)
    return _views[user_id]
