"""The promise of goals, end to end: a title grows into skills through a power cut, and studying does not wait."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenTab
from tests.browser.goals.test_list import TITLE, open_form
from tests.browser.server import Server
from tests.provider_server.server import ProviderServer, in_thread

FIRST = "1.1 Study of osmosis"
BEFORE = 1
"""The nodes that stand when the power fails."""
MORE = 5
"""Those that follow: two categories, both skills of the first, and one of the second, which shows that the first is
complete. No answer about cards is longer.
"""
ALL = 9
CARDS_EACH = 5


@pytest.fixture
def provider() -> Generator[ProviderServer]:
    with in_thread(delay=0.1) as running:
        yield running


def skills(page: Page) -> Locator:
    return page.get_by_role("treeitem")


def test_the_first_skill_is_studied_while_the_rest_of_a_new_goal_is_still_being_made(
    server: Server, provider: ProviderServer, open_tab: OpenTab
) -> None:
    provider.hold_after(0)
    tab = open_tab(server)
    page = tab.open("/goals")
    open_form(page)
    page.get_by_label(TITLE).fill("Explain how a cell divides")
    page.get_by_role("button", name="Create goal").click()
    expect(page.get_by_test_id("tree-skeleton")).to_be_visible()
    provider.hold_after(BEFORE)
    expect(skills(page)).to_have_count(BEFORE)

    server.kill()
    provider.hold_after(MORE)
    server.start()
    expect(skills(page)).to_have_count(BEFORE + MORE)
    tab.forgive()  # the browser notes in its console that the connection was lost
    expect(page.get_by_role("treeitem", name=f"{FIRST} New")).to_be_visible()

    page.get_by_role("link", name="Continue").click()
    expect(page.get_by_text("Foundations › Study of osmosis", exact=True)).to_be_visible()
    study(page)
    expect(page.get_by_role("heading", name="Done for now")).to_be_visible()
    expect(page.get_by_role("link", name="Next: 1.2 ")).to_be_visible()

    page.get_by_role("link", name="Back to the skills").click()
    expect(page.get_by_text("Generating the skill tree")).to_be_visible()
    expect(skills(page)).to_have_count(BEFORE + MORE)
    expect(page.get_by_role("treeitem", name=f"{FIRST} Complete")).to_be_visible()
    provider.go_on()
    expect(skills(page)).to_have_count(ALL)
    expect(page.get_by_role("treeitem", name="New, 0 % mastered")).to_have_count(ALL - 2)
    expect(page.get_by_text("Generating")).to_have_count(0)


def study(page: Page) -> None:
    """Know every card of the skill at once."""
    seen: set[str] = set()
    for _ in range(CARDS_EACH):
        expect(page.get_by_role("button", name="Show answer")).to_be_visible()
        question = page.locator("#study-question").inner_text()
        assert question not in seen
        seen.add(question)
        page.keyboard.press("Space")
        expect(page.locator("#study-answer")).to_be_visible()
        page.keyboard.press("4")
        expect(page.locator("#study-question").filter(has_text=question)).to_have_count(0)
