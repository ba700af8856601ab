"""Writes that share a transaction do not share their failures."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
from functools import partial

import pytest
from sqlmodel import Session, select

from studyapp.database import Database, after_commit
from studyapp.jobs.claims import ClaimLost
from studyapp.jobs.commits import GroupCommit
from studyapp.models import User
from tests.factories import NOON


@pytest.fixture
async def writes(database: Database) -> AsyncGenerator[GroupCommit]:
    writes = GroupCommit(database)
    yield writes
    await writes.close()


def add(session: Session, name: str, *, fails: type[Exception] | None = None) -> str:
    session.add(User(id=name, created_at=NOON + timedelta(days=1)))
    session.flush()
    if fails:
        raise fails(name)
    return name


def names(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.exec(select(User.id)))


async def test_writes_that_wait_together_are_all_done_in_the_order_they_came(
    database: Database, writes: GroupCommit
) -> None:
    order: list[int] = []
    await asyncio.gather(*(writes.run(lambda _, n=n: order.append(n)) for n in range(200)))
    assert order == list(range(200))


async def test_a_foreign_write_that_fails_is_undone_alone(database: Database, writes: GroupCommit) -> None:
    told: list[str] = []

    def fail(session: Session) -> None:
        after_commit(session, lambda: told.append("undone"))
        add(session, "undone", fails=ZeroDivisionError)

    def tell(session: Session) -> None:
        after_commit(session, lambda: told.append("done"))

    results = await asyncio.gather(
        writes.run(partial(add, name="before"), foreign=True),
        writes.run(fail, foreign=True),
        writes.run(tell),
        writes.run(partial(add, name="after"), foreign=True),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [str, ZeroDivisionError, type(None), str]
    assert names(database) == {"before", "after"}
    assert told == ["done"]


async def test_a_row_that_breaks_a_rule_of_the_database_is_undone_alone(
    database: Database, writes: GroupCommit
) -> None:
    results = await asyncio.gather(
        writes.run(partial(add, name="twice"), foreign=True),
        writes.run(partial(add, name="twice"), foreign=True),
        writes.run(partial(add, name="other"), foreign=True),
        return_exceptions=True,
    )
    assert [isinstance(result, Exception) for result in results] == [False, True, False]
    assert names(database) == {"twice", "other"}


async def test_a_lost_claim_is_no_trouble_to_the_others(database: Database, writes: GroupCommit) -> None:
    def lost(_: Session) -> None:
        raise ClaimLost("job")

    results = await asyncio.gather(writes.run(lost), writes.run(partial(add, name="kept")), return_exceptions=True)
    assert isinstance(results[0], ClaimLost)
    assert names(database) == {"kept"}


async def test_nobody_is_told_done_when_the_transaction_fails(database: Database, writes: GroupCommit) -> None:
    def broken(_: Session) -> None:
        raise RuntimeError("the disk is full")

    results = await asyncio.gather(writes.run(partial(add, name="gone")), writes.run(broken), return_exceptions=True)
    assert [type(result) for result in results] == [RuntimeError, RuntimeError]
    assert names(database) == set()
    assert await writes.run(partial(add, name="next")) == "next"


async def test_whoever_is_cancelled_while_waiting_has_written_all_or_nothing(
    database: Database, writes: GroupCommit
) -> None:
    tasks = [asyncio.create_task(writes.run(partial(add, name=f"{n}"), foreign=True)) for n in range(100)]
    await asyncio.sleep(0.005)
    for task in tasks[::2]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await writes.run(partial(add, name="last"))
    kept = {task.result() for task in tasks[1::2]}
    assert kept | {"last"} <= names(database)


async def test_closing_performs_what_still_waits(database: Database) -> None:
    writes = GroupCommit(database)
    waiting = asyncio.create_task(writes.run(partial(add, name="waiting")))
    await asyncio.sleep(0)
    await writes.close()
    assert await waiting == "waiting"
