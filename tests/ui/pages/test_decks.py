from datetime import timedelta
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput, NotFound
from studyapp.models import JobStatus, User
from studyapp.services import decks
from studyapp.ui.pages.decks import DecksState
from studyapp.ui.pages.decks.state import PAGE_SIZE
from tests.factories import NOON, make_card, make_deck
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job


async def open_decks(tab: Tab[Any]) -> DecksState:
    page = await tab(DecksState)
    await page._read()
    return page


def titles(page: DecksState) -> list[str]:
    return [deck.title for deck in page.decks]


async def test_decks_are_listed_newest_first_with_what_waits_in_them(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        make_card(session, make_deck(session, owner, title="Biology"))
        make_deck(session, owner, title="Chemistry")
    page = await open_decks(tab)
    assert [(row.title, row.cards, row.new, row.is_waiting) for row in page.decks] == [
        ("Chemistry", 0, 0, False),
        ("Biology", 1, 1, True),
    ]


async def test_a_deck_something_is_made_for_shows_it(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        busy, idle = make_deck(session, owner, title="Busy"), make_deck(session, owner, title="Idle")
        make_job(session, busy, JobStatus.PROCESSING)
        make_job(session, idle, JobStatus.COMPLETED, items_done=20)
    page = await open_decks(tab)
    assert {row.title: row.is_generating for row in page.decks} == {"Busy": True, "Idle": False}


async def test_search_finds_titles_in_whatever_case_and_script(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        for title in ("Äpfel und Birnen", "Straßenrecht", "مقدمة"):
            make_deck(session, owner, title=title)
    page = await open_decks(tab)
    for text, found in (("äPFEL", "Äpfel und Birnen"), ("STRASSE", "Straßenrecht"), (" مقدمة ", "مقدمة")):
        await page.search_decks(text)
        assert titles(page) == [found]
    await page.search_decks("physics")
    assert titles(page) == []


async def test_older_decks_are_shown_on_request_and_searched_without(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        for number in range(PAGE_SIZE + 5):
            make_deck(session, owner, title=f"Deck {number}", created_at=NOON + timedelta(minutes=number))
    page = await open_decks(tab)
    assert (len(page.decks), page.has_more) == (PAGE_SIZE, True)
    await page.search_decks("deck 0")
    assert titles(page) == ["Deck 0"]
    await page.search_decks("")
    await page.show_more()
    assert (len(page.decks), page.has_more) == (PAGE_SIZE + 5, False)


async def test_a_new_deck_needs_a_title_and_its_form_waits_for_one(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    page = await open_decks(tab)
    page.start_deck()
    with pytest.raises(BadInput):
        await page.create_deck({"title": "  "})
    assert page.is_creating
    await page.create_deck({"title": "Biology"})
    await page._read()
    assert (page.is_creating, titles(page)) == (False, ["Biology"])


async def test_a_deck_is_renamed_in_its_line(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        deck = make_deck(session, owner)
    page = await open_decks(tab)
    page.start_renaming(deck.id)
    with pytest.raises(BadInput):
        await page.rename_deck({"title": "x" * 201})
    assert page.renaming_id == deck.id
    await page.rename_deck({"title": "Botany"})
    assert (page.renaming_id, titles(page)) == ("", ["Botany"])


async def test_a_deleted_deck_comes_back_with_its_cards(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        deck = make_deck(session, owner)
        make_card(session, deck)
    page = await open_decks(tab)
    await page.delete_deck(deck.id)
    assert titles(page) == []
    await page.restore_deck(deck.id)
    assert [(row.title, row.cards) for row in page.decks] == [("Biology", 1)]


async def test_decks_of_somebody_else_are_neither_listed_nor_touched(
    tab: Tab[Any], use_database: Database, stranger: User
) -> None:
    with use_database.write() as session:
        theirs = make_deck(session, stranger)
    page = await open_decks(tab)
    assert page.decks == []
    page.start_renaming(theirs.id)
    for attempt in (lambda: page.delete_deck(theirs.id), lambda: page.rename_deck({"title": "Mine"})):
        with pytest.raises(NotFound):
            await attempt()
    with use_database.read() as session:
        assert decks.get_deck(session, stranger.id, theirs.id).title == "Biology"
