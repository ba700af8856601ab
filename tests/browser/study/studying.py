"""Helpers that study in a browser, with cards that have choices."""

from typing import Any, Final

from playwright.sync_api import Locator, Page, expect

from tests.browser.server import Server
from tests.browser.tab import Tab

WRONG: Final = ["The ribosome", "The vacuole", "The nucleolus"]
KEY: Final = "The mitochondrion"
WHY: Final = "It breaks sugar down with oxygen."


def sit_down(tab: Tab, path: str) -> Page:
    """Open the study page and wait until keys work, because the card or its replacement is shown."""
    page = tab.open(path)
    expect(page.locator(".study-card, .rest, .empty").first).to_be_visible()
    return page


def add(server: Server, deck: str, **card: Any) -> str:
    given = {"answer": KEY, "distractors": WRONG, "explanation": WHY} | card
    answer = server.post(f"/api/decks/{deck}/cards", given)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def option(page: Page, text: str) -> Locator:
    return page.locator(".option", has_text=text)


def pick(page: Page, text: str) -> None:
    page.locator("label.option", has_text=text).click()


def organelles(server: Server) -> str:
    """A deck with two cards that have choices."""
    deck = server.post("/api/decks", {"title": "Organelles"}).json()["id"]
    for name in ("ATP", "energy"):
        add(server, deck, question=f"Which organelle makes most {name}?", tags=[name])
    return deck
