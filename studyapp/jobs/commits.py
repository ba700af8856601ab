"""Group commit: the writes of all running jobs that wait at the same moment share one transaction.

A durable commit costs a disk flush whether it holds one write or ten. A write that calls a handler's code gets a
savepoint, so that one that fails takes nobody with it. Nobody is told "done" before the commit.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sqlmodel import Session

from studyapp.database import Database
from studyapp.jobs.claims import ClaimLost

T = TypeVar("T")

LARGEST_GROUP: Final = 64


@dataclass(slots=True)
class _Write:
    perform: Callable[[Session], Any]
    foreign: bool
    done: "asyncio.Future[Any]"
    returned: Any = None
    raised: Exception | None = None


class GroupCommit:
    """For one event loop. Writes are performed in the order they came, on one thread of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[_Write] = []
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job-writes")
        self._flushing: asyncio.Task[None] | None = None

    async def run(self, write: Callable[[Session], T], *, foreign: bool = False) -> T:
        """Perform `write` in a transaction; returns or raises what it did once that is durable.

        `foreign` writes may fail half way. Our own raise `ClaimLost` before they change anything, or the database
        itself has failed and the whole group with it.
        Whoever is cancelled while waiting here does not know whether it happened: it has, or it will not.
        """
        request = _Write(write, foreign, asyncio.get_running_loop().create_future())
        self._waiting.append(request)
        if self._flushing is None:
            self._flushing = asyncio.create_task(self._flush())
        return await request.done

    async def close(self) -> None:
        """Perform what still waits, then let the thread go."""
        while self._flushing:
            await asyncio.wait([self._flushing])
        self._thread.shutdown(wait=True)

    async def _flush(self) -> None:
        try:
            while self._waiting:
                group = [each for each in self._waiting[:LARGEST_GROUP] if not each.done.cancelled()]
                del self._waiting[:LARGEST_GROUP]
                if group:
                    await self._commit(group)
        finally:
            self._flushing = None

    async def _commit(self, group: list[_Write]) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._perform, group)
        except Exception as error:  # noqa: BLE001 - the commit itself failed, so nobody's write happened
            for each in group:
                each.raised = error
        for each in group:
            _answer(each)

    def _perform(self, group: list[_Write]) -> None:
        with self._database.write() as session:
            for each in group:
                _attempt(session, each)


def _attempt(session: Session, request: _Write) -> None:
    try:
        request.returned = _guarded(session, request.perform) if request.foreign else request.perform(session)
    except ClaimLost as lost:
        request.raised = lost
    except Exception as error:
        if not request.foreign:
            raise
        request.raised = error


def _guarded(session: Session, perform: Callable[[Session], T]) -> T:
    """When it fails, undo it alone, with whatever it wanted done after the commit."""
    after_commit: list[Any] = session.info.setdefault("after_commit", [])
    before = len(after_commit)
    try:
        with session.begin_nested():
            return perform(session)
    except Exception:
        del after_commit[before:]
        raise
    finally:
        session.expunge_all()  # the next write must not see rows as this one loaded them


def _answer(request: _Write) -> None:
    if request.done.done():
        return
    if request.raised:
        request.done.set_exception(request.raised)
    else:
        request.done.set_result(request.returned)
