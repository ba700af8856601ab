"""While another program holds the database, a learner's action waits a little and is refused; nobody else notices."""

import asyncio
import math
from collections.abc import AsyncGenerator
from typing import Any

import httpx
import pytest
from sqlalchemy import event
from sqlmodel import Session, func, select

from studyapp import signals
from studyapp.api import access
from studyapp.api.app import create_api
from studyapp.database import Database
from studyapp.errors import DatabaseBusy
from studyapp.models import Review, User
from studyapp.services import decks
from studyapp.ui import acting
from studyapp.ui.generate.questions import QuestionDialogState
from studyapp.ui.pages.deck import CardEditingState
from studyapp.ui.pages.decks import DecksState
from studyapp.ui.pages.settings import SettingsState
from studyapp.ui.pages.study import StudyActionsState
from tests.factories import NOON, make_card, make_deck
from tests.holding import held_elsewhere
from tests.ui.browsing import Tabs, open_tabs
from tests.ui.conftest import Tab
from tests.ui.pages.study.studying import add, grade, reveal, sit_down

BUSY = "The database is busy in another program. Nothing was changed; try again in a moment."


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writes wait only briefly, and none was refused a moment ago."""
    monkeypatch.setattr(acting, "PATIENCE", 0.05)
    monkeypatch.setattr(acting._LatestRefusal, "at", -math.inf)


@pytest.fixture
def patient(impatient: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writes wait until the test releases the database."""
    monkeypatch.setattr(acting, "PATIENCE", 600)


@pytest.fixture
async def tabs(use_database: Database) -> AsyncGenerator[Tabs]:
    async with open_tabs() as tabs:
        yield tabs


@pytest.fixture
async def waits(use_database: Database) -> asyncio.Event:
    """Set once a write has asked for its turn."""
    waits, loop = asyncio.Event(), asyncio.get_running_loop()

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement == "BEGIN IMMEDIATE":
            loop.call_soon_threadsafe(waits.set)

    event.listen(use_database.engine, "before_cursor_execute", note)
    return waits


def titles(database: Database, owner: User) -> list[str]:
    with database.read() as session:
        return [deck.title for deck in decks.list_decks(session, owner.id, now=NOON)]


def create(title: str) -> Any:
    return DecksState.create_deck({"title": title})  # pyright: ignore[reportCallIssue]


@pytest.mark.usefixtures("patient")
async def test_a_press_that_waits_holds_up_neither_requests_nor_other_tabs(
    tabs: Tabs, use_database: Database, owner: User, waits: asyncio.Event
) -> None:
    api = create_api()
    api.dependency_overrides[access.open_database] = lambda: use_database
    transport = httpx.ASGITransport(api)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        with held_elsewhere(use_database):
            pressed = await tabs.press("here", create("Biology"))
            await waits.wait()
            assert (await client.get("/decks")).status_code == 200
            await (await tabs.press("there", DecksState.search_decks("x")))
            await (await tabs.state("there", DecksState))._catch_up(arriving=True)
            assert (await tabs.state("there", DecksState)).loaded
            assert not pressed.done()
    await pressed
    assert titles(use_database, owner) == ["Biology"]


async def test_whoever_waits_in_vain_is_told_and_may_press_again(
    tabs: Tabs, use_database: Database, owner: User
) -> None:
    (await tabs.state("here", DecksState)).start_deck()
    with held_elsewhere(use_database):
        with pytest.raises(DatabaseBusy):
            await (await tabs.press("here", create("Biology")))
        assert (await tabs.state("here", DecksState)).is_creating
        assert titles(use_database, owner) == []
    await (await tabs.press("here", create("Biology")))
    assert BUSY in tabs.told("here")
    assert not (await tabs.state("here", DecksState)).is_creating
    assert titles(use_database, owner) == ["Biology"]


@pytest.mark.usefixtures("patient")
async def test_many_who_wait_take_no_thread_from_those_who_do_not(
    tabs: Tabs, use_database: Database, waits: asyncio.Event
) -> None:
    with held_elsewhere(use_database):
        presses = [await tabs.press(f"tab {number}", create(f"{number}")) for number in range(60)]
        await waits.wait()
        assert await asyncio.to_thread(lambda: "done")
        await (await tabs.state("another", DecksState))._read()
        assert not any(press.done() for press in presses)
    await asyncio.gather(*presses)
    page = await tabs.state("another", DecksState)
    await page._read()
    assert len(page.decks) == 60


