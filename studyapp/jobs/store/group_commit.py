"""Group commit: the writes of running jobs that wait at the same moment share one transaction.

A durable commit costs a disk flush, whether it holds one write or ten. If a write fails, all are rolled back and each
is repeated alone, so that only that one fails. If the database cannot be used now, they wait until it can. So a write
may be performed more than once, and only the last time counts. No caller gets its result before the commit.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, TypeVar

import structlog
from sqlmodel import Session

from studyapp.database import Database, first_line, is_passing
from studyapp.jobs.store.claims import ClaimLost

T = TypeVar("T")

LARGEST_GROUP: Final = 64
PATIENCE: Final = 0.5
"""Seconds that one try waits for the database. `give_up` has no effect during a try."""
FIRST_PAUSE: Final = 0.05
"""Seconds between the first two tries while the database cannot be used."""
LONGEST_PAUSE: Final = 2.0
"""In seconds."""

log = structlog.get_logger(__name__)


def pause_after(tries: int) -> float:
    """Seconds to wait after try number `tries` (from 0). The pauses get longer, up to `LONGEST_PAUSE`."""
    return min(FIRST_PAUSE * 2 ** min(tries, 10), LONGEST_PAUSE)


@dataclass(slots=True)
class _Write:
    perform: Callable[[Session], Any]
    done: "asyncio.Future[Any]"
    returned: Any = None
    raised: Exception | None = None
    is_settled: bool = False


class GroupCommit:
    """Serves one event loop. It performs writes in the order they came, on a thread of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[_Write] = []
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job-writes")
        self._flushing: asyncio.Task[None] | None = None
        self._gives_up = asyncio.Event()

    async def run(self, write: Callable[[Session], T]) -> T:
        """Perform `write` in a transaction. Returns what it returned, or raises what it raised, after the commit.

        A `write` that raises `ClaimLost` must not have changed anything. If the caller is cancelled while it waits, the
        write either completes or never happens, and the caller cannot know which.
        """
        request = _Write(write, asyncio.get_running_loop().create_future())
        self._waiting.append(request)
        if self._flushing is None:
            # An empty context, so that its log lines do not carry the id of the job that happens to start it.
            self._flushing = asyncio.create_task(self._flush(), context=Context())
        return await request.done

    def give_up(self) -> None:
        """From now on, raise the error of a database that cannot be used instead of waiting for it."""
        self._gives_up.set()

    async def close(self) -> None:
        """Perform the writes that still wait, then end the thread."""
        while self._flushing:
            await asyncio.wait([self._flushing])
        await asyncio.to_thread(self._thread.shutdown)

    async def _flush(self) -> None:
        try:
            while self._waiting:
                group = [each for each in self._waiting[:LARGEST_GROUP] if not each.done.cancelled()]
                del self._waiting[:LARGEST_GROUP]
                if group:
                    await self._see_through(group)
        finally:
            self._flushing = None

    async def _see_through(self, group: list[_Write]) -> None:
        """Try until each write was performed or refused, or its caller was cancelled."""
        for tries in count():
            group = [each for each in group if not _answer(each)]
            if not group:
                return
            failed = await self._try(group)
            if failed and (self._gives_up.is_set() or not is_passing(failed)):
                _refuse(group, failed)
            elif failed:
                await self._wait_out(failed, tries)

    async def _try(self, group: list[_Write]) -> Exception | None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._perform, group)
        except Exception as error:  # noqa: BLE001 - raised in the callers
            return error
        return None

    async def _wait_out(self, failed: Exception, tries: int) -> None:
        if tries == 0:
            log.warning("database.unavailable", error=first_line(failed))
        with suppress(TimeoutError):
            await asyncio.wait_for(self._gives_up.wait(), pause_after(tries))

    def _perform(self, group: list[_Write]) -> None:
        """Perform all writes together; if one fails, each alone. Raises an error only if no write is the cause."""
        try:
            self._commit(group)
        except Exception as error:
            if is_passing(error):
                raise
            if len(group) == 1:
                _refuse(group, error)
                return
            for each in group:
                self._perform([each])

    def _commit(self, group: list[_Write]) -> None:
        with self._database.write(patience=PATIENCE) as session:
            for each in group:
                _attempt(session, each)
        for each in group:
            each.is_settled = True


def _attempt(session: Session, request: _Write) -> None:
    request.raised = None
    try:
        request.returned = request.perform(session)
        session.flush()
    except ClaimLost as lost:
        request.raised = lost
    session.expunge_all()  # the next write must not see rows as this one loaded them


def _refuse(group: list[_Write], error: Exception) -> None:
    for each in group:
        if not each.is_settled:
            each.raised, each.is_settled = error, True


def _answer(request: _Write) -> bool:
    """Give a settled write's result to its caller. Returns whether the write is finished, answered or cancelled."""
    if request.is_settled and not request.done.done():
        if request.raised:
            request.done.set_exception(request.raised)
        else:
            request.done.set_result(request.returned)
    return request.done.done()
