"""How the tests ask for questions."""

from typing import Final

from playwright.sync_api import Locator, Page, expect

from tests.browser.server import Server

PROMPT: Final = "The 8 things to know about cells"
FIELD: Final = "What do you want to be asked about?"


def make_deck(server: Server, title: str, cards: int = 0) -> str:
    deck = server.post("/api/decks", {"title": title}).json()["id"]
    for number in range(cards):
        body = {"question": f"What is organelle number {number}?", "answer": f"Answer {number}"}
        assert server.post(f"/api/decks/{deck}/cards", body).status_code == 201
    return deck


def ask_by_api(server: Server, deck: str, prompt: str = PROMPT) -> str:
    payload = {"prompt": prompt, "deck_id": deck}
    return server.post("/api/jobs", {"type": "question_generation", "payload": payload}).json()["id"]


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Questions from a prompt")


def ask(page: Page, prompt: str = PROMPT) -> None:
    page.keyboard.press("g")
    expect(page.get_by_label(FIELD)).to_be_focused()
    page.get_by_label(FIELD).fill(prompt)
    page.keyboard.press("ControlOrMeta+Enter")
