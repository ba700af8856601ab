"""The life of the executor: it is elected, recovers jobs of a dead predecessor, does regular tasks, and is stopped."""

import asyncio
import os
import socket
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Final, TypeVar

import structlog
from sqlmodel import Session

from studyapp import signals
from studyapp.database import Database, first_line, is_passing
from studyapp.generation.provider import Provider
from studyapp.jobs.engine import time_shift
from studyapp.jobs.engine.attempt import Interruption
from studyapp.jobs.engine.cleaning import clean_up
from studyapp.jobs.engine.clock import JumpDetector, utc_now
from studyapp.jobs.engine.database_watch import Change, DatabaseWatch
from studyapp.jobs.engine.election import Election, FileLock, lock_file
from studyapp.jobs.engine.heartbeat import Heartbeat
from studyapp.jobs.engine.runner import Runner, usual_provider
from studyapp.jobs.engine.upkeep import Pace, Upkeep
from studyapp.jobs.kinds.registry import HANDLERS, Handlers
from studyapp.jobs.queue import rescue
from studyapp.jobs.store import reading
from studyapp.jobs.store.claims import Claim
from studyapp.jobs.store.group_commit import GroupCommit
from studyapp.jobs.transports import Transport
from studyapp.jobs.transports.in_process import InProcess
from studyapp.models.columns import new_id
from studyapp.settings import Settings

T = TypeVar("T")

START_SECONDS: Final = 5.0
STOP_SECONDS: Final = 2.5
"""The job of a handler that has not stopped by then is given back nevertheless."""

log = structlog.get_logger(__name__)


