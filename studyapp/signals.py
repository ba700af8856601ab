"""Who wants to know that something of a learner's changed: an in-process broadcast from commits to open tabs.

A signal carries no data. Whoever hears one reads the database again, so a lost or doubled
signal costs time, never truth.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager, suppress
from itertools import count
from typing import Final

COALESCE_SECONDS: Final = 0.25
"""While items stream, a tab re-reads about four times a second; the first change of a burst goes out at once."""


class _Subscription:
    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.changed = asyncio.Event()

    def wake(self) -> None:
        """Callable from any thread; a loop that has closed meanwhile has nobody left to tell.

        Who has been told and has not looked yet will see this change too.
        """
        if self.changed.is_set():
            return
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(self.changed.set)

    async def changes(self, pause: float) -> AsyncGenerator[None]:
        while True:
            await self.changed.wait()
            self.changed.clear()
            yield
            await asyncio.sleep(pause)


_subscriptions: defaultdict[str, set[_Subscription]] = defaultdict(set)
_ticks: Final = count(1)
_versions: dict[str, int] = {}


def announce(user_id: str) -> None:
    """Tell every open tab of this learner that something changed. Call after the commit, from any thread."""
    _versions[user_id] = next(_ticks)
    for subscription in tuple(_subscriptions.get(user_id, ())):
        subscription.wake()


def version(user_id: str) -> int:
    """Another one after each announced change: what was read at the same version is still true."""
    return _versions.get(user_id, 0)


def announce_to_all() -> None:
    """Another process changed something, and whose it was is unknown: every open tab looks."""
    for user_id in tuple(_subscriptions):
        announce(user_id)


@asynccontextmanager
async def subscribe(user_id: str, *, pause: float = COALESCE_SECONDS) -> AsyncGenerator[AsyncGenerator[None]]:
    """Changes of one learner's data as an endless iterator, at most one per `pause` seconds and none lost."""
    subscription = _Subscription()
    _subscriptions[user_id].add(subscription)
    try:
        async with aclosing(subscription.changes(pause)) as changes:
            yield changes
    finally:
        _subscriptions[user_id].discard(subscription)
        if not _subscriptions[user_id]:
            del _subscriptions[user_id]
