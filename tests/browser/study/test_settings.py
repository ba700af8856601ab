"""The settings for studying in a real browser: saved when a field is left, refusals shown beside it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, OpenTab
from tests.browser.server import Server
from tests.browser.study.studying import sit_down
from tests.browser.tab import Tab, reload


def test_steps_and_limits_are_saved_as_they_are_left_and_hold_in_study(server: Server, tab: Tab) -> None:
    deck = server.post("/api/decks", {"title": "Cells"}).json()["id"]
    for number in (1, 2, 3):
        card = {"question": f"What is organelle number {number}?", "answer": f"Answer {number}"}
        server.post(f"/api/decks/{deck}/cards", card)
    page = tab.open("/settings")
    steps = page.get_by_label("Learning steps", exact=True)
    expect(steps).to_have_value("1m 10m")
    steps.fill("sometime")
    steps.press("Tab")
    expect(page.get_by_text("“sometime” is not a step.")).to_be_visible()
    expect(steps).to_have_value("sometime")
    steps.fill("90 2h")
    steps.press("Enter")
    expect(steps).to_have_value("90m 2h")
    expect(page.get_by_text("is not a step.")).to_have_count(0)
    page.get_by_label("New cards per day").fill("1")
    page.get_by_label("New cards per day").press("Tab")
    page.get_by_role("switch", name="Look at new cards first").click()
    expect(page.get_by_role("switch", name="Look at new cards first")).to_be_checked()
    reload(page)
    expect(page.get_by_label("New cards per day")).to_have_value("1")
    expect(page.get_by_role("switch", name="Look at new cards first")).to_be_checked()

    page = sit_down(tab, f"/study/{deck}?mode=flashcard")
    page.keyboard.press("Space")
    expect(page.locator("[data-grade=again]")).to_contain_text("2 h")
    page.keyboard.press("4")
    expect(page.get_by_role("heading", name="Done for now")).to_be_visible()
    expect(page.get_by_text("2 more cards wait for tomorrow")).to_be_visible()
    page.get_by_role("link", name="Change the limits").click()
    expect(page.get_by_label("New cards per day")).to_be_in_viewport()
    page.go_back()
    page.get_by_role("link", name="custom study").click()
    expect(page).to_have_url(f"{server.url}/study/{deck}?mode=custom")
    expect(page.locator("#study-question")).to_be_visible()


def test_a_deck_gets_a_limit_of_its_own(server: Server, tab: Tab) -> None:
    deck = server.post("/api/decks", {"title": "Cells"}).json()["id"]
    server.post(f"/api/decks/{deck}/cards", {"question": "What is an organelle?", "answer": "A part of a cell"})
    page = tab.open(f"/decks/{deck}")
    page.get_by_role("button", name="More for this deck").click()
    page.get_by_role("menuitem", name="Edit deck").click()
    page.get_by_label("New cards per day").fill("7")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("New cards per day")).to_have_count(0)
    assert server.get(f"/api/decks/{deck}").json()["new_per_day"] == 7


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_everyone_can_set_how_to_study(shared_server: Server, open_tab: OpenTab, width: int) -> None:
    tab = open_tab(shared_server, width=width)
    page = tab.open("/settings")
    steps = page.get_by_label("Learning steps", exact=True)
    steps.fill("sometime")
    steps.press("Tab")
    expect(page.get_by_text("“sometime” is not a step.")).to_be_visible()
    assert tab.accessibility_violations() == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