class Engine:
    """Runs inside the server. Of several processes with one database, one is the executor; the others stand by."""

    _standby: asyncio.Task[None] | None = None
    _elected = False
    _stopped = False

    def __init__(
        self,
        database: Database,
        *,
        settings: Settings,
        handlers: Handlers = HANDLERS,
        clock: Callable[[], datetime] = utc_now,
        steady: Callable[[], float] = time.monotonic,
        provider: Callable[[Settings], Provider] = usual_provider,
        transport: Transport | None = None,
        election: Election | None = None,
        pace: Pace | None = None,
    ) -> None:
        pace = pace or Pace()
        self.worker: Final = f"{socket.gethostname()}:{os.getpid()}:{new_id()[-8:]}"
        self._database = database
        self._settings = settings
        self._handlers = handlers
        self._clock = clock
        self._pace = pace
        self._transport = transport or InProcess()
        self._election = election or FileLock(lock_file(settings))
        self._writes = GroupCommit(database)
        self._database_watch = DatabaseWatch(database)
        self._upkeep = Upkeep(self, pace)
        self._runner = Runner(
            database,
            self._writes,
            worker=self.worker,
            settings=settings,
            handlers=handlers,
            clock=clock,
            steady=steady,
            provider=provider,
            pace=pace,
        )
        self._steady = steady
        self._clocks = JumpDetector(clock, steady)
        self._following = asyncio.Lock()
        self._heartbeat = Heartbeat(clock, steady)

    @property
    def is_executor(self) -> bool:
        return self._elected

    async def start(self) -> None:
        """Become the executor. If there is one already, or the database cannot be used now, stand by."""
        self._upkeep.watch()
        with suppress(TimeoutError):
            async with asyncio.timeout(START_SECONDS):
                await self._take_office()
        if not self._elected:
            self._standby = asyncio.create_task(self._stand_by())

    async def stop(self, deadline: float = STOP_SECONDS) -> None:
        """Take no new jobs, give running ones back without using up an attempt, and release the executor's lock.

        `deadline` is in seconds. If the database cannot be used for a quarter of it, the jobs are not given back, and
        the next start takes them back.
        """
        if self._stopped:
            return
        self._stopped = True
        giving_up = asyncio.get_running_loop().call_later(deadline / 4, self._writes.give_up)
        self._runner.stop()
        if self._standby:
            self._standby.cancel()
            await asyncio.wait([self._standby])
        await self._upkeep.stop()
        await self._transport.stop(deadline)
        await self._runner.close()
        await self._give_back()
        await self._writes.close()
        giving_up.cancel()
        self._database_watch.close()
        self._election.resign()
        self._elected = False

    def wake(self) -> None:
        """Look for ready jobs now."""
        self._transport.sweep()

    # `Upkeep` calls these.

    async def look(self) -> None:
        """React to changes in the database, e.g. a new job, a due retry or a cancelled job. Open tabs are told too."""
        if self._elected:
            await self._follow_clock()
        change = await asyncio.to_thread(self._database_watch.look)
        if change is Change.OTHERS:
            signals.announce_to_all()
        if change is not Change.NONE and self._elected:
            await self.start_due()
            cancelled = await self._read(partial(reading.cancelled_claims, worker=self.worker))
            self._runner.interrupt(cancelled, Interruption.CANCEL)

    async def beat(self) -> None:
        """Renew the leases of our claims. Interrupt jobs that were cancelled or that we have lost."""
        if held := self._runner.held:
            self._heed(held, await self._write(self._heartbeat.beat, held=held))

    async def rescue(self) -> None:
        """Take back jobs that nobody works on.

        Our own leases are renewed in the same transaction, because they look expired after a jump of the clock, a sleep
        of the machine or a long wait for the database.
        """
        held = self._runner.held
        alive, rescued = await self._write(self._beat_and_rescue, held=held)
        self._heed(held, alive)
        self._drop(rescued)
        await self.start_due()

    async def start_due(self) -> None:
        self.wake()
        await self._plan_due()

    async def prune(self) -> None:
        await clean_up(self._write, data_dir=self._settings.data_dir)

    async def _stand_by(self) -> None:
        while not self._elected:
            await asyncio.sleep(self._pace.elect)
            try:
                await self._take_office()
            except Exception:
                log.exception("jobs.election_failed")

    async def _take_office(self) -> None:
        if not await asyncio.to_thread(self._election.won):
            return
        self._drop(await self._write(self._recover))
        self._clocks = JumpDetector(self._clock, self._steady)
        await self._transport.start(self._runner.run_one, self._settings.concurrency)
        self._elected = True
        self._upkeep.serve()
        await self._plan_due()
        log.info("jobs.executor_elected", worker=self.worker)

    async def _follow_clock(self) -> None:
        """Move the times in the rows after a jump of the clock. One call at a time, because the rows must move once."""
        async with self._following:
            if jump := self._clocks.jump():
                log.warning("jobs.clock_was_set", seconds=round(jump.total_seconds()))
                await self._write(time_shift.shift_times, jump=jump)
                self._clocks.allow_for(jump)
                self._upkeep.plan_the_day()
                await self.start_due()

    async def _give_back(self) -> None:
        try:
            await self._write(rescue.release_worker, worker=self.worker, handlers=self._handlers)
        except Exception as error:
            if not is_passing(error):
                raise
            log.warning("jobs.not_given_back", error=first_line(error))

    def _recover(self, session: Session, *, now: datetime) -> list[Claim]:
        if jump := time_shift.missed_jump(session, now=now):
            time_shift.shift_times(session, jump, now=now)
        return rescue.rescue_all(session, now=now, handlers=self._handlers)

    def _beat_and_rescue(
        self, session: Session, held: Collection[Claim], *, now: datetime
    ) -> tuple[dict[str, bool], list[Claim]]:
        alive = self._heartbeat.beat(session, held, now=now)
        return alive, rescue.rescue_stale(
            session, now=now, stall=rescue.stall(self._settings.provider_timeout_seconds), handlers=self._handlers
        )

    def _heed(self, held: Collection[Claim], alive: Mapping[str, bool]) -> None:
        self._runner.interrupt([claim.token for claim in held if claim.token not in alive], Interruption.LOST)
        self._runner.interrupt([token for token, cancelled in alive.items() if cancelled], Interruption.CANCEL)

    def _drop(self, rescued: list[Claim]) -> None:
        for claim in rescued:
            log.warning("job.rescued", job_id=claim.job.id, job_type=claim.job.type.value, worker=claim.worker)
        self._runner.interrupt([claim.token for claim in rescued], Interruption.LOST)

    async def _plan_due(self) -> None:
        now = self._clock()
        if due := await self._read(partial(reading.next_due, now=now)):
            self._upkeep.start_due_in(due - now)

    async def _write(self, operation: Callable[..., T], **arguments: object) -> T:
        return await self._writes.run(lambda session: operation(session, now=self._clock(), **arguments))

    async def _read(self, ask: Callable[[Session], T]) -> T:
        def in_thread() -> T:
            with self._database.read() as session:
                return ask(session)

        return await asyncio.to_thread(in_thread)
