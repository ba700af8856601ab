"""Sections split and their beginnings moved on the page of a course, also with keys alone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.cards import undo
from tests.browser.conftest import NARROW, WIDE, OpenTab
from tests.browser.courses.test_documents import press
from tests.browser.courses.test_lessons import CHAPTERS, opened
from tests.browser.server import Server
from tests.browser.tab import Tab

NEW = "The ribosome is the organelle that builds…"


@pytest.fixture
def tab(server: Server, open_tab: OpenTab, course: str) -> Tab:
    """The page of a course, on which a document is arranged."""
    return arranging(server, open_tab, course, WIDE)


def arranging(server: Server, open_tab: OpenTab, course: str, width: int) -> Tab:
    opened(server, open_tab, course, width=width)
    tab = open_tab(server, width=width)
    page = tab.open(f"/courses/{course}")
    press(page, "More for Cells", "Arrange sections")
    expect(titles(page)).to_have_text(list(CHAPTERS))
    return tab


def titles(page: Page) -> Locator:
    return page.get_by_test_id("arranged").locator(".chapter-line > .grow")


def place(page: Page, words: str) -> Locator:
    return page.get_by_test_id("boundary").get_by_role("radio", name=words)


def test_a_section_is_split_with_keys_and_put_together_again(tab: Tab) -> None:
    page = tab.page
    press(page, "More for Organelles", "Split or move its beginning")
    new, here = (page.get_by_role("button", name=f"Begin {what} here") for what in ("a new section", "this section"))
    expect(new).to_be_disabled()
    expect(here).to_have_count(0)
    place(page, "The mitochondrion is").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(place(page, "The ribosome is")).to_be_checked()
    expect(new).to_be_enabled()
    new.press("Enter")
    expect(titles(page)).to_have_text(["Organelles", NEW, "Vaccines", "Networks"])
    undo(page, "is a section now")
    expect(titles(page)).to_have_text(list(CHAPTERS))


def test_a_beginning_is_moved_and_moved_back(tab: Tab) -> None:
    page = tab.page
    press(page, "More for Vaccines", "Split or move its beginning")
    expect(place(page, "Vaccines")).to_be_disabled()
    place(page, "The vacuole is").check()
    expect(page.get_by_role("button", name="Begin a new section here")).to_be_disabled()
    page.get_by_role("button", name="Begin this section here").click()
    expect(page.get_by_test_id("boundary")).to_have_count(0)
    press(page, "More for Vaccines", "Split or move its beginning")
    expect(place(page, "The vacuole is")).to_be_disabled()
    expect(place(page, "Vaccines")).to_be_enabled()
    undo(page, "It begins with")
    press(page, "More for Vaccines", "Split or move its beginning")
    expect(place(page, "Vaccines")).to_be_disabled()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_only_some_chapters_are_learned_and_everyone_can_choose_them(
    server: Server, open_tab: OpenTab, course: str, width: int
) -> None:
    tab = arranging(server, open_tab, course, width)
    page = tab.page
    press(page, "More for Networks", "Split or move its beginning")
    expect(place(page, "A switch is")).to_be_visible()
    assert tab.accessibility_violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_label("From chapter").select_option("Vaccines")
    page.get_by_test_id("chapter-range").get_by_role("button", name="Choose").click()
    expect(page.get_by_role("checkbox", name="Learn Organelles")).not_to_be_checked()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("link", name="Vaccines", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Organelles", exact=True)).to_be_hidden()
    page.get_by_text("Left out (1)").click()
    expect(page.get_by_role("link", name="Organelles", exact=True)).to_be_visible()
    assert tab.accessibility_violations() == []
    undo(page, "2 of 3 chapters")
    expect(page.get_by_text("Left out (1)")).to_have_count(0)
