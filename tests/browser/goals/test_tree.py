"""The tree of a goal in a real browser: walked through by keys, folded, moved in, chosen from, on a phone as well."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenTab
from tests.browser.goals.growing import grow
from tests.browser.server import Server
from tests.browser.tab import reload


@pytest.fixture(scope="module")
def server(shared_server: Server) -> Server:
    return shared_server


def line(page: Page, title: str) -> Locator:
    return page.get_by_role("treeitem", name=title).first


def lines(page: Page) -> list[str]:
    """The lines that are not folded away, e.g. `1.2 Nucleus`."""
    visible = page.locator("[role=treeitem]:not([hidden])")
    text = "['path', 'title'].map(part => item.querySelector(`.skill-${part}`).textContent.trim()).join(' ')"
    parts = visible.evaluate_all(f"items => items.map(item => {text})")
    return [str(each) for each in parts]


def has_focus(page: Page, title: str) -> None:
    expect(line(page, title)).to_be_focused()


def test_the_tree_is_walked_through_by_keys(server: Server, open_tab: OpenTab) -> None:
    goal = grow(server, categories=2, topics=2, parts=1, cards=1)
    tab = open_tab(server)
    page = tab.open(f"/goals/{goal}")
    assert tab.accessibility_violations() == []
    expect(page.locator("[role=treeitem][tabindex='0']")).to_have_count(1)

    line(page, "1 The cell").focus()
    for key, title in (
        ("ArrowDown", "1.1 Membranes"),
        ("ArrowRight", "1.1.1 Membranes, part 1"),
        ("ArrowLeft", "1.1 Membranes"),
        ("End", "2.2.1 Organelles"),
        ("Home", "1 The cell"),
        ("h", "2 Heredity"),
        ("ArrowUp", "1.2.1 Organelles"),
        ("1", "1 The cell"),
    ):
        page.keyboard.press(key)
        has_focus(page, title)
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    has_focus(page, "1 The cell")


def test_what_is_folded_and_what_is_chosen_outlives_a_reload(server: Server, open_tab: OpenTab) -> None:
    goal = grow(server, categories=2, topics=2, parts=1)
    page = open_tab(server).open(f"/goals/{goal}")
    line(page, "2 Heredity").focus()
    page.keyboard.press("ArrowLeft")
    folded = ["1 The cell", "1.1 Membranes", "1.1.1 Membranes, part 1"]
    assert lines(page)[:3] == folded
    assert lines(page)[-1] == "2 Heredity"
    line(page, "1.1 Membranes").locator("[data-fold]").click()
    expect(line(page, "1.1 Membranes")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1.1 Membranes")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?node="))

    reload(page)
    expect(page.get_by_role("heading", name="1.1 Membranes")).to_be_visible()
    expect(line(page, "1.1 Membranes")).to_have_attribute("aria-current", "page")
    left = ["1 The cell", "1.1 Membranes", "1.2 Organelles and what they are for"]
    assert lines(page) == [*left, "1.2.1 Organelles and what they are for, part 1", "2 Heredity"]
    line(page, "2 Heredity").focus()
    page.keyboard.press("*")
    expect(line(page, "2.2.1 Organelles")).to_be_visible()


def test_a_skill_is_moved_by_keys_and_the_focus_stays_on_it(server: Server, open_tab: OpenTab) -> None:
    goal = grow(server, categories=1, topics=3)
    page = open_tab(server).open(f"/goals/{goal}")
    line(page, "1.2 Organelles").focus()
    for keys, path in (("Alt+ArrowUp", "1.1"), ("Alt+ArrowDown", "1.2"), ("Alt+ArrowRight", "1.1.1")):
        page.keyboard.press(keys)
        expect(line(page, f"{path} Organelles")).to_be_visible()
        has_focus(page, f"{path} Organelles")
    page.keyboard.press("Alt+ArrowLeft")
    has_focus(page, "1.2 Organelles")


def test_a_change_in_one_tab_is_seen_in_the_other(server: Server, open_tab: OpenTab) -> None:
    goal = grow(server, categories=1, topics=1)
    first = open_tab(server)
    page = first.open(f"/goals/{goal}")
    other = open_tab(server, beside=first).open(f"/goals/{goal}")
    page.get_by_role("button", name="Add category").click()
    page.get_by_label("Title").fill("Fungi")
    page.keyboard.press("Enter")
    expect(line(other, "2 Fungi")).to_be_visible()
    expect(page.get_by_role("heading", name="2 Fungi")).to_be_visible()

    page.get_by_role("button", name="Add card").click()
    page.get_by_label("Question").fill("What do fungi live on?")
    page.get_by_label("Answer").fill("What others have made")
    page.keyboard.press("Control+Enter")
    expect(line(other, "2 Fungi New")).to_be_visible()

    page.get_by_role("button", name="More for this skill").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(line(other, "2 Fungi")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(line(other, "2 Fungi New")).to_be_visible()


def test_a_skill_deleted_in_another_tab_leaves_the_focus_to_the_next_one(server: Server, open_tab: OpenTab) -> None:
    goal = grow(server, categories=2, topics=2)
    first = open_tab(server)
    page = first.open(f"/goals/{goal}")
    other = open_tab(server, beside=first).open(f"/goals/{goal}")
    for focused, next_one in (("1.1 Membranes", "1.1 Organelles"), ("2 Heredity", "1.1 Organelles")):
        line(page, focused).focus()
        line(other, focused).click()
        other.get_by_role("button", name="More for this skill").click()
        other.get_by_role("menuitem", name="Delete").click()
        has_focus(page, next_one)
        expect(page.locator("[role=treeitem][tabindex='0']")).to_have_count(1)
    page.keyboard.press("ArrowUp")
    has_focus(page, "1 The cell")


def test_on_a_phone_a_skill_takes_the_place_of_the_tree(server: Server, open_tab: OpenTab) -> None:
    goal = grow(server, categories=6, topics=3, parts=2, cards=1)
    tab = open_tab(server, width=NARROW, theme="dark")
    page = tab.open(f"/goals/{goal}")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW
    assert tab.accessibility_violations() == []
    line(page, "3.2.1 Organelles").click()
    heading = page.get_by_role("heading", name="3.2.1 Organelles")
    expect(heading).to_be_focused()
    expect(page.get_by_role("tree")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW
    assert tab.accessibility_violations() == []
    page.get_by_role("link", name="Back to the skills").click()
    expect(heading).to_be_hidden()
    has_focus(page, "3.2.1 Organelles")
    page.go_back()
    expect(heading).to_be_visible()


def test_on_a_phone_the_focus_goes_to_the_skill_and_back_to_its_place_in_the_map(
    server: Server, open_tab: OpenTab
) -> None:
    goal = grow(server, categories=2, topics=2, cards=1)
    page = open_tab(server, width=NARROW).open(f"/goals/{goal}?view=map")
    spot = page.get_by_role("link", name="1.2 Organelles")
    spot.click()
    expect(page.get_by_role("heading", name="1.2 Organelles")).to_be_focused()
    page.get_by_role("link", name="Back to the skills").click()
    expect(spot).to_be_focused()


def test_the_map_opens_skills(server: Server, open_tab: OpenTab) -> None:
    goal = grow(server, categories=2, topics=2, cards=1)
    tab = open_tab(server)
    page = tab.open(f"/goals/{goal}")
    page.get_by_role("link", name="Map").click()
    page.get_by_role("link", name="1.2 Organelles and what they are for, Due").click()
    expect(page.get_by_role("heading", name="1.2 Organelles")).to_be_visible()
    assert tab.accessibility_violations() == []
    page.get_by_role("link", name="Tree").click()
    expect(line(page, "1.2 Organelles")).to_have_attribute("aria-current", "page")


def test_a_skill_that_is_off_is_so_in_both_views_and_has_nothing_due(server: Server, open_tab: OpenTab) -> None:
    goal = grow(server, categories=1, topics=2, cards=1)
    page = open_tab(server, width=NARROW).open(f"/goals/{goal}")
    due = line(page, "1.2 Organelles").get_by_text("1 due")
    expect(due).to_be_visible()
    line(page, "1 The cell").click()
    page.get_by_role("button", name="More for this skill").click()
    page.get_by_role("menuitem", name="Turn off").click()
    expect(page.get_by_text("This skill is off. Its cards rest")).to_be_visible()
    page.get_by_role("link", name="Back to the skills").click()
    expect(line(page, "1.2 Organelles").get_by_text("Off", exact=True)).to_be_visible()
    expect(due).to_have_count(0)
    page.get_by_role("link", name="Map").click()
    expect(page.get_by_role("link", name="1.2 Organelles and what they are for, off, Due")).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_title_and_no_ring_of_the_focus_leaves_its_drawing(server: Server, open_tab: OpenTab, width: int) -> None:
    goal = grow(server, categories=1, topics=2)
    titles = (
        "W" * 40,
        "DNA AND RNA IN MAMMALS AND MOSSES",
        "e\u0301" * 60,
        "ЩУКИ И ШИРОКИЕ ЖУКИ ПОД МАГНИЕМ",
        "細胞" * 20,
    )
    for title in titles:
        server.post("/api/nodes", {"goal_id": goal, "parent_id": None, "title": title}).raise_for_status()
    page = open_tab(server, width=width).open(f"/goals/{goal}?view=map")
    expect(page.locator(".skill-label")).to_have_count(3 + len(titles))
    outside = """parts => parts.filter(part => {
        const inner = part.getBoundingClientRect(), outer = part.closest("svg").getBoundingClientRect();
        const isBeside = inner.left < outer.left || inner.right > outer.right;
        return isBeside || inner.top < outer.top || inner.bottom > outer.bottom;
    }).map(part => part.textContent || part.className.baseVal)"""
    assert page.locator(".skill-label, .skill-spot-field").evaluate_all(outside) == []


def test_a_goal_that_is_not_there_says_so(server: Server, open_tab: OpenTab) -> None:
    tab = open_tab(server)
    page = tab.open("/goals/gone")
    expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()
    assert tab.accessibility_violations() == []
