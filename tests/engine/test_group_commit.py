"""Writes that share a transaction do not fail together."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Generator
from contextlib import closing
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session, select

from studyapp.database import Database, after_commit
from studyapp.errors import DatabaseBusy
from studyapp.jobs.store import group_commit
from studyapp.jobs.store.claims import ClaimLost
from studyapp.jobs.store.group_commit import GroupCommit
from studyapp.models import Deck, User
from tests.factories import NOON


@pytest.fixture
async def writes(database: Database) -> AsyncGenerator[GroupCommit]:
    writes = GroupCommit(database)
    yield writes
    await writes.close()


@pytest.fixture
def holder(database: Database) -> Generator[sqlite3.Connection]:
    """A connection of another program that has begun to write."""
    with closing(sqlite3.connect(str(database.engine.url.database), isolation_level=None)) as connection:
        connection.execute("begin immediate")
        yield connection


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


async def test_a_write_that_fails_is_undone_alone(database: Database, writes: GroupCommit) -> None:
    told: list[str] = []

    def fail(session: Session) -> None:
        after_commit(session, lambda: told.append("undone"))
        add(session, "undone", fails=ZeroDivisionError)

    def tell(session: Session) -> None:
        after_commit(session, lambda: told.append("done"))

    results = await asyncio.gather(
        writes.run(partial(add, name="before")),
        writes.run(fail),
        writes.run(tell),
        writes.run(partial(add, name="after")),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [str, ZeroDivisionError, type(None), str]
    assert names(database) == {"before", "after"}
    assert told == ["done"]


async def test_a_row_that_breaks_a_rule_of_the_database_is_undone_alone(
    database: Database, writes: GroupCommit
) -> None:
    results = await asyncio.gather(
        writes.run(partial(add, name="twice")),
        writes.run(partial(add, name="twice")),
        writes.run(partial(add, name="other")),
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


async def test_what_fails_only_when_all_is_committed_fails_alone(database: Database, writes: GroupCommit) -> None:
    def break_a_rule_later(session: Session) -> None:
        session.connection().execute(text("pragma defer_foreign_keys = on"))
        session.add(Deck(id="stray", user_id="nobody", title="", created_at=NOON, updated_at=NOON))

    results = await asyncio.gather(
        writes.run(partial(add, name="kept")), writes.run(break_a_rule_later), return_exceptions=True
    )
    assert [type(result) for result in results] == [str, IntegrityError]
    assert names(database) == {"kept"}


async def test_a_write_waits_as_long_as_another_holds_the_database(
    database: Database, writes: GroupCommit, holder: sqlite3.Connection
) -> None:
    told: list[str] = []

    def write(session: Session) -> str:
        after_commit(session, lambda: told.append("done"))
        return add(session, "late")

    waiting = asyncio.create_task(writes.run(write))
    await asyncio.sleep(group_commit.PATIENCE * 2)
    assert not waiting.done()
    holder.rollback()
    assert await waiting == "late"
    assert told == ["done"]


async def test_whoever_is_cancelled_while_another_holds_the_database_keeps_nobody_from_writing(
    database: Database, writes: GroupCommit, holder: sqlite3.Connection
) -> None:
    tried = asyncio.Event()
    unwanted, wanted = (asyncio.create_task(writes.run(partial(add, name=name))) for name in ("unwanted", "wanted"))
    asyncio.get_running_loop().call_later(group_commit.PATIENCE + group_commit.FIRST_PAUSE, tried.set)
    await tried.wait()
    unwanted.cancel()
    holder.rollback()
    assert await wanted == "wanted"
    assert "wanted" in names(database)


async def test_who_gives_up_is_told_what_the_database_said(
    database: Database, writes: GroupCommit, holder: sqlite3.Connection
) -> None:
    waiting = asyncio.create_task(writes.run(partial(add, name="never")))
    writes.give_up()
    with pytest.raises(DatabaseBusy):
        await waiting
    holder.rollback()
    assert await writes.run(partial(add, name="next")) == "next"
    assert names(database) == {"next"}


async def test_what_was_committed_before_the_database_went_away_is_not_done_again(
    database: Database, writes: GroupCommit
) -> None:
    """One write is broken, so each is repeated alone. During that the disk is full for a while."""
    full = iter([False, True, True])  # not full for all together, then full for two tries alone

    def fill_the_disk(session: Session) -> str:
        add(session, "patient")
        if next(full, False):
            raise OperationalError("insert", {}, disk_full())
        return "patient"

    results = await asyncio.gather(
        writes.run(partial(add, name="first")),
        writes.run(fill_the_disk),
        writes.run(partial(add, name="broken", fails=ZeroDivisionError)),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [str, str, ZeroDivisionError]
    assert names(database) == {"first", "patient"}


def disk_full() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


async def test_whoever_is_cancelled_while_waiting_has_written_all_or_nothing(
    database: Database, writes: GroupCommit
) -> None:
    tasks = [asyncio.create_task(writes.run(partial(add, name=f"{n}"))) for n in range(100)]
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
