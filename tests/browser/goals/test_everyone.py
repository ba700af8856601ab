"""Everyone can use goals: what axe finds on their pages and while a skill is studied, wide and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, OpenTab, Theme
from tests.browser.goals.growing import grow
from tests.browser.server import Server

LOOKS = [(WIDE, "dark"), (NARROW, "light")]
"""The other two are looked at while trees grow and are walked through."""


@pytest.fixture(scope="module")
def server(shared_server: Server) -> Server:
    return shared_server


@pytest.fixture(scope="module")
def goal(server: Server) -> str:
    """A goal with skills in every state that learning brings about."""
    return grow(server, categories=3, topics=3, cards=2)


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_everyone_can_use_the_tree_the_map_and_a_skill(
    server: Server, open_tab: OpenTab, goal: str, width: int, theme: Theme
) -> None:
    tab = open_tab(server, width=width, theme=theme)
    page = tab.open("/goals")
    expect(page.get_by_test_id("goal").first).to_be_visible()
    assert tab.accessibility_violations() == []
    page = tab.open(f"/goals/{goal}")
    expect(page.get_by_role("treeitem")).to_have_count(12)
    assert tab.accessibility_violations() == []
    page.get_by_role("treeitem", name="1.2 ").click()
    expect(page.get_by_role("heading", name="1.2 ")).to_be_visible()
    assert tab.accessibility_violations() == []
    page = tab.open(f"/goals/{goal}?view=map")
    expect(page.get_by_role("link", name="2.1 Membranes")).to_be_visible()
    assert tab.accessibility_violations() == []


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_everyone_can_study_a_skill(server: Server, open_tab: OpenTab, width: int, theme: Theme) -> None:
    goal = grow(server, categories=1, topics=2, cards=1)
    skill = server.get(f"/api/goals/{goal}/skill-tree").json()["nodes"][2]["id"]
    tab = open_tab(server, width=width, theme=theme)
    page = tab.open(f"/study?mode=flashcard&node={skill}")
    expect(page.get_by_role("button", name="Show answer")).to_be_visible()
    assert tab.accessibility_violations() == []
    page.keyboard.press("Space")
    expect(page.locator("#study-answer")).to_be_visible()
    page.keyboard.press("4")
    expect(page.get_by_role("heading", name="Done for now")).to_be_visible()
    assert tab.accessibility_violations() == []
