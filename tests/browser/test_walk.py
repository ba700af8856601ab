"""The main promise of the product, end to end: ask, leave, lose power, come back, find everything, study it."""

import re
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenTab
from tests.browser.samples import SAMPLE
from tests.browser.server import Server
from tests.browser.tab import Tab, reload
from tests.provider_server.server import ProviderServer, in_thread


@pytest.fixture
def provider() -> Generator[ProviderServer]:
    with in_thread() as running:
        yield running


@pytest.fixture
def server(tmp_path: Path, frontend_dir: Path, provider: ProviderServer) -> Generator[Server]:
    with Server(tmp_path / "data", frontend_dir=frontend_dir, env={"ANTHROPIC_BASE_URL": provider.url}) as running:
        yield running


def test_cards_asked_for_are_there_after_leaving_closing_and_a_power_cut(
    server: Server, provider: ProviderServer, tab: Tab, open_tab: OpenTab
) -> None:
    provider.hold_after(2)
    page = tab.open("/")
    page.get_by_label("Text to make cards from").fill(SAMPLE)
    page.get_by_label("Cards", exact=True).fill("8")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Generating flashcards")).to_be_visible()
    expect(page.locator("[aria-busy=true]").first).to_be_visible()
    expect(_cards(page).nth(1)).to_be_visible()
    deck = page.url.removeprefix(server.url)
    page.get_by_role("link", name="Today").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    page.close()
    server.kill()
    tab.forgive()

    provider.go_on()
    server.start()
    page = open_tab(server).open(deck)

    expect(_cards(page)).to_have_count(8)
    expect(page.get_by_text("Generating flashcards")).to_have_count(0)
    stored = server.get(f"/api{deck}/cards").json()["cards"]
    assert len({card["question"] for card in stored}) == 8


def test_two_tabs_show_cards_arriving_and_a_cancel_keeps_what_was_made(
    server: Server, provider: ProviderServer, open_tab: OpenTab
) -> None:
    provider.hold_after(3)
    first = open_tab(server)
    page = first.open("/")
    page.get_by_label("Text to make cards from").fill(SAMPLE)
    page.get_by_label("Cards", exact=True).fill("30")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/decks/*")
    other = open_tab(server, beside=first).open(page.url.removeprefix(server.url))
    expect(_cards(other).nth(2)).to_be_visible()

    page.get_by_role("button", name="Stop").first.click()

    for each in (page, other):
        expect(each.get_by_test_id("generation-cancelled")).to_be_visible()
    deck = page.url.removeprefix(server.url)
    kept = len(server.get(f"/api{deck}/cards").json()["cards"])
    assert 3 <= kept < 30
    for each in (page, other):
        expect(_cards(each)).to_have_count(kept)


def test_what_was_made_can_be_studied_and_an_answer_taken_back(server: Server, tab: Tab) -> None:
    deck = server.post("/api/decks", {"title": "Cells"}).json()
    for number in (1, 2):
        body = {"question": f"What is organelle number {number}?", "answer": f"Answer {number}"}
        assert server.post(f"/api/decks/{deck['id']}/cards", body).status_code == 201

    page = tab.open(f"/study/{deck['id']}")
    expect(page.get_by_text("What is organelle number 1?")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_text("Answer 1")).to_be_visible()
    page.keyboard.press("4")
    expect(page.get_by_text("What is organelle number 2?")).to_be_visible()
    reload(page)
    expect(page.get_by_text("What is organelle number 2?")).to_be_visible()
    page.keyboard.press("u")

    expect(page.get_by_text("What is organelle number 1?")).to_be_visible()
    cards = server.get(f"/api/decks/{deck['id']}/cards").json()["cards"]
    assert {card["state"] for card in cards} == {"new"}
    assert {card["reps"] for card in cards} == {0}


def _cards(page: Page) -> Locator:
    """The cards in a deck's list, found by their edit buttons."""
    return page.get_by_role("button", name=re.compile("^Edit"))