async def test_all_who_press_at_once_are_told(tabs: Tabs, use_database: Database) -> None:
    with held_elsewhere(use_database):
        presses = [await tabs.press(f"tab {number}", create(f"{number}")) for number in range(60)]
        answers = await asyncio.gather(*presses, return_exceptions=True)
        assert {type(answer) for answer in answers} == {DatabaseBusy}


async def test_the_next_press_waits_less_than_one_that_was_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acting, "PATIENCE", 3)
    assert acting._patience() == 3
    monkeypatch.setattr(acting._LatestRefusal, "at", acting.monotonic())
    assert acting._patience() == acting.IN_VAIN
    monkeypatch.setattr(acting, "monotonic", lambda: acting._LatestRefusal.at + 3)
    assert acting._patience() == 3


@pytest.mark.usefixtures("patient")
async def test_a_press_that_is_called_off_before_its_turn_does_nothing(
    tab: Tab[DecksState], use_database: Database, owner: User, waits: asyncio.Event
) -> None:
    page = await tab(DecksState)
    with held_elsewhere(use_database):
        first = asyncio.create_task(page.create_deck({"title": "First"}))
        await waits.wait()
        second = asyncio.create_task(page.create_deck({"title": "Second"}))
        await asyncio.sleep(0)
        second.cancel()
        with pytest.raises(asyncio.CancelledError):
            await second
    await first
    await page.create_deck({"title": "Third"})
    assert sorted(titles(use_database, owner)) == ["First", "Third"]


async def test_a_refused_prompt_stays_in_its_dialog_with_the_sentence(
    tab: Tab[QuestionDialogState], use_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuestionDialogState, "lacks_model", False)
    dialog = await tab(QuestionDialogState)
    dialog.is_open = True
    prompt = {"prompt": "The causes of the French Revolution", "deck_id": ""}
    with held_elsewhere(use_database):
        assert await dialog.ask(prompt) == []
    assert (dialog.is_open, dialog.problem) == (True, BUSY)
    assert "accept" in str(await dialog.ask(prompt))
    assert (dialog.is_open, dialog.problem) == (False, "")


async def test_a_card_that_is_being_written_stays_in_its_form(
    tab: Tab[CardEditingState], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        card = make_card(session, make_deck(session, owner))
    page = await tab(CardEditingState)
    page.opened_id = card.deck_id
    await page.edit_card(card.id)
    form = {"question": "What is ATP?", "answer": "Energy"}
    with held_elsewhere(use_database), pytest.raises(DatabaseBusy):
        await page.save_card(form)
    assert (page.editing_id, page.editor.question) == (card.id, card.question)
    assert "accept" in str(await page.save_card(form))
    assert (page.editing_id, page.cards[0].answer) == ("", "<p>Energy</p>")


async def test_a_setting_that_was_not_saved_is_not_shown_as_saved(
    tab: Tab[SettingsState], use_database: Database
) -> None:
    page = await tab(SettingsState)
    await page._read()
    with held_elsewhere(use_database), pytest.raises(DatabaseBusy):
        await page.choose_theme("dark")
    assert page.theme == "system"
    await page.choose_theme("dark")
    assert page.theme == "dark"


def reviews(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Review)).one()


async def test_a_grade_that_was_not_counted_can_be_given_again_and_counts_once(
    tab: Tab[StudyActionsState], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        deck = make_deck(session, owner)
    first, second = add(use_database, deck, "First question?", "Second question?")
    study = await sit_down(tab)
    await reveal(study)
    with held_elsewhere(use_database), pytest.raises(DatabaseBusy):
        await grade(study, 3)
    assert (study.face.card_id, study.is_revealed) == (first.id, True)
    await grade(study, 3)
    assert (study.face.card_id, study.is_revealed) == (second.id, False)
    with use_database.read() as session:
        assert reviews(session) == 1


async def test_a_study_page_opened_meanwhile_goes_on_by_itself(
    tab: Tab[StudyActionsState], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        deck = make_deck(session, owner)
    (card,) = add(use_database, deck, "First question?")
    study = await tab(StudyActionsState)
    with held_elsewhere(use_database):
        with pytest.raises(DatabaseBusy, match="goes on by itself"):
            await sit_down(tab)
        await study._catch_up(arriving=True)
        assert not study.loaded
    async with signals.subscribe(owner.id) as changes:
        with held_elsewhere(use_database):
            await study._catch_up()  # looks again soon, without anybody having changed anything
        await anext(changes)
    await study._catch_up()
    assert (study.loaded, study.face.card_id, study.problem) == (True, card.id, "")
