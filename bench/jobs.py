"""Measures the job engine with an empty handler, beside Huey on SQLite and a naive table queue, all synced alike."""

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from sqlmodel import col, func, select

from bench import peers
from bench.report import Row, milliseconds, per_second
from bench.scratch import scratch_folder
from studyapp import migrate
from studyapp.database import Database
from studyapp.jobs.engine.engine import Engine
from studyapp.jobs.kinds import registry
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.registry import Handler, Handlers, Target
from studyapp.jobs.queue.queue import Queue
from studyapp.models import ACTIVE, Job, JobType, User
from studyapp.settings import Settings

JOBS: Final = 2_000
LEARNERS: Final = 100
ROUNDS: Final = 3


class Nothing(BaseModel):
    number: int


async def _do_nothing(_context: JobContext, _payload: Nothing) -> dict[str, Any]:
    return {}


HANDLERS: Final[Handlers] = {
    JobType.FLASHCARD_GENERATION: Handler(
        words=registry.HANDLERS[JobType.FLASHCARD_GENERATION].words,
        payload=Nothing,
        dedup_key=lambda payload: str(payload.number),
        accept=lambda _session, _user_id, _payload, _now: Target("deck", "none"),
        run=_do_nothing,
    )
}


def _no_provider(_settings: Settings) -> Any:
    """A dummy provider for a handler that asks none. It is not None, so that the engine chooses it only once."""
    return object()


def measure() -> list[Row]:
    """Rates of enqueuing and of complete jobs, and how soon a job starts."""
    ours, huey, naive = [], [], []
    for _ in range(ROUNDS):
        with scratch_folder() as folder:
            ours.append(_engine_rates(folder))
        with scratch_folder() as folder:
            huey.append(peers.huey_queue(folder, jobs=JOBS, workers=8))
        with scratch_folder() as folder:
            naive.append(peers.naive_queue(folder, jobs=JOBS))
    with scratch_folder() as folder:
        started = asyncio.run(_start_latencies(folder, jobs=100))
    return [
        Row("enqueue, one by one, durable", _rate(ours, 0), f"Huey {_rate(huey, 0)}; naive table {_rate(naive, 0)}"),
        Row(
            "jobs end to end, durable",
            _rate(ours, 1),
            f"aim ≥ 800/s; Huey, which loses a killed worker's job, {_rate(huey, 1)}; naive table {_rate(naive, 1)}",
        ),
        Row("enqueue → handler starts", milliseconds(started), "one job at a time, engine idle"),
    ]


def _rate(rounds: list[tuple[float, float]], which: int) -> str:
    return per_second([each[which] for each in rounds])


def _prepared(folder: Path) -> tuple[Settings, Database]:
    settings = Settings(data_dir=folder, database_url=None)
    migrate.upgrade(settings)
    database = Database(settings.database)
    with database.write() as session:
        session.add_all(User(id=f"learner-{number}", created_at=datetime.now(UTC)) for number in range(LEARNERS))
    return settings, database


def _enqueue(database: Database, number: int) -> None:
    with database.write() as session:
        Queue(HANDLERS, per_hour=lambda: JOBS).enqueue(
            session,
            f"learner-{number % LEARNERS}",
            JobType.FLASHCARD_GENERATION,
            {"number": number},
            now=datetime.now(UTC),
        )


def _engine_rates(folder: Path) -> tuple[float, float]:
    settings, database = _prepared(folder)
    started = time.perf_counter()
    for number in range(JOBS):
        _enqueue(database, number)
    enqueued = time.perf_counter()
    asyncio.run(_drain(database, settings))
    finished = time.perf_counter()
    database.dispose()
    return JOBS / (enqueued - started), JOBS / (finished - enqueued)


async def _drain(database: Database, settings: Settings) -> None:
    engine = Engine(database, settings=settings, handlers=HANDLERS, provider=_no_provider)
    await engine.start()
    while await asyncio.to_thread(_unfinished, database):  # noqa: ASYNC110  (rows, not an event of ours)
        await asyncio.sleep(0.05)
    await engine.stop()


def _unfinished(database: Database) -> int:
    with database.read() as session:
        return session.exec(select(func.count()).select_from(Job).where(col(Job.status).in_(ACTIVE))).one()


async def _start_latencies(folder: Path, *, jobs: int) -> list[float]:
    settings, database = _prepared(folder)
    began: asyncio.Queue[float] = asyncio.Queue()

    async def tell(_context: JobContext, _payload: Nothing) -> dict[str, Any]:
        began.put_nowait(time.perf_counter())
        return {}

    quick = HANDLERS[JobType.FLASHCARD_GENERATION]
    handlers = {JobType.FLASHCARD_GENERATION: replace(quick, run=tell)}
    engine = Engine(database, settings=settings, handlers=handlers, provider=_no_provider)
    await engine.start()
    latencies = []
    for number in range(jobs):
        await asyncio.sleep(0.02)
        asked = time.perf_counter()
        await asyncio.to_thread(_enqueue, database, number)
        latencies.append(await asyncio.wait_for(began.get(), timeout=10) - asked)
    await engine.stop()
    database.dispose()
    return latencies
