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

_turns: WeakKeyDictionary[AbstractEventLoop, Semaphore] = WeakKeyDictionary()
"""One semaphore per event loop, because an asyncio lock belongs to one loop. A server has a single loop."""


def must_wait() -> bool:
    """Whether a new file would have to wait for its turn."""
    return _line().locked()


@asynccontextmanager
async def turn(*, patience: float = PATIENCE) -> AsyncGenerator[None]:
    """Wait for a turn and hold it for the length of the block. Raises `Busy` when none is free in time."""
    line = _line()
    try:
        async with asyncio.timeout(patience):
            await line.acquire()
    except TimeoutError as error:
        raise Busy(STILL_BUSY) from error
    try:
        yield
    finally:
        line.release()


def _line() -> Semaphore:
    return _turns.setdefault(asyncio.get_running_loop(), Semaphore(AT_ONCE))
