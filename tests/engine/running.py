"""An engine for tests: fast upkeep, no provider, and helpers for common actions."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, cast

from studyapp.database import Database
from studyapp.generation.provider import Provider
from studyapp.jobs.engine.election import FileLock
from studyapp.jobs.engine.engine import Engine
from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.queue.queue import Queue
from studyapp.jobs.store import reading
from studyapp.jobs.store.views import JobView
from studyapp.jobs.transports import Transport
from studyapp.settings import Settings
from tests.engine.rows import Rows, read_rows
from tests.engine.workload import KIND, Run, fill, handlers

PATIENCE: Final = 60.0
"""Seconds after which a test gives up. It is far more than the busiest machine needs."""
NEVER: Final = 3600.0
"""Intervals so long that nothing happens by the clock; whatever happens was triggered by a signal."""


@dataclass
class Bench:
    database: Database
    folder: Path
    transport: Callable[[], Transport]
    pace: Pace = field(default_factory=lambda: Pace(look=0.1, beat=0.1, rescue=0.2, elect=0.1, grace=0.3))
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def engine(self, run: Run = fill, **options: Any) -> Engine:
        return Engine(
            self.database,
            settings=Settings(data_dir=self.folder, database_url=None),
            handlers=handlers(run),
            clock=options.pop("clock", self.clock),
            provider=lambda _: cast("Provider", None),
            pace=options.pop("pace", self.pace),
            transport=self.transport(),
            election=options.pop("election", None) or FileLock(self.folder / "executor.lock"),
            **options,
        )

    @asynccontextmanager
    async def running(self, run: Run = fill, **options: Any) -> AsyncGenerator[Engine]:
        engine = self.engine(run, **options)
        await engine.start()
        try:
            yield engine
        finally:
            await engine.stop()

    def enqueue(self, user: str, key: str, *, silently: bool = False, priority: int = 0, **order: Any) -> str:
        """Enqueue a job. `silently` does it as another process would, without ringing the bell in this one."""
        payload = {"key": key, **order}
        with self.database.write() as session:
            admission = Queue(handlers()).enqueue(session, user, KIND, payload, now=self.clock(), priority=priority)
            if silently:
                session.info.clear()
        return admission.job.id

    def cancel(self, user: str, job_id: str, *, silently: bool = False) -> JobView:
        with self.database.write() as session:
            view = Queue(handlers()).cancel(session, user, job_id, now=self.clock())
            if silently:
                session.info.clear()
        return view

    def view(self, user: str, job_id: str) -> JobView:
        with self.database.read() as session:
            return reading.get_job(session, user, job_id)

    def job(self, job_id: str) -> dict[str, Any]:
        return dict(self.rows().jobs[job_id])

    def rows(self) -> Rows:
        return read_rows(self.database)

    async def until(self, status: str, *job_ids: str, patience: float = PATIENCE) -> None:
        await until(lambda: all(self.job(job_id)["status"] == status for job_id in job_ids), patience=patience)

    async def until_saved(self, job_id: str, items: int) -> None:
        await until(lambda: self.job(job_id)["items_done"] >= items)


async def until(happened: Callable[[], object], *, patience: float = PATIENCE) -> None:
    async with asyncio.timeout(patience):
        while not happened():
            await asyncio.sleep(0.01)
