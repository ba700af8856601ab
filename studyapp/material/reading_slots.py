"""Limits reading to two files at a time in this process; further files wait in order of arrival."""

import asyncio
from asyncio import AbstractEventLoop, Semaphore
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final
from weakref import WeakKeyDictionary

from studyapp.errors import Busy

AT_ONCE: Final = 2
PATIENCE: Final = 120.0
"""Seconds after which a waiting file is refused, because its bytes stay in memory while it waits."""

STILL_BUSY: Final = (
    "Other files are being read, and this one waited two minutes for its turn. Upload it again in a while, alone."
)

_slots: WeakKeyDictionary[AbstractEventLoop, Semaphore] = WeakKeyDictionary()
"""One semaphore per event loop, because an asyncio lock belongs to one loop. A server has a single loop."""


def must_wait() -> bool:
    """Whether a new file would have to wait for a slot."""
    return _semaphore().locked()


@asynccontextmanager
async def slot(*, patience: float | None = PATIENCE) -> AsyncGenerator[None]:
    """Wait for a slot and hold it for the length of the block. Raises `Busy` when none is free within `patience`
    seconds; None waits as long as it takes.
    """
    slots = _semaphore()
    try:
        async with asyncio.timeout(patience):
            await slots.acquire()
    except TimeoutError as error:
        raise Busy(STILL_BUSY) from error
    try:
        yield
    finally:
        slots.release()


def _semaphore() -> Semaphore:
    return _slots.setdefault(asyncio.get_running_loop(), Semaphore(AT_ONCE))
