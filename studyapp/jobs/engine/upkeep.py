"""What comes round: beats, looking around, rescue, due retries, the daily clean-up.

All of it is planned in memory: the rows are durable, and every task is idempotent.
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
    """How often, in seconds. Tests hurry."""

    look: float = 0.5
    """Other processes' jobs and cancels are noticed within this."""
    beat: float = 10
    rescue: float = 15
    elect: float = 2
    knock: float = 3
    """While the provider is away: whether it answers again."""
    outage_waits: Sequence[float] = (5, 15, 30, 60, 120, 300)
    """Between two tries to reach a provider that is away; the last one from then on."""
    prune: float = 24 * 60 * 60
    first_prune: float = 60
    grace: float = 2
    """How long an interrupted handler may take to let go."""


class Duties(Protocol):
    """What the engine does at each stroke."""

    async def look(self) -> None: ...
    async def beat(self) -> None: ...
    async def rescue(self) -> None: ...
    async def prune(self) -> None: ...
    async def start_due(self) -> None: ...


_BLINK: Final = timedelta(milliseconds=10)


class Upkeep:
    """Short rounds are counted on a clock that nobody can set; the scheduler keeps the calendar alone."""

    def __init__(self, duties: Duties, pace: Pace) -> None:
        self._duties = duties
        self._pace = pace
        self._rounds: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._due: asyncio.TimerHandle | None = None
        late = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._calendar: Any = AsyncIOScheduler(timezone=UTC, job_defaults=late)

    def watch(self) -> None:
        """What every process does."""
        self._every(self._pace.look, self._duties.look)

    def serve(self) -> None:
        """What the executor does besides."""
        self._every(self._pace.beat, self._duties.beat)
        self._every(self._pace.rescue, self._duties.rescue)
        self._calendar.start()
        self.plan_the_day()

    def plan_the_day(self) -> None:
        """Soon, and then daily: at the start, and anew when the clock was set."""
        soon = datetime.now(UTC) + timedelta(seconds=self._pace.first_prune)
        daily = {"seconds": self._pace.prune, "next_run_time": soon, "id": "prune", "replace_existing": True}
        self._calendar.add_job(self._clean_up, "interval", **daily)

    def start_due_in(self, delay: timedelta) -> None:
        """Come back for the next scheduled retry exactly then; replaces what was planned before."""
        if self._due:
            self._due.cancel()
        seconds = max(delay, _BLINK).total_seconds()
        self._due = asyncio.get_running_loop().call_later(seconds, self._start, self._duties.start_due)

    async def stop(self) -> None:
        """Nothing new; what is under way is finished."""
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
        """What is under way is seen through, whoever started it."""
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
    """A task that fails must not end the upkeep: it comes round again."""
    try:
        await task()
    except Exception as error:
        if is_passing(error):
            log.warning("jobs.upkeep_put_off", task=task.__name__, error=first_line(error))
        else:
            log.exception("jobs.upkeep_failed", task=task.__name__)
