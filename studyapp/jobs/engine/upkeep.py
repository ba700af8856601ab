"""The engine's regular tasks: renewing leases, looking for changes, rescue, due retries and the daily clean-up.

They are planned in memory only, because the rows are durable and every task may run twice.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # pyright: ignore[reportMissingTypeStubs]

from studyapp.database import first_line, is_passing

log = structlog.get_logger(__name__)

Task = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Pace:
    """The intervals of the tasks, in seconds. Tests use shorter ones."""

    look: float = 0.5
    """Jobs and cancellations from other processes are noticed within this time."""
    beat: float = 10
    rescue: float = 15
    elect: float = 2
    knock: float = 3
    """How often to check whether an unavailable provider answers again."""
    outage_waits: Sequence[float] = (5, 15, 30, 60, 120, 300)
    """The waits before each probe of an unavailable provider; the last one is repeated."""
    prune: float = 24 * 60 * 60
    first_prune: float = 60
    grace: float = 2
    """How long an interrupted handler may take to stop."""


class Duties(Protocol):
    """The tasks, which the engine provides."""

    async def look(self) -> None: ...
    async def beat(self) -> None: ...
    async def rescue(self) -> None: ...
    async def prune(self) -> None: ...
    async def start_due(self) -> None: ...


_BLINK: Final = timedelta(milliseconds=10)


class Upkeep:
    """Runs the tasks. Short intervals use the monotonic clock, which nobody can set; APScheduler runs the daily one."""

    def __init__(self, duties: Duties, pace: Pace) -> None:
        self._duties = duties
        self._pace = pace
        self._rounds: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._due: asyncio.TimerHandle | None = None
        late = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._calendar: Any = AsyncIOScheduler(timezone=UTC, job_defaults=late)

    def watch(self) -> None:
        """Start the tasks of every process."""
        self._every(self._pace.look, self._duties.look)

    def serve(self) -> None:
        """Start the additional tasks of the executor."""
        self._every(self._pace.beat, self._duties.beat)
        self._every(self._pace.rescue, self._duties.rescue)
        self._calendar.start()
        self.plan_the_day()

    def plan_the_day(self) -> None:
        """Plan the daily clean-up, the first one soon. Called at the start and again after the clock was set."""
        soon = datetime.now(UTC) + timedelta(seconds=self._pace.first_prune)
        daily = {"seconds": self._pace.prune, "next_run_time": soon, "id": "prune", "replace_existing": True}
        self._calendar.add_job(self._clean_up, "interval", **daily)

    def start_due_in(self, delay: timedelta) -> None:
        """Call `start_due` after `delay`, when the next scheduled retry is due. Replaces an earlier plan."""
        if self._due:
            self._due.cancel()
        seconds = max(delay, _BLINK).total_seconds()
        self._due = asyncio.get_running_loop().call_later(seconds, self._start, self._duties.start_due)

    async def stop(self) -> None:
        """Start nothing new, and wait for running tasks to finish."""
        self._stopping.set()
        if self._due:
            self._due.cancel()
        if self._calendar.running:
            self._calendar.shutdown(wait=False)
        while self._rounds:
            await asyncio.wait(self._rounds)

    async def _clean_up(self) -> None:
        if task := self._start(self._duties.prune):
            await asyncio.wait([task])

    def _every(self, seconds: float, task: Task) -> None:
        self._keep(self._come_round(seconds, task))

    def _start(self, task: Task) -> asyncio.Task[None] | None:
        return None if self._stopping.is_set() else self._keep(_perform(task))

    def _keep(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Start a task and remember it, so that `stop` can wait for it."""
        task = asyncio.create_task(work)
        self._rounds.add(task)
        task.add_done_callback(self._rounds.discard)
        return task

    async def _come_round(self, seconds: float, task: Task) -> None:
        while not await self._stops_within(seconds):
            await _perform(task)

    async def _stops_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)
        return self._stopping.is_set()


async def _perform(task: Task) -> None:
    """Run a task. An error is only logged, because a failed task must not end the upkeep and will run again."""
    try:
        await task()
    except Exception as error:
        if is_passing(error):
            log.warning("jobs.upkeep_put_off", task=task.__name__, error=first_line(error))
        else:
            log.exception("jobs.upkeep_failed", task=task.__name__)
