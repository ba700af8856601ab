"""Shares one read among all tabs of a learner that show the same.

Otherwise two hundred tabs with one list would send the database the same query two hundred times in a row.
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
"""Rows depend on the time (e.g. what is due), so they are read again after this long even without a change."""


@dataclass(frozen=True)
class _Views:
    """What has been read of a learner's data since the latest change."""

    version: int
    began_at: float
    values: dict[Hashable, Any] = field(default_factory=dict[Hashable, Any])
    turns: defaultdict[Hashable, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    """A lock per view: a tab that comes while the view is being read waits for the result."""


_views: dict[str, _Views] = {}


async def read_once(user_id: str, view: Hashable, read: Callable[[], Awaitable[T]]) -> T:
    """Call `read`, or return what it gave another tab since the latest change. The result must not be changed."""
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
