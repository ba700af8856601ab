"""Goals as they are begun, listed and put away."""

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.cards import undo
from tests.browser.conftest import NARROW, OpenTab
from tests.browser.forked_server import ForkedServer
from tests.browser.server import Server
from tests.browser.tab import reload, wait_until_read

TITLE = "What do you want to be able to do?"
TEXT = "Outline, notes or a chapter"
OUTLINE = "1. Cells\n  1.1 The membrane\n  1.2 The nucleus\n2. Tissues\n  2.1 Bark\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, frontend_dir: Path) -> Generator[Server]:
    """A server without a model for the tests here. Each puts its goal away, because only six may be active."""
    with ForkedServer(tmp_path_factory.mktemp("goals"), frontend_dir=frontend_dir) as running:
        yield running


def open_form(page: Page) -> None:
    page.get_by_role("button", name="New goal").first.click()
    expect(page.get_by_label(TITLE)).to_be_focused()


def goal(page: Page, title: str) -> Locator:
    return page.get_by_test_id("goal").filter(has_text=title)


def delete(page: Page, title: str) -> None:
    page.get_by_role("button", name=f"More for {title}").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(goal(page, title)).to_have_count(0)


def begin(page: Page, title: str) -> None:
    """Begin a goal from the outline, and go back to the list."""
    open_form(page)
    page.get_by_label(TITLE).fill(title)
    page.get_by_label(TEXT).fill(OUTLINE)
    page.get_by_role("button", name="Create goal").click()
    page.wait_for_url("**/goals/*")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Goals").first.click()
    page.wait_for_url("**/goals")
    wait_until_read(page)


def test_a_goal_is_begun_from_a_pasted_outline_which_is_kept_until_it_is_taken(
    server: Server, open_tab: OpenTab
) -> None:
    page = open_tab(server).open("/goals")
    open_form(page)
    page.get_by_label(TITLE).fill("Name the parts of a tree")
    page.get_by_label("Description, if you like").fill("All of them")
    page.get_by_label(TEXT).fill(OUTLINE)
    reload(page)
    expect(page.get_by_label(TITLE)).to_have_value("Name the parts of a tree")
    expect(page.get_by_label("Description, if you like")).to_have_value("All of them")
    expect(page.get_by_label(TEXT)).to_have_value(OUTLINE)
    page.get_by_label(TEXT).press("Control+Enter")
    page.wait_for_url("**/goals/*")
    (job,) = server.get("/api/jobs?type=skill_tree_generation").json()["jobs"]
    assert page.url.endswith(f"/goals/{job['target']['id']}")
    page = open_tab(server).open("/goals")
    expect(goal(page, "Name the parts of a tree")).to_contain_text("All of them")
    open_form(page)
    for field in (TITLE, TEXT):
        expect(page.get_by_label(field)).to_have_value("")
    delete(page, "Name the parts of a tree")


def test_without_a_model_a_bare_title_is_refused_before_it_is_sent(server: Server, open_tab: OpenTab) -> None:
    page = open_tab(server).open("/goals")
    open_form(page)
    page.get_by_role("radio", name="Its title").click()
    expect(page.get_by_text("only with one")).to_be_visible()
    expect(page.get_by_role("button", name="Create goal")).to_be_disabled()
    page.get_by_label(TITLE).fill("x" * 201)
    expect(page.get_by_text("201 of 200. At most 200 characters fit.")).to_be_visible()
    page.get_by_role("button", name="Paste an outline or a text").click()
    expect(page.get_by_label(TEXT)).to_be_visible()
    expect(page.get_by_role("button", name="Create goal")).to_be_enabled()


def test_a_deleted_goal_comes_back_in_every_tab(server: Server, open_tab: OpenTab) -> None:
    page, other = (open_tab(server).open("/goals") for _ in range(2))
    begin(page, "Carve a spoon")
    expect(goal(other, "Carve a spoon")).to_be_visible()
    delete(page, "Carve a spoon")
    expect(goal(other, "Carve a spoon")).to_have_count(0)
    undo(page, "“Carve a spoon” deleted.")
    for each in (page, other):
        expect(goal(each, "Carve a spoon")).to_be_visible()
    delete(page, "Carve a spoon")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_a_phone_nothing_is_too_wide_and_everything_can_be_reached(
    server: Server, open_tab: OpenTab, theme: str
) -> None:
    tab = open_tab(server, width=NARROW, theme=theme)
    page, title = tab.open("/goals"), "Sonnenblumenkernölpressenvorführung" * 4
    begin(page, title)
    goal(page, title).get_by_role("checkbox").click()
    expect(page.get_by_text("1 selected")).to_be_visible()
    open_form(page)
    for way in ("Its title", "A deck", "A text"):
        page.get_by_role("radio", name=way).click()
        expect(page.get_by_role("radio", name=way)).to_be_checked()
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW
    assert tab.accessibility_violations() == []
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("button", name="Archive", exact=True).click()
    page.locator("summary", has_text="Archived").click()
    delete(page, title)
