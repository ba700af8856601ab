"""An engine that stops or dies leaves its jobs to the next one."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.store import claims
from tests.engine.running import NEVER, PATIENCE, Bench, until
from tests.engine.workload import Order, save_item


async def test_stopping_gives_jobs_back_without_using_an_attempt_and_the_next_start_goes_on(bench: Bench) -> None:
    made: list[int] = []

    async def run(context: JobContext, order: Order) -> dict[str, Any]:
        done = int(context.checkpoint.get("done", 0))
        for ordinal in range(done, order.items):
            made.append(ordinal)
            await asyncio.sleep(0.02 if done or ordinal < 10 else NEVER)
            await save_item(context, ordinal)
        return {}

    async with bench.running(run):
        job_id = bench.enqueue("ada", "a", items=20)
        await bench.until_saved(job_id, 5)
    stopped = bench.job(job_id)
    assert (stopped["status"], stopped["attempts"], stopped["worker"]) == ("pending", 0, None)
    async with bench.running(run):
        await bench.until("completed", job_id)
    assert bench.rows().cards[job_id] == set(range(20))
    assert len(made) <= 21, "what was saved is not made again"
    assert [row["outcome"] for row in bench.rows().attempts.values()] == ["given_back", "completed"]


async def test_stopping_ends_in_time_even_when_a_handler_will_not(bench: Bench) -> None:
    async def stubborn(_context: JobContext, _: Order) -> dict[str, Any]:
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                if forever.is_set():
                    raise

    forever = asyncio.Event()
    async with bench.running(stubborn, pace=Pace(grace=NEVER)) as engine:
        job_id = bench.enqueue("ada", "a")
        await bench.until("processing", job_id)
        async with asyncio.timeout(PATIENCE):  # although the handler may take as long as `NEVER` to stop
            await engine.stop(deadline=0.5)
        assert bench.job(job_id)["status"] == "pending"
        forever.set()


async def test_what_a_dead_executor_left_runs_again_at_the_start_and_not_only_when_rescue_comes_round(
    bench: Bench,
) -> None:
    job_id = bench.enqueue("ada", "a")
    with bench.database.write() as session:
        assert claims.claim(session, worker="dead", token="dead-claim", now=datetime.now(UTC))
    async with bench.running(pace=Pace(rescue=NEVER)):
        await bench.until("completed", job_id)
    assert [row["outcome"] for row in bench.rows().attempts.values()] == ["rescued", "completed"]


async def test_one_of_two_executors_stands_by_and_takes_over_when_the_other_stops(bench: Bench) -> None:
    async with bench.running() as first, bench.running() as second:
        assert (first.is_executor, second.is_executor) == (True, False)
        await first.stop()
        await until(lambda: second.is_executor)
        job_id = bench.enqueue("ada", "a")
        await bench.until("completed", job_id)
