"""A job that is cancelled stops, and keeps what it saved."""

import asyncio
from typing import Any

import pytest

from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.store import claims
from tests.engine.running import NEVER, Bench
from tests.engine.workload import Order, fill, save_item

SLOW = {"items": 100_000, "seconds": 0.05}


async def test_cancelling_stops_the_handler_by_the_next_look_and_keeps_what_was_saved(bench: Bench) -> None:
    stopped: list[str] = []

    async def run(context: JobContext, order: Order) -> dict[str, Any]:
        try:
            return await fill(context, order)
        finally:
            stopped.append(context.job.id)

    async with bench.running(run, pace=Pace(beat=NEVER, rescue=NEVER)):
        job_id = bench.enqueue("ada", "a", **SLOW)
        await bench.until_saved(job_id, 2)
        bench.cancel("ada", job_id, silently=True)
        await bench.until("cancelled", job_id)
    saved = len(bench.rows().cards[job_id])
    assert stopped == [job_id]
    assert saved >= 2
    assert bench.view("ada", job_id).result == {"count": saved, "partial": True}


async def test_a_handler_that_will_not_let_go_is_left_behind_and_can_change_nothing(bench: Bench) -> None:
    woken = asyncio.Event()

    async def stubborn(context: JobContext, _: Order) -> dict[str, Any]:
        await save_item(context, 0)
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            await woken.wait()
        with pytest.raises(claims.ClaimLost):
            await save_item(context, 1)
        return {"count": "too late"}

    async with bench.running(stubborn):
        job_id = bench.enqueue("ada", "a")
        await bench.until_saved(job_id, 1)
        bench.cancel("ada", job_id)
        await bench.until("cancelled", job_id)
        ended = bench.rows()
        woken.set()
        await asyncio.sleep(0.2)
        assert bench.rows() == ended
