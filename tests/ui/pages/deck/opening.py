"""A learner on the page of a deck, without a browser."""

from datetime import timedelta
from typing import Any

from studyapp.database import Database
from studyapp.models import Card, Deck
from studyapp.ui.pages.deck import CardActionsState, CardEditingState, DeckActionsState, DeckState
from tests.factories import NOON, make_card
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab


def add(database: Database, deck: Deck, count: int = 1, **fields: Any) -> list[Card]:
    """Add cards; the page lists the newest first."""
    with database.write() as session:
        made = [
            make_card(session, deck, question=f"Question number {n}?", created_at=NOON + timedelta(minutes=n), **fields)
            for n in range(count)
        ]
    return made[::-1]


async def open_deck(tab: Tab[Any], deck: Deck) -> DeckActionsState:
    page = await tab(DeckActionsState)
    go_to(page, f"/decks/{deck.id}")
    await page.open_deck()
    return page


async def acts(tab: Tab[Any]) -> CardActionsState:
    return await tab(CardActionsState)


async def writes(tab: Tab[Any]) -> CardEditingState:
    return await tab(CardEditingState)


def ids(page: DeckState) -> list[str]:
    return [card.id for card in page.cards]
