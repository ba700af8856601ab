"""The wall clock jumps a day ahead or back while the engine works: nothing waits for it, nothing is done twice.

The engine's and the scheduler's wall clock are set; the monotonic clock, which nobody can set, goes on.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from apscheduler.schedulers import base as scheduler

from studyapp.errors import ErrorCode, GenerationFailed, LimitReached
from studyapp.jobs.engine import upkeep
from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.store import claims
from tests.engine.machine.laws import check_state
from tests.engine.running import NEVER, Bench, until
from tests.engine.workload import Order, fill

DAY: Final = timedelta(days=1)
JUMPS: Final = [DAY, -DAY]


class Wall:
    """A clock that can be set."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def wall(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Wall:
    steered = Wall()

    class Steered(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.now(tz) + steered.ahead

    for module in (scheduler, upkeep):
        monkeypatch.setattr(module, "datetime", Steered)
    bench.clock = steered.now
    return steered


@pytest.mark.parametrize("jump", JUMPS)
async def test_a_running_job_goes_on_and_uses_no_other_attempt(bench: Bench, wall: Wall, jump: timedelta) -> None:
    going_on = asyncio.Event()

    async def run(context: JobContext, order: Order) -> dict[str, Any]:
        await fill(context, order.model_copy(update={"items": 2}))
        await going_on.wait()
        for ordinal in range(2, order.items):
            await context.save_items(lambda _: 0, items_done=ordinal + 1)
        return {}

    async with bench.running(run) as engine:
        job_id = bench.enqueue("ada", "a", items=4)
        await bench.until_saved(job_id, 2)
        wall.ahead += jump
        await until(lambda: abs(bench.job(job_id)["lease_until"] - wall.now()) < 2 * claims.LEASE)
        await engine.rescue()
        check_state(bench.rows())
        going_on.set()
        await bench.until("completed", job_id)
    assert [row["outcome"] for row in bench.rows().attempts.values()] == ["completed"]


@pytest.mark.parametrize("jump", JUMPS)
async def test_a_retry_is_due_after_its_delay_and_not_a_day_later(bench: Bench, wall: Wall, jump: timedelta) -> None:
    tries: list[datetime] = []

    async def run(_context: JobContext, _: Order) -> dict[str, Any]:
        tries.append(wall.now())
        if len(tries) == 1:
            raise GenerationFailed(ErrorCode.RATE_LIMITED, "Slow down.", retryable=True, retry_after=2)
        return {}

    async with bench.running(run):
        job_id = bench.enqueue("ada", "a")
        await until(lambda: bench.job(job_id)["error_code"] == "RATE_LIMITED")
        wall.ahead += jump
        await bench.until("completed", job_id)
    assert bench.job(job_id)["attempts"] == 2
    if jump < timedelta():
        assert tries[1] - tries[0] >= jump + timedelta(seconds=2), "nor is it due at once"


@pytest.mark.parametrize("jump", JUMPS)
async def test_a_cancel_is_noticed(bench: Bench, wall: Wall, jump: timedelta) -> None:
    async with bench.running():
        job_id = bench.enqueue("ada", "a", items=100_000, seconds=0.05)
        await bench.until_saved(job_id, 1)
        wall.ahead += jump
        bench.cancel("ada", job_id, silently=True)
        await bench.until("cancelled", job_id)
    assert bench.job(job_id)["attempts"] == 1


@pytest.mark.parametrize("jump", JUMPS)
async def test_an_idle_executor_finds_what_comes_afterwards(bench: Bench, wall: Wall, jump: timedelta) -> None:
    async with bench.running():
        await bench.until("completed", bench.enqueue("ada", "before"))
        wall.ahead += jump
        await bench.until("completed", bench.enqueue("ada", "after", silently=True))


@pytest.mark.parametrize("jump", JUMPS)
async def test_jobs_that_wait_for_a_seat_get_it(bench: Bench, wall: Wall, jump: timedelta) -> None:
    going_on = asyncio.Event()

    async def run(_context: JobContext, _: Order) -> dict[str, Any]:
        await going_on.wait()
        return {}

    async with bench.running(run):
        ids = [bench.enqueue("ada", f"{key}") for key in range(5)]
        await bench.until("processing", *ids[:3])
        wall.ahead += jump
        going_on.set()
        await bench.until("completed", *ids)
    assert all(bench.job(job_id)["attempts"] == 1 for job_id in ids)


async def test_a_clock_that_was_set_back_while_nobody_ran_is_noticed_at_the_start(bench: Bench, wall: Wall) -> None:
    async def fail(_context: JobContext, _: Order) -> dict[str, Any]:
        raise GenerationFailed(ErrorCode.RATE_LIMITED, "Slow down.", retryable=True, retry_after=1)

    async with bench.running(fail):
        waiting = bench.enqueue("ada", "a")
        await until(lambda: bench.job(waiting)["error_code"] == "RATE_LIMITED")
    new = bench.enqueue("ada", "b")
    wall.ahead -= DAY
    async with bench.running():
        await bench.until("completed", waiting, new)


async def test_neither_does_the_hour_begin_anew_nor_does_it_last_a_day(bench: Bench, wall: Wall) -> None:
    async with bench.running():
        last = [bench.enqueue("ada", f"{key}") for key in range(20)][-1]
        wall.ahead -= DAY
        await until(lambda: bench.job(last)["created_at"] < wall.now())
        with pytest.raises(LimitReached) as refused:
            bench.enqueue("ada", "one too many")
        assert 0 < refused.value.retry_after <= 3600
        wall.ahead += timedelta(hours=1)
        bench.enqueue("ada", "an hour later")


async def test_a_clock_that_jumps_to_and_fro_doubles_nothing(bench: Bench, wall: Wall) -> None:
    async with bench.running():
        ids = [bench.enqueue(user, f"{key}", items=5, seconds=0.05) for key in range(4) for user in ("ada", "bob")]
        for jump in (DAY, -DAY, -DAY, DAY, DAY * 30, -DAY * 30):
            wall.ahead += jump
            await asyncio.sleep(0.1)
            check_state(bench.rows())
        await bench.until("completed", *ids)
    assert all(bench.job(job_id)["attempts"] == 1 for job_id in ids)
    assert all(bench.rows().cards[job_id] == set(range(5)) for job_id in ids)


@pytest.mark.parametrize("jump", [*JUMPS, -DAY * 400])
async def test_the_daily_clean_up_still_comes(bench: Bench, wall: Wall, jump: timedelta) -> None:
    """The clean-up deletes a job that ended long ago by the new clock."""
    earlier = _ended_long_ago(bench, wall.now() - DAY * 40)
    async with bench.running(pace=Pace(look=0.1, first_prune=0.3, prune=NEVER * 24)):
        await until(lambda: earlier not in bench.rows().jobs)  # one clean-up is over, and the next is far away
        wall.ahead += jump
        old = _ended_long_ago(bench, wall.now() - DAY * 40)
        await until(lambda: old not in bench.rows().jobs)


def _ended_long_ago(bench: Bench, moment: datetime) -> str:
    now, bench.clock = bench.clock, lambda: moment
    job_id = bench.enqueue("ada", "old")
    bench.cancel("ada", job_id)
    bench.clock = now
    return job_id
