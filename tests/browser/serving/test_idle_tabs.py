"""Tabs that were idle for so long that Reflex has forgotten them."""

import json
import time
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from websockets.sync.client import connect

from studyapp.ui.live import closed_tabs
from studyapp.ui.tasks.shell import ShellState
from tests.browser.conftest import OpenTab
from tests.browser.forked_server import ForkedServer
from tests.browser.server import Server, until
from tests.browser.study.studying import sit_down

REMEMBERED_SECONDS = 1
PRESS = {
    "name": f"{ShellState.get_full_name()}.wake",
    "payload": {},
    "router_data": {"pathname": "/decks", "asPath": "/decks", "query": {}},
}


@pytest.fixture(scope="module")
def forgetful(tmp_path_factory: pytest.TempPathFactory, frontend_dir: Path) -> Generator[Server]:
    """One for all tests here that have a deck of their own."""
    env = {"REFLEX_REDIS_TOKEN_EXPIRATION": str(REMEMBERED_SECONDS)}
    with ForkedServer(tmp_path_factory.mktemp("forgetful"), frontend_dir=frontend_dir, env=env) as running:
        yield running


@pytest.fixture
def deck(forgetful: Server) -> str:
    deck = forgetful.post("/api/decks", {"title": "Cells"}).json()["id"]
    for number in (1, 2):
        card = {"question": f"What is organelle number {number}?", "answer": f"Answer {number}"}
        assert forgetful.post(f"/api/decks/{deck}/cards", card).status_code == 201
    return deck


def leave_alone() -> None:
    """Wait for longer than the server remembers. If a busy server forgets later, the test only gets easier."""
    time.sleep(REMEMBERED_SECONDS * 2)


def answers(server: Server, deck: str) -> int:
    return sum(card["reps"] for card in server.get(f"/api/decks/{deck}/cards").json()["cards"])


def test_the_first_grade_after_a_long_pause_counts(forgetful: Server, open_tab: OpenTab, deck: str) -> None:
    page = sit_down(open_tab(forgetful), f"/study/{deck}")
    page.get_by_role("button", name="Show answer").click()
    expect(page.get_by_text("Answer 1")).to_be_visible()
    leave_alone()
    page.get_by_role("button", name="Good").click()
    expect(page.locator("#study-question")).to_contain_text("organelle number 2?")
    assert answers(forgetful, deck) == 1


def test_the_first_look_at_an_answer_after_a_long_pause_is_shown(
    forgetful: Server, open_tab: OpenTab, deck: str
) -> None:
    page = sit_down(open_tab(forgetful), f"/study/{deck}")
    leave_alone()
    page.get_by_role("button", name="Show answer").click()
    expect(page.get_by_text("Answer 1")).to_be_visible()


@pytest.mark.parametrize("path", ["/study/{deck}", "/decks/{deck}", "/decks", "/", "/tasks", "/trash", "/settings"])
def test_a_change_elsewhere_after_a_long_pause_leaves_the_page_as_it_was(
    forgetful: Server, open_tab: OpenTab, deck: str, path: str
) -> None:
    page = open_tab(forgetful).open(path.format(deck=deck))
    if "{deck}" in path:
        expect(page.locator("main h1").first).to_contain_text("Cells")
    shown = page.locator("main h1").first.inner_text()
    leave_alone()
    told = forgetful.log.count("page_opened_again")
    forgetful.post("/api/decks", {"title": "Made elsewhere"})
    until(lambda: forgetful.log.count("page_opened_again") > told)
    expect(page.locator("main")).to_have_attribute("aria-busy", "false")
    expect(page.locator("main h1").first).to_have_text(shown)


def test_a_tab_goes_on_hearing_of_changes_after_a_long_pause(forgetful: Server, open_tab: OpenTab, deck: str) -> None:
    page = open_tab(forgetful).open("/decks")
    for number in ("First", "Second"):
        title = f"{number} {deck}"
        leave_alone()
        forgetful.post("/api/decks", {"title": title})
        expect(page.get_by_text(title, exact=True)).to_be_visible()


def test_of_closed_tabs_the_latest_are_remembered(server: Server) -> None:
    """A tab whose state was dropped has its page opened again by the first event it sends."""
    first, *others = (f"tab-{number}" for number in range(closed_tabs.KEPT + 1))
    press_in(server, first, opened=1)
    press_in(server, others[0], opened=2)  # by then the server knows that the first has gone
    press_in(server, first, opened=2)
    for opened, tab in enumerate(others[1:], start=3):
        press_in(server, tab, opened=opened)
    press_in(server, first, opened=closed_tabs.KEPT + 1)
    press_in(server, "one-more", opened=closed_tabs.KEPT + 2)
    press_in(server, others[0], opened=closed_tabs.KEPT + 3)


def press_in(server: Server, tab: str, *, opened: int) -> None:
    """Open a tab, press something and close it. `opened` is how many pages should have been opened again by then."""
    address = f"ws://127.0.0.1:{server.port}/_event/?token={tab}&EIO=4&transport=websocket"
    with connect(address, origin=server.url) as socket:  # pyright: ignore[reportArgumentType]
        for said in ("40/_event,{}", "42/_event," + json.dumps(["event", PRESS])):
            socket.recv()
            socket.send(said)
        while "rx_router" not in str(socket.recv()):
            pass
    until(lambda: server.log.count("page_opened_again") >= opened)
    assert server.log.count("page_opened_again") == opened
