"""Weak areas on the page of a course, practised at the study screen."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenTab
from tests.browser.courses.test_lessons import concept, learn, opened
from tests.browser.server import Server
from tests.browser.tab import Tab, reload

WEAK = ("Mitochondrion", "Ribosome")


def answer_wrong(page: Page, title: str) -> None:
    asked = concept(page, title).get_by_test_id("check-in")
    asked.get_by_label("Lysosome").check()
    asked.get_by_role("button", name="Check").click()
    expect(asked.get_by_text("Your answer: not right")).to_be_visible()


def pick(page: Page, text: str) -> None:
    page.locator("label.option", has_text=text).click()
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name=re.compile("^(Continue|Next)")).click()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_weak_areas_are_practised_until_they_are_known_better(
    server: Server, open_tab: OpenTab, course: str, width: int
) -> None:
    tab = open_tab(server, width=width)
    page = learn(opened_in(tab, server, open_tab, course, width), "Organelles")
    for title in WEAK:
        answer_wrong(page, title)
    tab.open(f"/courses/{course}")
    weak = page.get_by_test_id("weak-area")
    expect(weak).to_have_count(2)
    expect(page.get_by_text("0 % mastered")).to_be_visible()
    expect(page.get_by_role("link", name="Study 2 cards")).to_be_visible()
    expect(page.get_by_role("link", name="Practise Mitochondrion")).to_be_visible()
    expect(page.get_by_text("questions that you have not answered yet")).to_be_visible()
    assert tab.accessibility_violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Practise all weak areas").click()
    expect(page.get_by_text("2 cards of 2 concepts. Your answers count as always.")).to_be_visible()
    assert tab.accessibility_violations() == []
    for _ in WEAK:
        asked = page.locator(".study-card")
        expect(asked).to_contain_text(re.compile("ATP|proteins"))
        question = page.locator(".study-card").inner_text()
        pick(page, "Mitochondrion" if "ATP" in question else "Ribosome")
        expect(asked.filter(has_text=question.splitlines()[0])).to_have_count(0)
    changes = page.get_by_test_id("practice-changes").get_by_role("listitem")
    expect(changes).to_have_count(2)
    for change in changes.all():
        expect(change).to_contain_text(re.compile(r"weak, 0 % → introduced, 1\d %"))
    assert tab.accessibility_violations() == []
    reload(page)
    expect(changes).to_have_count(2)
    page.get_by_role("link", name="Back to the course").click()
    expect(page.get_by_role("link", name="Practise Mitochondrion")).to_be_visible()
    expect(page.get_by_text("0 % mastered")).to_have_count(0)


def opened_in(tab: Tab, server: Server, open_tab: OpenTab, course: str, width: int) -> Page:
    """The page of the course in this tab."""
    opened(server, open_tab, course, width=width)
    return tab.open(f"/courses/{course}")


def test_what_has_no_card_yet_says_what_to_do(server: Server, open_tab: OpenTab, course: str) -> None:
    page = open_tab(server).open(f"/study?mode=mixed&course={course}")
    expect(page.get_by_text("No weak area has a card to practise.")).to_be_visible()
    page.get_by_role("link", name="Back to the course").click()
    expect(page.get_by_role("heading", name="Cell biology", level=1)).to_be_visible()
