"""The trash page."""

from datetime import timedelta
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.models import Deck, Goal, User
from studyapp.services import decks
from studyapp.services.cards import bulk
from studyapp.services.goals import goals
from studyapp.ui.pages.trash import TrashState
from studyapp.ui.pages.trash.state import PAGE_SIZE
from tests.factories import NOON, make_card, make_deck, make_goal
from tests.ui.conftest import Tab


def discard(database: Database, deck: Deck, count: int = 1) -> list[str]:
    with database.write() as session:
        ids = [make_card(session, deck, question=f"Number *{number}*?").id for number in range(count)]
        for number, card_id in enumerate(ids):
            bulk.delete_cards(session, deck.user_id, [card_id], now=NOON + timedelta(minutes=number))
    return ids[::-1]


async def test_cards_and_decks_come_back_and_can_be_put_away_again(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    (card_id,) = discard(use_database, deck)
    with use_database.write() as session:
        other = make_deck(session, deck.user_id, title="Old")
        decks.delete_deck(session, deck.user_id, other.id, now=NOON + timedelta(days=1))
    page = await tab(TrashState)
    await page.open_trash()
    assert [(row.kind, row.title, row.place, row.html) for row in page.items] == [
        ("deck", "Old", "", ""),
        ("card", "", "Biology", "<p>Number <em>0</em>?</p>"),
    ]
    await page.restore("card", card_id)
    await page.restore("deck", other.id)
    assert (page.items, page.total) == ([], 0)
    await page.put_back("card", card_id)
    await page.put_back("deck", other.id)
    assert page.total == 2


async def test_a_goal_comes_back_with_its_deck_and_can_be_put_away_again(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    with use_database.write() as session:
        goal = make_goal(session, deck.user_id, deck_id=deck.id)
        make_card(session, deck)
        goals.delete_goals(session, deck.user_id, [goal.id], now=NOON)
    page = await tab(TrashState)
    await page.open_trash()
    assert [(row.kind, row.title, row.cards, row.html) for row in page.items] == [("goal", "Botany", 1, "")]
    await page.restore("goal", goal.id)
    assert page.items == []
    await page.put_back("goal", goal.id)
    await page.forget("goal", goal.id)
    with use_database.read() as session:
        assert (session.get(Goal, goal.id), session.get(Deck, deck.id)) == (None, None)


async def test_deleting_for_ever_asks_first(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    (card_id,) = discard(use_database, deck)
    page = await tab(TrashState)
    await page.open_trash()
    page.ask_to_forget(card_id)
    assert (page.forgetting_id, page.total) == (card_id, 1)
    page.stop_asking()
    page.ask_to_forget(card_id)
    await page.forget("card", card_id)
    assert (page.forgetting_id, page.total) == ("", 0)
    with pytest.raises(NotFound):
        await page.restore("card", card_id)


async def test_a_long_trash_has_pages(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    ids = discard(use_database, deck, PAGE_SIZE + 1)
    page = await tab(TrashState)
    await page.open_trash()
    await page.next_page()
    assert ([row.id for row in page.items], page.first, page.last) == (ids[-1:], PAGE_SIZE, PAGE_SIZE + 1)
    await page.previous_page()
    assert [row.id for row in page.items] == ids[:PAGE_SIZE]


async def test_nothing_of_somebody_else_is_there(tab: Tab[Any], use_database: Database, stranger: User) -> None:
    with use_database.write() as session:
        theirs = make_deck(session, stranger)
    (card_id,) = discard(use_database, theirs)
    page = await tab(TrashState)
    await page.open_trash()
    assert page.items == []
    for attempt in (lambda: page.restore("card", card_id), lambda: page.forget("card", card_id)):
        with pytest.raises(NotFound):
            await attempt()
