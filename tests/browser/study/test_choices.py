"""Choosing an answer with mouse and keys, and what the browser does not get before that."""

import re
from collections.abc import Generator

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.browser.conftest import NARROW, WIDE, OpenTab, Theme
from tests.browser.server import Server
from tests.browser.study.studying import KEY, WHY, WRONG, option, organelles, pick, sit_down
from tests.browser.tab import Tab

COUNTED = re.compile("Counted as (Good|Hard)")
"""An answer is Hard after ten seconds, and a busy machine may take that long to show the card."""


@pytest.fixture(scope="module")
def server(shared_server: Server) -> Server:
    return shared_server


@pytest.fixture
def deck(server: Server) -> Generator[str]:
    deck = organelles(server)
    yield deck
    server.delete(f"/api/decks/{deck}")


def frames_of(tab: Tab) -> list[str]:
    """Everything the server sends over the websocket from now on."""
    heard: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: heard.append(str(frame)))

    tab.page.on("websocket", listen)
    return heard


def test_an_answer_is_picked_checked_and_explained_by_clicks(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}?mode=multiple_choice")
    pick(page, WRONG[0])
    pick(page, KEY)
    expect(page.get_by_role("radio", checked=True)).to_have_count(1)
    expect(page.get_by_text(WHY)).to_have_count(0)
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("group", name="Answer")).to_contain_text("Right")
    expect(page.get_by_text(WHY)).to_be_visible()
    expect(option(page, KEY)).to_contain_text("Your answer, and right")
    expect(page.get_by_text(COUNTED)).to_be_visible()
    page.get_by_role("button", name="Make it Again").click()
    expect(page.get_by_text("Counted as Again")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#study-question")).to_contain_text("energy")
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)


def test_keys_pick_check_lower_take_back_and_go_on(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}?mode=multiple_choice")
    right = 1 + page.locator(".option").all_inner_texts().index(f"{KEY}\n{place(page, KEY)}")
    for key in ("1", "2", "3", "4", str(right)):
        page.keyboard.press(key)
        expect(page.locator(".option").nth(int(key) - 1).get_by_role("radio")).to_be_checked()
    expect(page.get_by_role("button", name="Check")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text(COUNTED)).to_be_visible()
    page.keyboard.press("1")
    expect(page.get_by_text("Counted as Again")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Check")).to_be_visible()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    page.keyboard.press(str(1 + right % 4))
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Answer")).to_contain_text("Not right")
    expect(option(page, KEY)).to_contain_text("The right answer")
    page.keyboard.press("Space")
    expect(page.locator("#study-question")).to_contain_text("energy")


def place(page: Page, text: str) -> int:
    return 1 + next(at for at, words in enumerate(page.locator(".option").all_inner_texts()) if text in words)


def test_nothing_is_answered_before_an_option_is_picked(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}?mode=multiple_choice")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Check").click()
    page.wait_for_timeout(300)
    expect(page.get_by_role("button", name="Check")).to_be_visible()
    assert not any(card["reps"] for card in server.get(f"/api/decks/{deck}/cards").json()["cards"])


def test_no_frame_tells_the_key_before_a_choice_or_the_answer_before_its_reveal(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    tab = open_tab(server)
    heard = frames_of(tab)
    page = sit_down(tab, f"/study/{deck}?mode=multiple_choice")
    expect(page.get_by_role("radio")).to_have_count(4)
    page.keyboard.press("1")
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Take the flag off")).to_be_visible()
    before = "".join(heard)
    assert len({before.count(text) for text in (KEY, *WRONG)}) == 1
    assert KEY in before
    assert WHY not in before
    page.keyboard.press("Enter")
    expect(page.get_by_text(WHY)).to_be_visible()
    assert WHY in "".join(heard)

    plain = open_tab(server)
    heard = frames_of(plain)
    page = sit_down(plain, f"/study/{deck}?mode=flashcard")
    expect(page.get_by_role("button", name="Show answer")).to_be_visible()
    page.keyboard.press("f")
    page.wait_for_timeout(300)
    assert not any(text in "".join(heard) for text in (KEY, *WRONG, WHY))
    page.keyboard.press("Space")
    expect(page.get_by_text(KEY)).to_be_visible()
    assert KEY in "".join(heard)


def test_another_device_goes_on_with_the_same_presentation(server: Server, open_tab: OpenTab, deck: str) -> None:
    address = f"/study/{deck}?mode=multiple_choice"
    here, there = sit_down(open_tab(server), address), sit_down(open_tab(server, width=NARROW), address)
    texts = here.locator(".option-words").all_inner_texts()
    assert there.locator(".option-words").all_inner_texts() == texts
    pick(here, KEY)
    here.keyboard.press("Enter")
    expect(here.get_by_text("Counted as")).to_be_visible()
    for page in (there, sit_down(open_tab(server), address)):
        expect(page.locator("#study-question")).to_contain_text("energy")
    pick(there, KEY)
    there.get_by_role("button", name="Check").click()
    expect(there.get_by_text("Counted as")).to_be_visible()
    here.keyboard.press("Space")
    expect(here.get_by_role("heading", name="Next card in")).to_be_visible()
    expect(here.locator(".summary")).to_contain_text("100 %")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_everyone_can_choose(server: Server, open_tab: OpenTab, deck: str, width: int, theme: Theme) -> None:
    tab = open_tab(server, width=width, theme=theme)
    page = sit_down(tab, f"/study/{deck}?mode=multiple_choice")
    pick(page, WRONG[0])
    assert tab.accessibility_violations() == []
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Counted as")).to_be_visible()
    assert tab.accessibility_violations() == []
    page.get_by_role("button", name="How to study").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert tab.accessibility_violations() == []
    page.goto(f"{server.url}/study/{deck}?mode=timed")
    expect(page.get_by_role("heading", name="Five minutes")).to_be_visible()
    assert tab.accessibility_violations() == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
