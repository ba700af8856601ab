from datetime import datetime
from typing import Any

import pytest
import reflex as rx
from sqlmodel import Session

from studyapp.database import Database
from studyapp.models import JobStatus, User
from studyapp.services import accounts, decks
from studyapp.ui.live.page import LivePageState, Values, assign
from studyapp.ui.tab import user_id
from studyapp.ui.tasks.shell import ShellState
from tests.factories import make_deck
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job


class DeckPage(LivePageState, rx.State):
    """The smallest possible page."""

    deck_id: str = ""
    title: str = ""

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        return {"title": decks.get_deck(session, user_id, self.deck_id).title}


async def test_a_tab_of_a_local_installation_is_the_owners(tab: Tab[DeckPage]) -> None:
    assert user_id(await tab(DeckPage)) == accounts.LOCAL_OWNER_ID


async def test_a_page_is_loaded_once_it_has_read(tab: Tab[DeckPage], use_database: Database, owner: User) -> None:
    page = await tab(DeckPage)
    assert not page.loaded
    with use_database.write() as session:
        page.deck_id = make_deck(session, owner, title="Anatomy").id
    await page._read()
    assert (page.loaded, page.title, page.problem) == (True, "Anatomy", "")


async def test_a_page_whose_subject_is_gone_says_so_and_recovers(
    tab: Tab[DeckPage], use_database: Database, owner: User, now: datetime
) -> None:
    page = await tab(DeckPage)
    with use_database.write() as session:
        page.deck_id = make_deck(session, owner).id
        decks.delete_deck(session, owner.id, page.deck_id, now=now)
    await page._read()
    assert page.problem == "This deck is not there."
    with use_database.write() as session:
        decks.restore_deck(session, owner.id, page.deck_id, now=now)
    await page._read()
    assert (page.problem, page.title) == ("", "Biology")


async def test_another_learners_deck_is_not_there(tab: Tab[DeckPage], use_database: Database, stranger: User) -> None:
    page = await tab(DeckPage)
    with use_database.write() as session:
        page.deck_id = make_deck(session, stranger).id
    await page._read()
    assert (page.problem, page.title) == ("This deck is not there.", "")


async def test_assign_sends_only_what_changed(tab: Tab[DeckPage]) -> None:
    page = await tab(DeckPage)
    page._clean()
    assign(page, title="", deck_id="one")
    assert page.dirty_vars == {"deck_id"}


async def test_page_and_badge_are_read_in_one_go(tab: Tab[Any], use_database: Database, owner: User) -> None:
    page = await tab(DeckPage)
    with use_database.write() as session:
        deck = make_deck(session, owner)
        make_job(session, deck, JobStatus.PROCESSING)
        page.deck_id = deck.id
    await page._catch_up(arriving=True)
    assert (page.title, (await tab(ShellState)).active) == ("Biology", 1)


@pytest.mark.parametrize("name", ["_load", "_read", "_catch_up", "_shows"])
def test_a_browser_cannot_call_what_only_the_server_does(name: str) -> None:
    assert name not in DeckPage.event_handlers
    assert "watch" in DeckPage.event_handlers
