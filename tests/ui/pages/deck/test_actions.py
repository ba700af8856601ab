"""A deck is renamed, limited, deleted and brought back."""

from typing import Any

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput
from studyapp.models import Deck
from tests.ui.conftest import Tab
from tests.ui.pages.deck.opening import open_deck


async def test_a_deck_has_a_limit_of_its_own_until_the_field_is_emptied(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    page = await open_deck(tab, deck)
    await page.rename({"title": "Biology", "new_per_day": "5"})
    assert page.head.new_per_day == "5"
    for refused in ("-1", "many", "10000"):
        with pytest.raises(BadInput):
            await page.rename({"title": "Biology", "new_per_day": refused})
    await page.rename({"title": "Biology", "new_per_day": ""})
    assert page.head.new_per_day == ""


async def test_a_deck_is_renamed_deleted_and_brought_back(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    page = await open_deck(tab, deck)
    page.open_panel("rename")
    with pytest.raises(BadInput):
        await page.rename({"title": " "})
    assert page.panel == "rename"
    await page.rename({"title": "Botany", "description": "Winter term"})
    assert (page.panel, page.head.title, page.head.description) == ("", "Botany", "Winter term")
    await page.delete_deck()
    await page._read()
    assert page.problem
    await page.restore_deck(deck.id)
    await page._read()
    assert (page.problem, page.head.title) == ("", "Botany")
