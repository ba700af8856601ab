"""Tells open tabs, within this process, that data of their learner changed.

A signal carries no data. Its receivers read the database again, so a lost or repeated signal costs time but never shows
anything wrong.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager, suppress
from itertools import count
from typing import Final

COALESCE_SECONDS: Final = 0.25
"""While items stream, a tab re-reads about four times a second. The first change of a burst is reported at once."""


class _Subscription:
    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.changed = asyncio.Event()

    def wake(self) -> None:
        """Wake the subscriber from any thread, unless its loop was closed meanwhile.

        A subscriber that was woken and has not read yet will see this change too.
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
    """Tell every open tab of this learner that something changed. Call this after the commit, from any thread."""
    _versions[user_id] = next(_ticks)
    for subscription in tuple(_subscriptions.get(user_id, ())):
        subscription.wake()


def version(user_id: str) -> int:
    """A number that changes with each announcement: data read at the same version is still up to date."""
    return _versions.get(user_id, 0)


def announce_to_all() -> None:
    """Tell every open tab to read again, because another process changed the data of an unknown learner."""
    for user_id in tuple(_subscriptions):
        announce(user_id)


@asynccontextmanager
async def subscribe(user_id: str, *, pause: float = COALESCE_SECONDS) -> AsyncGenerator[AsyncGenerator[None]]:
    """Subscribe to changes of one learner's data: an endless iterator with at most one event per `pause` seconds.

    Changes within a pause are reported together, and none is lost.
    """
    subscription = _Subscription()
    _subscriptions[user_id].add(subscription)
    try:
        async with aclosing(subscription.changes(pause)) as changes:
            yield changes
    finally:
        _subscriptions[user_id].discard(subscription)
        if not _subscriptions[user_id]:
            del _subscriptions[user_id]
