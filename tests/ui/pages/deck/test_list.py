"""The page of a deck lists its cards, narrowed by search, filter and address."""

from typing import Any

from studyapp.database import Database
from studyapp.models import Deck, JobStatus, User
from studyapp.services import decks
from studyapp.ui.pages.deck import DeckActionsState
from studyapp.ui.pages.deck.state import PAGE_SIZE
from tests.factories import NOON, make_deck
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job
from tests.ui.pages.deck.opening import add, ids, open_deck


async def test_the_page_shows_the_deck_and_its_cards(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    made = add(use_database, deck, 3)
    page = await open_deck(tab, deck)
    assert (page.name, page.head.cards, page.head.new, page.head.is_waiting) == ("Biology", 3, 3, True)
    assert (ids(page), page.tally, page.is_empty) == ([card.id for card in made], "3 cards", False)


async def test_a_deck_that_is_gone_or_of_somebody_else_is_not_there(
    tab: Tab[Any], use_database: Database, owner: User, stranger: User, deck: Deck
) -> None:
    with use_database.write() as session:
        foreign = make_deck(session, stranger)
        decks.delete_deck(session, owner.id, deck.id, now=NOON)
    for gone in (foreign, deck):
        page = await open_deck(tab, gone)
        assert (page.problem, page.cards) == ("This deck is not there.", [])


async def test_an_empty_deck_offers_to_be_filled(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    page = await open_deck(tab, deck)
    assert page.is_empty
    with use_database.write() as session:
        make_job(session, deck, JobStatus.PROCESSING)
    await page._read()
    assert not page.is_empty


async def test_search_and_filter_are_the_databases_and_start_at_the_first_page(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, PAGE_SIZE + 3)
    page = await open_deck(tab, deck)
    await page.next_page()
    assert (page.first, page.last, len(page.cards)) == (PAGE_SIZE, PAGE_SIZE + 3, 3)
    await page.search_cards("number 7?")
    assert (page.first, page.total, page.cards[0].name) == (0, 1, "Question number 7?")
    await page.show_cards("suspended")
    assert (page.total, page.is_filtered) == (0, True)
    await page.show_all_cards()
    assert (page.total, page.is_filtered) == (PAGE_SIZE + 3, False)


async def test_the_pages_end_where_the_cards_do(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, PAGE_SIZE + 1)
    page = await open_deck(tab, deck)
    await page.previous_page()
    assert page.first == 0
    await page.next_page()
    await page.next_page()
    assert (page.first, page.last) == (PAGE_SIZE, PAGE_SIZE + 1)


async def test_another_deck_starts_with_a_fresh_page_and_the_same_one_is_found_as_it_was_left(
    tab: Tab[Any], use_database: Database, owner: User, deck: Deck
) -> None:
    add(use_database, deck, 2)
    page = await open_deck(tab, deck)
    await page.search_cards("number 1?")
    await open_deck(tab, deck)
    assert page.search == "number 1?"
    with use_database.write() as session:
        other = make_deck(session, owner, title="Chemistry")
    await open_deck(tab, other)
    assert (page.search, page.name) == ("", "Chemistry")


async def test_the_address_narrows_the_list_to_what_one_task_made_and_back(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    with use_database.write() as session:
        job = make_job(session, deck, JobStatus.COMPLETED)
    made = add(use_database, deck, 2, job_id=job.id)
    add(use_database, deck, 3)
    page = await open_deck(tab, deck)
    await page.search_cards("nothing like this")
    go_to(page, f"/decks/{deck.id}?job={job.id}")
    await page.open_deck()
    assert (ids(page), page.only) == ([card.id for card in made], "Only what one task has made is listed.")
    assert f"/decks/{deck.id}" in str(await page.show_all_cards())
    assert (len(page.cards), page.only, page.is_filtered) == (5, "", False)


async def test_the_address_narrows_the_list_to_one_card(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    wanted = add(use_database, deck, 3)[1]
    page = await tab(DeckActionsState)
    go_to(page, f"/decks/{deck.id}?card={wanted.id}&self=1")
    await page.open_deck()
    assert (ids(page), page.only) == ([wanted.id], "Only one card is listed.")
    go_to(page, f"/decks/{deck.id}")
    await page.open_deck()
    assert (len(page.cards), page.only) == (3, "")


async def test_the_address_leads_to_the_candidates_until_another_choice_is_made(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    waiting = add(use_database, deck, 2, is_candidate=True)
    add(use_database, deck)
    page = await tab(DeckActionsState)
    go_to(page, f"/decks/{deck.id}?show=candidates")
    await page.open_deck()
    assert (ids(page), page.show) == ([card.id for card in waiting], "candidates")
    assert f"/decks/{deck.id}" in str(await page.show_cards("new"))
    go_to(page, f"/decks/{deck.id}")
    await page.open_deck()
    assert (len(page.cards), page.show) == (1, "new")
    go_to(page, f"/decks/{deck.id}?show=nonsense")
    await page.open_deck()
    assert (page.show, page.problem) == ("new", "")
