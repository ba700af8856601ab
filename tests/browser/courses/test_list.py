"""Courses as they are begun, changed and put away."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.cards import undo
from tests.browser.conftest import NARROW, WIDE, OpenTab
from tests.browser.server import Server
from tests.browser.tab import reload


def course(page: Page, name: str) -> Locator:
    return page.get_by_test_id("course").filter(has_text=name)


def press(page: Page, menu: str, item: str) -> None:
    page.get_by_role("button", name=menu, exact=True).click()
    page.get_by_role("menuitem", name=item, exact=True).click()


def test_a_course_is_begun_with_the_keyboard_and_what_was_typed_survives_a_reload(
    server: Server, open_tab: OpenTab
) -> None:
    page = open_tab(server).open("/courses")
    page.get_by_role("button", name="New course").first.click()
    expect(page.get_by_label("Name")).to_be_focused()
    page.get_by_label("Name").fill("Statistics")
    page.get_by_label("Term").fill("Winter")
    reload(page)
    if not page.get_by_label("Name").is_visible():
        page.get_by_role("button", name="New course").first.click()
    expect(page.get_by_label("Name")).to_have_value("Statistics")
    expect(page.get_by_label("Term")).to_have_value("Winter")
    page.get_by_label("Exam, if you know the day").fill("2099-02-14")
    page.get_by_label("Term").press("Control+Enter")
    page.wait_for_url("**/courses/*")
    expect(page.get_by_role("heading", name="Statistics")).to_be_visible()
    expect(page.get_by_text("exam in ")).to_be_visible()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Courses").first.click()
    expect(course(page, "Statistics").get_by_text("No documents yet")).to_be_visible()
    page.get_by_role("button", name="New course").first.click()
    expect(page.get_by_label("Name")).to_have_value("")


def test_a_course_is_edited_archived_and_deleted_on_its_page(server: Server, open_tab: OpenTab) -> None:
    made = server.post("/api/courses", {"name": "Botany", "exam_date": "2020-02-01"}).json()["id"]
    page = open_tab(server).open(f"/courses/{made}")
    press(page, "More for this course", "Edit")
    page.get_by_label("Name").fill("Botany of trees")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Botany of trees")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_count(0)
    page.get_by_role("button", name="Archive it").click()
    expect(page.get_by_text("This course is archived.")).to_be_visible()
    undo(page, "“Botany of trees” archived.")
    expect(page.get_by_text("This course is archived.")).to_have_count(0)
    press(page, "More for this course", "Delete")
    page.wait_for_url("**/courses")
    expect(course(page, "Botany")).to_have_count(0)
    undo(page, "“Botany of trees” deleted.")
    page.wait_for_url(f"**/courses/{made}")
    expect(page.get_by_role("heading", name="Botany of trees")).to_be_visible()


def test_a_course_is_changed_in_the_list_in_every_tab(server: Server, open_tab: OpenTab, course: str) -> None:
    other = open_tab(server).open("/courses")
    page = open_tab(server).open("/courses")
    press(page, "More for Cell biology", "Archive")
    expect(other.get_by_test_id("course").filter(has_text="Cell biology")).not_to_be_visible()
    other.locator("summary").click()
    expect(other.get_by_test_id("course").filter(has_text="Cell biology")).to_be_visible()
    page.locator("summary").click()
    press(page, "More for Cell biology", "Take up again")
    expect(other.get_by_role("button", name="More for Cell biology")).to_be_visible()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_everyone_can_use_the_list_and_an_empty_course(
    server: Server, open_tab: OpenTab, course: str, width: int
) -> None:
    tab = open_tab(server, width=width)
    page = tab.open("/courses")
    page.get_by_role("button", name="New course").first.click()
    expect(page.get_by_label("Name")).to_be_visible()
    assert tab.accessibility_violations() == []
    page = tab.open(f"/courses/{course}")
    expect(page.get_by_text("Add what you learn from")).to_be_visible()
    assert tab.accessibility_violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
