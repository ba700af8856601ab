"""Limits reading to two files at a time in this process, drawing to two pages, and looking for figures to two sections;
what comes further waits in order of arrival. Pages have a queue of their own, because a book is read for minutes, and
lessons on all its sections are made, while somebody wants to see a page.
"""

import asyncio
from asyncio import AbstractEventLoop, Semaphore
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from enum import StrEnum
from typing import Final
from weakref import WeakKeyDictionary

from studyapp.errors import Busy

AT_ONCE: Final = 2
PATIENCE: Final = 120.0
"""Seconds after which a waiting file is refused, because its bytes stay in memory while it waits."""

STILL_BUSY: Final = (
    "Other files are being read, and this one waited two minutes for its turn. Upload it again in a while, alone."
)


class Queue(StrEnum):
    """What waits for a slot. The value is the sentence for who has waited too long."""

    FILES = STILL_BUSY
    SECTIONS = "The figures of other sections are being looked for. Try again in a while."
    PAGES = "Other pages are being drawn, and this one waited too long for its turn. Open it again in a while."


_slots: defaultdict[Queue, WeakKeyDictionary[AbstractEventLoop, Semaphore]] = defaultdict(WeakKeyDictionary)
"""One semaphore per event loop, because an asyncio lock belongs to one loop. A server has a single loop."""


def must_wait() -> bool:
    """Whether a new file would have to wait for a slot."""
    return _semaphore().locked()


@asynccontextmanager
async def slot(*, patience: float | None = PATIENCE, queue: Queue = Queue.FILES) -> AsyncGenerator[None]:
    """Wait for a slot and hold it for the length of the block. Raises `Busy` when none is free within `patience`
    seconds; None waits as long as it takes.
    """
    slots = _semaphore(queue)
    try:
        async with asyncio.timeout(patience):
            await slots.acquire()
    except TimeoutError as error:
        raise Busy(queue.value) from error
    try:
        yield
    finally:
        slots.release()


def _semaphore(queue: Queue = Queue.FILES) -> Semaphore:
    return _slots[queue].setdefault(asyncio.get_running_loop(), Semaphore(AT_ONCE))
