import asyncio
from collections.abc import Awaitable, Callable
from itertools import count

import pytest
import reflex as rx

from studyapp import signals
from studyapp.database import Database
from studyapp.models import User
from studyapp.services import decks
from studyapp.ui import shared_reads
from studyapp.ui.pages.decks import DecksState
from studyapp.ui.shared_reads import read_once
from tests.conftest import CountStatements
from tests.factories import NOON

Read = Callable[[], Awaitable[int]]


@pytest.fixture
def reads() -> Read:
    """A function that returns how often it has been called."""
    calls = count(1)

    async def read() -> int:
        await asyncio.sleep(0)
        return next(calls)

    return read


@pytest.mark.usefixtures("use_database")
async def test_a_view_is_read_once_until_something_changes(reads: Read) -> None:
    assert [await read_once("ada", "decks", reads) for _ in range(3)] == [1, 1, 1]
    signals.announce("ada")
    assert await read_once("ada", "decks", reads) == 2


@pytest.mark.usefixtures("use_database")
async def test_views_and_learners_are_told_apart(reads: Read) -> None:
    views = [("ada", "decks"), ("ada", "today"), ("grace", "decks")]
    assert [await read_once(user_id, view, reads) for user_id, view in views] == [1, 2, 3]
    signals.announce("grace")
    assert await read_once("ada", "decks", reads) == 1


@pytest.mark.usefixtures("use_database")
async def test_a_view_grows_old_without_a_change_too(reads: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await read_once("ada", "decks", reads) == 1
    monkeypatch.setattr(shared_reads, "monotonic", lambda: float("inf"))
    assert await read_once("ada", "decks", reads) == 2


async def open_tab() -> DecksState:
    return await rx.State(_reflex_internal_init=True).get_state(DecksState)  # pyright: ignore[reportCallIssue]


async def test_the_second_tab_on_a_list_asks_the_database_nothing(
    use_database: Database, owner: User, statements: CountStatements
) -> None:
    first, second = await open_tab(), await open_tab()
    with use_database.write() as session:
        decks.create_deck(session, owner.id, title="Biology", now=NOON)
    with statements() as sent:
        await first._catch_up()
    assert sent
    with statements() as sent:
        await second._catch_up()
    assert sent == []
    assert [deck.title for deck in second.decks] == ["Biology"]
    assert second.loaded


async def test_tabs_do_not_share_the_list_itself(use_database: Database, owner: User) -> None:
    first, second = await open_tab(), await open_tab()
    with use_database.write() as session:
        decks.create_deck(session, owner.id, title="Biology", now=NOON)
    await first._catch_up()
    await second._catch_up()
    first.decks.clear()
    assert len(second.decks) == 1
    third = await open_tab()
    await third._catch_up()
    assert len(third.decks) == 1


async def test_a_tab_that_searches_reads_for_itself(use_database: Database, owner: User) -> None:
    first, second = await open_tab(), await open_tab()
    with use_database.write() as session:
        for title in ("Biology", "History"):
            decks.create_deck(session, owner.id, title=title, now=NOON)
    second.search = "hist"
    await first._catch_up()
    await second._catch_up()
    assert [len(tab.decks) for tab in (first, second)] == [2, 1]
