"""Two files are read at a time in this process, whoever sent them; the others wait in the order they came."""

import asyncio
from asyncio import AbstractEventLoop, Semaphore
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final
from weakref import WeakKeyDictionary

from studyapp.errors import Busy

AT_ONCE: Final = 2
PATIENCE: Final = 120.0
"""Seconds until a file that waits is sent away; what it waits with is in memory all that time."""

STILL_BUSY: Final = (
    "Other files are being read, and this one waited two minutes for its turn. Upload it again in a while, alone."
)

_turns: WeakKeyDictionary[AbstractEventLoop, Semaphore] = WeakKeyDictionary()
"""A server has one loop, hence one line; an asyncio lock cannot be waited for in two."""


def must_wait() -> bool:
    """Whether a file that came now would have to."""
    return _line().locked()


@asynccontextmanager
async def turn(*, patience: float = PATIENCE) -> AsyncGenerator[None]:
    """Raises `Busy` when it does not come in time."""
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
