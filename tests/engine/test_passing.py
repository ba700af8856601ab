"""A temporarily unusable database fails no job, and a value that cannot be stored fails only its own job."""

import asyncio
import sqlite3
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from studyapp.generation.provider import Usage
from studyapp.jobs.kinds.context import JobContext
from studyapp.models import Card
from tests.engine.running import Bench, until
from tests.engine.workload import Order, save_item

ITEMS: Final = 6
TOO_MUCH: Final = 2**70
"""An integer too large for any column."""


@contextmanager
def full(bench: Bench) -> Generator[None]:
    """Keep SQLite from adding a page to the file."""
    engine = bench.database.engine

    def fill(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("pragma max_page_count = 1")  # SQLite raises this to the number of existing pages

    event.listen(engine, "checkout", fill)
    yield
    event.remove(engine, "checkout", fill)
    engine.dispose()


async def test_jobs_wait_while_the_disk_is_full(bench: Bench) -> None:
    reached, going_on = 0, asyncio.Event()

    async def run(context: JobContext, order: Order) -> dict[str, Any]:
        nonlocal reached
        for ordinal in range(order.items):
            if ordinal == 2:
                reached += 1
                await going_on.wait()
            await save_long_item(context, ordinal)
        return {}

    async with bench.running(run):
        ids = [bench.enqueue(user, "a", items=ITEMS) for user in ("ada", "bob", "eve")]
        await until(lambda: reached == len(ids))
        with full(bench):
            going_on.set()
            await asyncio.sleep(1)
            assert {bench.job(job_id)["status"] for job_id in ids} == {"processing"}
        await bench.until("completed", *ids)
    assert all(bench.rows().cards[job_id] == set(range(ITEMS)) for job_id in ids)
    assert [row["outcome"] for row in bench.rows().attempts.values()] == ["completed"] * len(ids)


async def save_long_item(context: JobContext, ordinal: int) -> None:
    """Save an item too long for the remaining space."""

    def write(session: Session) -> int:
        card = Card(
            user_id=context.job.user_id, deck_id=context.job.target_id, job_id=context.job.id, ordinal=ordinal,
            question="Q", answer="A" * 200_000, front_key=f"{ordinal}", created_at=context.now(),
            updated_at=context.now(), due_at=context.now(),
        )  # fmt: skip
        session.add(card)
        return 1

    await context.save_items(write, items_done=ordinal + 1, checkpoint={"done": ordinal + 1})


async def test_who_reads_waits_as_well(bench: Bench) -> None:
    refused = iter(["once", "twice"])

    def ask(session: Session) -> int:
        if next(refused, None):
            raise sqlite3_busy()
        return len(session.exec(select(Card)).all())

    async def run(context: JobContext, _: Order) -> dict[str, Any]:
        return {"count": await context.query(ask)}

    async with bench.running(run):
        job_id = bench.enqueue("ada", "a")
        await bench.until("completed", job_id)
    assert bench.job(job_id)["attempts"] == 1


def sqlite3_busy() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return error


async def too_many_tokens(context: JobContext) -> None:
    await context.record_usage(Usage("test", "model", TOO_MUCH, 1))


async def too_many_expected(context: JobContext) -> None:
    await context.report(items_expected=TOO_MUCH)


async def half_a_character(context: JobContext) -> None:
    await context.report(phase="\ud800")


async def too_many_items(context: JobContext) -> None:
    await context.save_items(lambda _: 0, items_done=TOO_MUCH)


@pytest.mark.parametrize("spoil", [too_many_tokens, too_many_expected, half_a_character, too_many_items])
async def test_a_value_that_cannot_be_stored_fails_the_job_it_belongs_to_and_no_other(
    bench: Bench, spoil: Callable[[JobContext], Any]
) -> None:
    """Eight jobs write at the same moment, so that they share a transaction."""
    all_here = asyncio.Barrier(8)

    async def run(context: JobContext, order: Order) -> dict[str, Any]:
        if context.job.attempts == 1:
            await all_here.wait()
        if order.key == "bad":
            await spoil(context)
        await save_item(context, 0)
        return {}

    async with bench.running(run):
        keys = [("ada", "bad"), ("ada", "b"), ("ada", "c"), ("bob", "a"), ("bob", "b"), ("bob", "c"), ("eve", "a")]
        bad, *good = (bench.enqueue(user, key, items=1) for user, key in [*keys, ("eve", "b")])
        await bench.until("completed", *good)
        await bench.until("failed", bad)
    assert bench.job(bad)["error_code"] == "BAD_OUTPUT"
    assert all(bench.job(job_id)["attempts"] == 1 for job_id in good)
    assert not bench.rows().cards.get(bad)
