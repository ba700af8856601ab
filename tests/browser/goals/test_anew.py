"""A branch is made anew with a wish, in two tabs: shown before, watched as it comes, and undone in one step."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, OpenTab
from tests.browser.goals.growing import grow
from tests.browser.server import Server
from tests.provider_server.server import ProviderServer

ALL = 9
OLD = ["1.1 Study of osmosis", "1.2 Study of voting"]
NEW = "1.2 More on study of voting"


def has_skills(page: Page, *names: str) -> None:
    for name in names:
        expect(page.get_by_role("treeitem", name=name)).to_be_visible()


def ask(page: Page, menu: str, what: str) -> None:
    page.get_by_role("button", name=menu).click()
    page.get_by_role("menuitem", name=what).click()
    expect(page.get_by_test_id("anew-form")).to_be_visible()


def test_a_branch_is_made_anew_with_a_wish_and_undone(
    server: Server, provider: ProviderServer, open_tab: OpenTab
) -> None:
    goal = grow(server, categories=0)
    tab = open_tab(server)
    page = tab.open(f"/goals/{goal}")
    page.get_by_role("button", name="Generate the tree").click()
    expect(page.get_by_role("treeitem", name="New, 0 % mastered")).to_have_count(ALL)
    expect(page.get_by_text("Generating")).to_have_count(0)
    page.get_by_role("treeitem", name="1 Foundations").click()
    expect(page.get_by_role("heading", name="1 Foundations")).to_be_visible()
    other_tab = open_tab(server, width=NARROW)
    other = other_tab.open(f"/goals/{goal}")

    ask(page, "More for this skill", "Make the skills below anew …")
    expect(page.get_by_text("Set aside: 2 skills (Study of osmosis, Study of voting), with 10 cards")).to_be_visible()
    assert tab.accessibility_violations() == []
    page.get_by_role("checkbox", name="More detail").click()
    page.get_by_label("What should be different?").fill("leave out history")
    provider.hold_after(1)
    page.get_by_role("button", name="Make anew").click()
    for each in (page, other):
        expect(each.get_by_role("treeitem", name=OLD[1])).to_have_count(0)
        has_skills(each, OLD[0])
    provider.go_on()
    for each in (page, other):
        has_skills(each, OLD[0], NEW)
        expect(each.get_by_role("treeitem", name="New, 0 % mastered")).to_have_count(ALL)
    asked = [call.asked.text for call in provider.calls if call.asked.replaced]
    assert len(asked) == 1
    assert "More detail. leave out history" in asked[0]
    expect(page.get_by_text("The skills below were made anew; 1 skill and 5 cards set aside.")).to_be_visible()
    assert tab.accessibility_violations() == []

    page.get_by_role("button", name="Undo").click()
    for each in (page, other):
        has_skills(each, *OLD)
        expect(each.get_by_role("treeitem", name=NEW)).to_have_count(0)
        expect(each.get_by_role("treeitem", name="New, 0 % mastered")).to_have_count(ALL)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_the_wish_for_a_tree_that_was_typed_is_there_after_a_reload(server: Server, open_tab: OpenTab) -> None:
    goal = grow(server, categories=2, topics=2, cards=1)
    page = open_tab(server, width=NARROW).open(f"/goals/{goal}")
    for _ in range(2):
        ask(page, "More for this goal", "Make the tree anew …")
        expect(page.get_by_text("Kept: 6 skills")).to_be_visible()
        wish = page.get_by_label("What should be different?")
        if not wish.input_value():
            wish.fill("fewer, larger skills")
        expect(wish).to_have_value("fewer, larger skills")
        page.reload()
        expect(page.get_by_role("treeitem", name="1 The cell")).to_be_visible()
