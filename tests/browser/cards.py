"""Decks and cards for the tests of cards, and what those look at."""

import re
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.server import Server


def make_deck(server: Server) -> str:
    return server.post("/api/decks", {"title": "Cells"}).json()["id"]


def add(server: Server, deck: str, **card: Any) -> dict[str, Any]:
    answer = server.post(f"/api/decks/{deck}/cards", card)
    assert answer.status_code == 201, answer.text
    return answer.json()


def stored(server: Server, deck: str, **query: str) -> list[dict[str, Any]]:
    """The cards as the API tells them, newest first."""
    words = "&".join(f"{name}={value}" for name, value in query.items())
    return server.get(f"/api/decks/{deck}/cards?{words}").json()["cards"]


def cards(page: Page) -> Locator:
    return page.get_by_test_id("card")


def card(page: Page, text: str) -> Locator:
    return cards(page).filter(has_text=text)


def answer_field(page: Page) -> Locator:
    """The field, and not a progress bar that is named after answer choices."""
    return page.get_by_role("textbox", name=re.compile("^Answer"))


def toast(page: Page, text: str) -> Locator:
    return page.locator("[data-sonner-toast]").filter(has_text=text)


def undo(page: Page, text: str) -> None:
    toast(page, text).get_by_role("button", name="Undo").click()
