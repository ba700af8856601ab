"""A tree that grows in front of the learner: its skeleton, and its skills and their cards as they are saved."""

from playwright.sync_api import expect

from tests.browser.conftest import NARROW, OpenTab
from tests.browser.goals.growing import grow
from tests.browser.server import Server
from tests.provider_server.server import ProviderServer

BEFORE = 5
"""The three categories, and two of their skills."""
ALL = 9


def test_a_tree_grows_in_two_tabs_and_its_skills_get_cards(
    server: Server, provider: ProviderServer, open_tab: OpenTab
) -> None:
    goal = grow(server, categories=0)
    tab = open_tab(server)
    page = tab.open(f"/goals/{goal}")
    other_tab = open_tab(server, width=NARROW)
    other = other_tab.open(f"/goals/{goal}")
    provider.hold_after(0)
    page.get_by_role("button", name="Generate the tree").click()
    for each in (page, other):
        expect(each.get_by_test_id("tree-skeleton")).to_be_visible()
        expect(each.get_by_text("Generating the skill tree")).to_be_visible()
    assert tab.accessibility_violations() == []

    provider.hold_after(BEFORE)
    for each in (page, other):
        expect(each.get_by_role("treeitem")).to_have_count(BEFORE)
    assert other_tab.accessibility_violations() == []
    provider.go_on()
    for each in (page, other):
        expect(each.get_by_role("treeitem")).to_have_count(ALL)
        expect(each.get_by_role("treeitem", name="New, 0 % mastered")).to_have_count(ALL)
        expect(each.get_by_text("Generating")).to_have_count(0)

    page.get_by_role("link", name="Continue").click()
    expect(page.get_by_text("Foundations › Study of osmosis", exact=True)).to_be_visible()
    expect(page.get_by_text("osmosis?").first).to_be_visible()


def test_a_tree_that_is_stopped_keeps_what_it_has_and_says_what_is_missing(
    server: Server, provider: ProviderServer, open_tab: OpenTab
) -> None:
    goal = grow(server, categories=0)
    provider.hold_after(BEFORE)
    page = open_tab(server).open(f"/goals/{goal}")
    page.get_by_role("button", name="Generate the tree").click()
    expect(page.get_by_role("treeitem")).to_have_count(BEFORE)
    page.get_by_role("button", name="Stop").first.click()
    expect(page.get_by_test_id("generation-cancelled")).to_be_visible()
    expect(page.get_by_role("treeitem", name="Skills are missing")).to_have_count(3)
    provider.go_on()
    page.get_by_role("button", name="Make the rest").click()
    expect(page.get_by_role("treeitem")).to_have_count(ALL)
    expect(page.get_by_text("Skills are missing")).to_have_count(0)
