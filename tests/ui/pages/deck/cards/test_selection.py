"""Several cards are selected and changed at once."""

from typing import Any

from studyapp.database import Database
from studyapp.models import Deck
from studyapp.services.cards import bulk
from tests.factories import NOON
from tests.ui.conftest import Tab
from tests.ui.pages.deck.opening import acts, add, ids, open_deck


async def test_deleting_is_undone(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    first, second, third = add(use_database, deck, 3)
    page = await open_deck(tab, deck)
    doing = await acts(tab)
    doing.select(first.id, True)
    doing.select(third.id, True)
    assert page.tally == "2 selected"
    await doing.delete(page.chosen)
    assert (ids(page), page.selected) == ([second.id], [])
    await doing.restore([first.id, third.id])
    assert ids(page) == [first.id, second.id, third.id]


async def test_several_are_suspended_and_resumed_at_once(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, 3)
    page = await open_deck(tab, deck)
    doing = await acts(tab)
    doing.select_all(True)
    await doing.suspend(page.chosen)
    assert [card.state for card in page.cards] == ["Suspended"] * 3
    await doing.resume(ids(page))
    assert [card.state for card in page.cards] == ["New"] * 3


async def test_what_is_no_longer_listed_is_no_longer_selected(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    first, second = add(use_database, deck, 2)
    page = await open_deck(tab, deck)
    (await acts(tab)).select_all(True)
    with use_database.write() as session:
        bulk.delete_cards(session, deck.user_id, [first.id], now=NOON)
    await page._read()
    assert page.chosen == [second.id]
