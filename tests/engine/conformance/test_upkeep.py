"""Stale attempts are superseded, and what is old is forgotten."""

import asyncio
import os
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.queue import rescue
from studyapp.jobs.store import claims
from studyapp.material.picture_data import Picture
from studyapp.services import images
from studyapp.services.courses.files.storage import path_of
from studyapp.services.courses.page_pictures import FOLDER
from tests.engine.running import NEVER, Bench, until
from tests.engine.workload import Order, fill, handlers

SLOW = {"items": 100_000, "seconds": 0.05}


async def test_jobs_that_ended_long_ago_are_forgotten_by_and_by(bench: Bench) -> None:
    job_id = bench.enqueue("ada", "a")
    bench.cancel("ada", job_id)
    pace = Pace(first_prune=0.1, prune=0.1)
    async with bench.running(pace=pace, clock=lambda: datetime.now(UTC) + timedelta(days=8)):
        await until(lambda: job_id not in bench.rows().jobs)


async def test_a_picture_nothing_has_mentioned_for_a_day_goes_with_the_daily_clean_up(bench: Bench) -> None:
    now = datetime.now(UTC)
    with bench.database.write() as session:
        picture = Picture(b"pixels", "image/png", 4, 3)
        image = images.add_image(session, "ada", picture, data_dir=bench.folder, now=now)
        image.unused_since = now - timedelta(days=1)
    async with bench.running(pace=Pace(first_prune=0.1, prune=0.1)):
        await until(lambda: not (bench.folder / "images" / image.id).exists())


async def test_a_file_that_no_document_names_goes_with_the_daily_clean_up(bench: Bench) -> None:
    file = path_of(bench.folder, "0" * 64)
    file.parent.mkdir()
    file.touch()
    pictures = bench.folder / FOLDER / file.name
    pictures.mkdir(parents=True)
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(file, (two_days_ago, two_days_ago))
    async with bench.running(pace=Pace(first_prune=0.1, prune=0.1)):
        await until(lambda: not file.exists() and not pictures.exists())


async def test_an_attempt_that_was_superseded_is_stopped_and_the_job_is_done_once(bench: Bench) -> None:
    runs: list[str] = []

    async def run(context: JobContext, order: Order) -> dict[str, Any]:
        runs.append("began")
        try:
            if runs == ["began"]:
                await fill(context, order.model_copy(update={"items": 10}))
                await asyncio.sleep(NEVER)
            return await fill(context, order)
        except (asyncio.CancelledError, claims.ClaimLost):
            runs.append("stopped")
            raise

    async with bench.running(run):
        job_id = bench.enqueue("ada", "a", items=20, seconds=0.02)
        await bench.until_saved(job_id, 3)
        with bench.database.write() as session:
            rescue.rescue_stale(session, now=datetime.now(UTC) + timedelta(seconds=60), handlers=handlers())
        await bench.until("completed", job_id)
    assert sorted(runs) == ["began", "began", "stopped"]
    assert bench.rows().cards[job_id] == set(range(20))


async def test_a_clock_that_jumps_ahead_does_not_cost_a_running_job_its_attempt(bench: Bench) -> None:
    """Closing a laptop overnight is such a jump: every lease looks expired, and nothing seems to have progressed."""
    ahead = timedelta()

    async with bench.running(clock=lambda: datetime.now(UTC) + ahead) as engine:
        job_id = bench.enqueue("ada", "a", **SLOW)
        await bench.until_saved(job_id, 2)
        before = bench.job(job_id)["claim"]
        ahead = timedelta(hours=8)
        await engine.rescue()
        await asyncio.sleep(0.3)
        assert (bench.job(job_id)["claim"], bench.job(job_id)["attempts"]) == (before, 1)


async def test_a_job_that_shows_no_progress_is_started_afresh_though_its_worker_is_alive(bench: Bench) -> None:
    hung: list[str] = []

    async def run(_context: JobContext, _: Order) -> dict[str, Any]:
        hung.append("here")
        await asyncio.sleep(0 if len(hung) > 1 else 60)
        return {}

    seconds = 0.0

    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=seconds)

    async with bench.running(run, clock=clock, steady=lambda: time.monotonic() + seconds) as engine:
        job_id = bench.enqueue("ada", "a")
        await bench.until("processing", job_id)
        for _ in range(32):
            seconds += 10
            await engine.beat()
            await engine.rescue()
        await bench.until("completed", job_id)
    assert bench.job(job_id)["attempts"] == 2
