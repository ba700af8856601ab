"""What is worth another try is tried again, within bounds; a defect is not."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from studyapp.errors import ErrorCode, GenerationFailed
from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.kinds.context import JobContext
from tests.engine.running import NEVER, Bench, until
from tests.engine.workload import Order, save_item


async def test_a_failure_worth_another_try_is_tried_again_when_it_is_due(bench: Bench) -> None:
    tries: list[datetime] = []

    async def run(_context: JobContext, _: Order) -> dict[str, Any]:
        tries.append(datetime.now(UTC))
        if len(tries) == 1:
            raise GenerationFailed(ErrorCode.RATE_LIMITED, "Slow down.", retryable=True, retry_after=1.2)
        return {}

    async with bench.running(run, pace=Pace(rescue=NEVER)):
        job_id = bench.enqueue("ada", "a")
        await until(lambda: bench.job(job_id)["error_code"] == "RATE_LIMITED")
        waiting = bench.job(job_id)
        await bench.until("completed", job_id)
    assert (waiting["status"], waiting["error"]) == ("pending", "Slow down.")
    assert waiting["run_at"] - tries[0] >= timedelta(seconds=1.2)
    assert timedelta() <= tries[1] - waiting["run_at"], "a look finds nothing then, so a timer does"
    assert [row["outcome"] for row in bench.rows().attempts.values()] == ["retry", "completed"]
    assert bench.job(job_id)["error"] is None


async def test_a_job_that_keeps_failing_fails_for_good_after_three_attempts(bench: Bench) -> None:
    async def run(_context: JobContext, _: Order) -> dict[str, Any]:
        raise GenerationFailed(ErrorCode.NETWORK, "No line.", retryable=True)

    async with bench.running(run):
        job_id = bench.enqueue("ada", "a")
        await bench.until("failed", job_id)
    job = bench.job(job_id)
    assert (job["attempts"], job["error"], job["error_code"], job["retryable"]) == (3, "No line.", "NETWORK", 1)


async def one_more_each_time(context: JobContext, order: Order) -> dict[str, Any]:
    """Save one item, and fail unless it was the last."""
    done = int(context.checkpoint.get("done", 0))
    await save_item(context, done)
    if done + 1 < order.items:
        raise GenerationFailed(ErrorCode.BAD_OUTPUT, "Half an answer.", retryable=True, retry_after=0.01)
    return {}


@pytest.mark.parametrize(("items", "status"), [(10, "completed"), (11, "failed")])
async def test_a_job_that_saves_something_in_each_attempt_may_have_ten(bench: Bench, items: int, status: str) -> None:
    ahead = timedelta()
    clocks: dict[str, Any] = {
        "clock": lambda: datetime.now(UTC) + ahead,
        "steady": lambda: time.monotonic() + ahead.total_seconds(),
    }
    async with bench.running(one_more_each_time, **clocks) as engine:
        job_id = bench.enqueue("ada", "a", items=items)
        while (job := bench.job(job_id))["finished_at"] is None:
            if job["status"] == "pending":
                ahead += timedelta(seconds=60)
                engine.wake()
            await asyncio.sleep(0.02)
    assert (job["status"], job["attempts"], job["items_done"]) == (status, 10, 10)


@pytest.mark.parametrize("raised", [ZeroDivisionError("secret"), KeyError("secret")])
async def test_a_defect_of_ours_fails_at_once_with_a_sentence_and_without_its_insides(
    bench: Bench, raised: Exception
) -> None:
    async def run(_context: JobContext, _: Order) -> dict[str, Any]:
        raise raised

    async with bench.running(run):
        job_id = bench.enqueue("ada", "a")
        await bench.until("failed", job_id)
    job = bench.job(job_id)
    assert (job["error_code"], job["attempts"]) == ("INTERNAL", 1)
    assert "secret" not in job["error"]
    assert job["error"].endswith(".")


async def test_a_result_that_cannot_be_stored_is_a_failure_and_no_endless_loop(bench: Bench) -> None:
    async def run(_context: JobContext, _: Order) -> dict[str, Any]:
        return {"moment": datetime.now(UTC)}

    async with bench.running(run):
        job_id = bench.enqueue("ada", "a")
        await bench.until("failed", job_id)


async def test_a_handler_that_cancels_itself_uses_up_its_attempts(bench: Bench) -> None:
    async def run(_context: JobContext, _: Order) -> dict[str, Any]:
        raise asyncio.CancelledError

    async with bench.running(run):
        job_id = bench.enqueue("ada", "a")
        await bench.until("failed", job_id)
    assert (bench.job(job_id)["attempts"], bench.job(job_id)["error_code"]) == (3, "INTERRUPTED")
