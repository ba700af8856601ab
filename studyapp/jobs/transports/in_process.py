"""The transport within one process: places (asyncio tasks) that sleep until the bell rings.

The bell is a flag, not a queue. A place that finds no job sleeps again, and one that finds a job wakes the next place.
"""

import asyncio
from typing import Final

from sqlmodel import Session

from studyapp.database import after_commit
from studyapp.jobs.store.views import JobView
from studyapp.jobs.transports.port import RunOne

_listening: Final[set["InProcess"]] = set()


class InProcess:
    def __init__(self) -> None:
        self._bell: asyncio.Queue[None] = asyncio.Queue(maxsize=1)
        self._idle: set[asyncio.Task[None]] = set()
        self._places: list[asyncio.Task[None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closing = False

    def ring(self, session: Session, job: JobView) -> None:  # noqa: ARG002
        after_commit(session, _ring_all)

    async def start(self, run_one: RunOne, concurrency: int) -> None:
        self._loop = asyncio.get_running_loop()
        _listening.add(self)
        self._places = [asyncio.create_task(self._serve(run_one)) for _ in range(concurrency)]
        self.sweep()

    async def stop(self, deadline: float) -> None:
        _listening.discard(self)
        self._closing = True
        for place in self._idle:
            place.cancel()
        if self._places:
            await asyncio.wait(self._places, timeout=deadline)
        for place in self._places:
            place.cancel()
        await asyncio.gather(*self._places, return_exceptions=True)

    def sweep(self) -> None:
        if self._bell.empty():
            self._bell.put_nowait(None)

    def hear(self) -> None:
        """Wake a place, from any thread. Does nothing if the event loop was closed, since no place is left then."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.sweep)

    async def _serve(self, run_one: RunOne) -> None:
        while not self._closing:
            await self._rung()
            while not self._closing and await run_one(self.sweep):
                pass

    async def _rung(self) -> None:
        place = asyncio.current_task()
        assert place
        self._idle.add(place)
        try:
            await self._bell.get()
        finally:
            self._idle.discard(place)


def _ring_all() -> None:
    for transport in tuple(_listening):
        transport.hear()


DOORBELL: Final = InProcess()
"""Rings every transport of this process."""
