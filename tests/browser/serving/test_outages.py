"""A model provider that is unavailable, as a learner sees it: every placeholder says so and waits."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenTab, StartServer, Theme
from tests.browser.samples import SAMPLE
from tests.browser.server import Server, until
from tests.provider_server.behaviours import Behaviour
from tests.provider_server.server import ProviderServer, in_thread

PRESSED = 4
"""After this many failures in a row the next attempt is a minute away."""


@pytest.fixture
def provider() -> Generator[ProviderServer]:
    with in_thread() as running:
        yield running.always(Behaviour.OVERLOADED)


@pytest.fixture
def server(start_server: StartServer, provider: ProviderServer) -> Server:
    return start_server(ANTHROPIC_BASE_URL=provider.url)


def generate(server: Server, deck: str) -> str:
    payload = {"content": SAMPLE, "count": 3, "deck_id": deck}
    return server.post("/api/jobs", {"type": "flashcard_generation", "payload": payload}).json()["id"]


def waits(server: Server, job: str) -> bool:
    row = server.get(f"/api/jobs/{job}").json()
    return row["status"] == "pending" and row["outage_since"] is not None


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_outage_is_told_where_the_cards_will_stand_and_ends_with_try_now(
    server: Server, open_tab: OpenTab, provider: ProviderServer
) -> None:
    deck = server.post("/api/decks", {"title": "Biology"}).json()["id"]
    tabs = [open_tab(server, width=NARROW, theme="dark"), open_tab(server, width=WIDE)]
    deck_page, tasks = tabs[0].open(f"/decks/{deck}"), tabs[1].open("/tasks")
    job = generate(server, deck)
    placeholder = deck_page.get_by_test_id("generation-placeholder")
    for asked in range(1, PRESSED + 1):
        until(lambda asked=asked: len(provider.calls) >= asked and waits(server, job))
        for words in ("overloaded", "First noticed", "Next attempt in"):
            expect(placeholder).to_contain_text(words)
        expect(placeholder.get_by_role("button", name="Stop")).to_be_enabled()
        expect(tasks.locator(".task")).to_contain_text("overloaded")
        if asked == PRESSED:
            provider.always(Behaviour.OK)
        placeholder.get_by_role("button", name="Try now").click()
    expect(deck_page.get_by_test_id("card")).to_have_count(3)
    expect(tasks.locator(".task")).to_contain_text("3 cards made.")


@pytest.mark.parametrize(("width", "theme"), [(NARROW, "light"), (WIDE, "dark")])
def test_an_outage_fits_the_screen_and_can_be_stopped(
    server: Server, open_tab: OpenTab, width: int, theme: Theme
) -> None:
    deck = server.post("/api/decks", {"title": "Biology"}).json()["id"]
    tab = open_tab(server, width=width, theme=theme)
    page = tab.open(f"/decks/{deck}")
    generate(server, deck)
    placeholder = page.get_by_test_id("generation-placeholder")
    expect(placeholder).to_contain_text("Next attempt in")
    assert fits(page)
    assert tab.accessibility_violations() == []
    placeholder.get_by_role("button", name="Stop").click()
    expect(page.get_by_test_id("generation-cancelled")).to_contain_text("Stopped before anything was made.")
