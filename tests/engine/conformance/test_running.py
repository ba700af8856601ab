"""Jobs start at once, run side by side, and tell of each step."""

import asyncio
from typing import Any

import pytest

from studyapp import signals
from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.kinds.context import JobContext
from tests.engine.running import NEVER, PATIENCE, Bench
from tests.engine.workload import Order


async def test_a_job_is_done_at_once_and_its_result_is_there_with_its_items(bench: Bench) -> None:
    async with bench.running(pace=Pace(look=NEVER)):
        job_id = bench.enqueue("ada", "a", items=3)
        await bench.until("completed", job_id)
    job = bench.view("ada", job_id)
    assert (job.result, job.progress, job.items_done) == ({"count": 3}, 100, 3)
    assert bench.rows().cards[job_id] == {0, 1, 2}


async def test_a_job_whose_bell_nobody_heard_starts_within_a_second(bench: Bench) -> None:
    assert Pace().look < 1
    async with bench.running(pace=Pace()):
        await asyncio.sleep(0.1)
        job_id = bench.enqueue("ada", "a", silently=True)
        await bench.until("completed", job_id)


async def test_bells_that_ring_for_nothing_do_no_harm(bench: Bench) -> None:
    async with bench.running() as engine:
        for _ in range(50):
            engine.wake()
        job_id = bench.enqueue("ada", "a")
        for _ in range(50):
            engine.wake()
        await bench.until("completed", job_id)
    assert bench.job(job_id)["attempts"] == 1


async def test_three_jobs_of_a_learner_run_at_once_and_the_others_find_room_beside_them(bench: Bench) -> None:
    now_running: dict[str, int] = {"ada": 0, "bob": 0}
    most: dict[str, int] = {"ada": 0, "bob": 0}

    async def count(context: JobContext, _: Order) -> dict[str, Any]:
        user = context.job.user_id
        now_running[user] += 1
        most[user] = max(most[user], now_running[user])
        while min(most.values()) < 3:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        now_running[user] -= 1
        return {}

    async with bench.running(count):
        ids = [bench.enqueue(user, f"{n}") for n in range(8) for user in ("ada", "bob")]
        await bench.until("completed", *ids)
    assert most == {"ada": 3, "bob": 3}


async def test_nobody_waits_for_the_database_while_a_handler_waits_for_a_model(bench: Bench) -> None:
    async with bench.running():
        job_id = bench.enqueue("ada", "a", items=1, seconds=NEVER)
        await bench.until("processing", job_id)
        await asyncio.wait_for(asyncio.to_thread(bench.enqueue, "ada", "b"), PATIENCE)
        assert bench.job(job_id)["status"] == "processing"


async def test_every_step_of_a_job_is_announced(bench: Bench) -> None:
    async with bench.running(), signals.subscribe("ada", pause=0) as changes:
        job_id = bench.enqueue("ada", "a", items=2, seconds=0.1)
        seen = 0
        while bench.job(job_id)["status"] != "completed":
            await asyncio.wait_for(anext(changes), PATIENCE)
            seen += 1
        assert seen >= 3, "the start, each item, the end; what happens at once may be told at once"


async def test_a_learner_is_not_told_of_anothers_jobs(bench: Bench) -> None:
    async with bench.running(), signals.subscribe("bob", pause=0) as changes:
        job_id = bench.enqueue("ada", "a")
        await bench.until("completed", job_id)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(changes), 0.1)
