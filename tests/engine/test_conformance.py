"""Requirements for every pair of database and transport: the executor at work, as a learner sees it."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from studyapp import signals
from studyapp.errors import ErrorCode, GenerationFailed
from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.queue import rescue
from studyapp.jobs.store import claims
from studyapp.material.picture import Picture
from studyapp.services import images
from tests.engine.running import NEVER, PATIENCE, Bench, until
from tests.engine.workload import Order, fill, handlers, save_item

SLOW = {"items": 100_000, "seconds": 0.05}


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


async def test_one_of_two_executors_stands_by_and_takes_over_when_the_other_stops(bench: Bench) -> None:
    async with bench.running() as first, bench.running() as second:
        assert (first.is_executor, second.is_executor) == (True, False)
        await first.stop()
        await until(lambda: second.is_executor)
        job_id = bench.enqueue("ada", "a")
        await bench.until("completed", job_id)


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
