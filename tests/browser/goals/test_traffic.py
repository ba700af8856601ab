"""What a tab is sent: a tree of sixty skills in few bytes at its opening, and after that only what changed."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenTab
from tests.browser.goals.growing import grow
from tests.browser.server import Server
from tests.browser.tab import Tab

LARGEST_OPENING = 40_000
LARGEST_CHANGE = 2_000
"""In bytes, with the frames around the data."""
CHANGED = "1.1.2 Membranes, part 2"


def bytes_sent(tab: Tab) -> list[int]:
    """The bytes of each frame that the tab will get from now on."""
    sent: list[int] = []

    def count(data: Any) -> None:
        sent.append(len(data.encode() if isinstance(data, str) else data))

    tab.page.on("websocket", lambda socket: socket.on("framereceived", count))
    return sent


def _shows(page: Page, line: str) -> None:
    expect(page.get_by_role("treeitem", name=line).first).to_be_visible()


def _rename(page: Page, other: Page) -> None:
    page.get_by_role("button", name="More for this skill").click()
    page.get_by_role("menuitem", name="Rename and describe").click()
    page.get_by_label("Title").fill("Membranes and what passes them")
    page.keyboard.press("Enter")
    _shows(other, "1.1.2 Membranes and what passes them")


def _add(page: Page, other: Page) -> None:
    page.get_by_role("button", name="Add category").click()
    page.get_by_label("Title").fill("Fungi")
    page.keyboard.press("Enter")
    _shows(other, "7 Fungi")


def _move(page: Page, other: Page) -> None:
    page.get_by_role("treeitem", name=CHANGED).focus()
    page.keyboard.press("Alt+ArrowUp")
    _shows(other, "1.1.1 Membranes, part 2")


def _delete(page: Page, other: Page) -> None:
    page.get_by_role("button", name="More for this skill").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(other.get_by_role("treeitem")).to_have_count(59)


@pytest.mark.parametrize("change", [_rename, _add, _move, _delete])
def test_the_change_of_one_skill_is_sent_in_few_bytes(
    server: Server, open_tab: OpenTab, change: Callable[[Page, Page], None]
) -> None:
    goal = grow(server, categories=6, topics=3, parts=2, cards=2)
    tab, other_tab = open_tab(server), open_tab(server)
    sent, sent_to_other = bytes_sent(tab), bytes_sent(other_tab)
    page, other = tab.open(f"/goals/{goal}"), other_tab.open(f"/goals/{goal}")
    expect(other.get_by_role("treeitem")).to_have_count(60)
    assert 10_000 < sum(sent_to_other) < LARGEST_OPENING
    page.get_by_role("treeitem", name=CHANGED).click()
    expect(page.get_by_role("heading", name=CHANGED)).to_be_visible()
    sent.clear()
    sent_to_other.clear()
    change(page, other)
    _has_been_told_all(other)
    assert 0 < sum(sent_to_other) < LARGEST_CHANGE
    assert 0 < max(sent) < LARGEST_CHANGE  # this tab was also sent what followed, e.g. the skill that was added


def _has_been_told_all(page: Page) -> None:
    """Ask the server for something, because its answer comes behind all that was sent before."""
    page.get_by_role("button", name="Add category").click()
    expect(page.get_by_role("region", name="Add a category")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("region", name="Add a category")).to_have_count(0)
