"""What happens by the clock: beats, looking around, rescue, due retries, the daily clean-up.

The scheduler keeps its plan in memory: the rows are durable, and every task is idempotent.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # pyright: ignore[reportMissingTypeStubs]

Task = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Pace:
    """How often, in seconds. Tests hurry."""

    look: float = 0.5
    """Other processes' jobs and cancels are noticed within this."""
    beat: float = 10
    rescue: float = 15
    elect: float = 2
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


class Upkeep:
    def __init__(self, duties: Duties, pace: Pace) -> None:
        self._duties = duties
        self._pace = pace
        late = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler: Any = AsyncIOScheduler(timezone=UTC, job_defaults=late)

    def start(self) -> None:
        duties, pace = self._duties, self._pace
        for task, seconds in ((duties.look, pace.look), (duties.beat, pace.beat), (duties.rescue, pace.rescue)):
            self._scheduler.add_job(task, "interval", seconds=seconds)
        first = datetime.now(UTC) + timedelta(seconds=pace.first_prune)
        self._scheduler.add_job(duties.prune, "interval", seconds=pace.prune, next_run_time=first)
        self._scheduler.start()

    def start_due_in(self, delay: timedelta) -> None:
        """Come back for the next scheduled retry exactly then; replaces what was planned before."""
        when = datetime.now(UTC) + delay
        self._scheduler.add_job(self._duties.start_due, "date", run_date=when, id=_DUE, replace_existing=True)

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
