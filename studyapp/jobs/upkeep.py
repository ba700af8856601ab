"""What happens by the clock: beats, looking around, rescue, due retries, the daily clean-up.

The scheduler keeps its plan in memory: the rows are durable, and every task is idempotent.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final, Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # pyright: ignore[reportMissingTypeStubs]

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


_DUE: Final = "due"
_BLINK: Final = timedelta(milliseconds=10)


class Upkeep:
    def __init__(self, duties: Duties, pace: Pace) -> None:
        self._duties = duties
        self._pace = pace
        late = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._under_way: set[asyncio.Future[None]] = set()
        self._scheduler: Any = AsyncIOScheduler(timezone=UTC, job_defaults=late)

    def watch(self) -> None:
        """What every process does."""
        self._every(self._pace.look, self._duties.look)
        self._scheduler.start()

    def serve(self) -> None:
        """What the executor does besides."""
        duties, pace = self._duties, self._pace
        self._every(pace.beat, duties.beat)
        self._every(pace.rescue, duties.rescue)
        self._every(pace.prune, duties.prune, first=pace.first_prune)

    def start_due_in(self, delay: timedelta) -> None:
        """Come back for the next scheduled retry exactly then; replaces what was planned before.

        It may come due while the one before it is still being started, hence the instances.
        """
        when = datetime.now(UTC) + max(delay, _BLINK)
        self._plan(self._duties.start_due, "date", run_date=when, id=_DUE, replace_existing=True, max_instances=8)

    async def stop(self) -> None:
        """Nothing new; what is under way is finished."""
        if self._scheduler.running:
            self._scheduler.remove_all_jobs()
            await asyncio.gather(*self._under_way)
            self._scheduler.shutdown(wait=False)

    def _every(self, seconds: float, task: Task, *, first: float | None = None) -> None:
        at = datetime.now(UTC) + timedelta(seconds=seconds if first is None else first)
        self._plan(task, "interval", seconds=seconds, next_run_time=at)

    def _plan(self, task: Task, *trigger: str, **when: object) -> None:
        self._scheduler.add_job(partial(self._perform, task), *trigger, **when)

    async def _perform(self, task: Task) -> None:
        """A task that fails must not end the upkeep: it comes round again."""
        done = asyncio.get_running_loop().create_future()
        self._under_way.add(done)
        try:
            await task()
        except Exception:
            log.exception("jobs.upkeep_failed", task=task.__name__)
        finally:
            self._under_way.discard(done)
            done.set_result(None)
