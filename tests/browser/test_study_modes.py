"""The ways to study, through real clicks and keys: choices that come while a card is asked, and what is never told."""

import sqlite3
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.browser.conftest import NARROW, WIDE, OpenTab, Theme
from tests.browser.server import Server
from tests.browser.sitting import sit_down
from tests.browser.tab import Tab

WRONG = ["The ribosome", "The vacuole", "The nucleolus"]
KEY = "The mitochondrion"
WHY = "It breaks sugar down with oxygen."
QUOTE = "Mitochondria are the site of cellular respiration."


@pytest.fixture(scope="module")
def server(shared_server: Server) -> Server:
    return shared_server


@pytest.fixture
def deck(server: Server) -> Generator[str]:
    """Two cards that have choices."""
    deck = server.post("/api/decks", {"title": "Organelles"}).json()["id"]
    for name in ("ATP", "energy"):
        add(server, deck, question=f"Which organelle makes most {name}?", tags=[name])
    yield deck
    server.delete(f"/api/decks/{deck}")


def add(server: Server, deck: str, **card: Any) -> str:
    given = {"answer": KEY, "distractors": WRONG, "explanation": WHY} | card
    answer = server.post(f"/api/decks/{deck}/cards", given)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def option(page: Page, text: str) -> Any:
    return page.locator(".option", has_text=text)


def pick(page: Page, text: str) -> None:
    page.locator("label.option", has_text=text).click()


def frames_of(tab: Tab) -> list[str]:
    """What the server says over the websocket from now on."""
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
    expect(page.get_by_text("Counted as Good")).to_be_visible()
    page.get_by_role("button", name="Make it Hard").click()
    expect(page.get_by_text("Counted as Hard")).to_be_visible()
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
    expect(page.get_by_text("Counted as Good")).to_be_visible()
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


def test_another_device_goes_on_with_the_same_showing(server: Server, open_tab: OpenTab, deck: str) -> None:
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


def test_the_way_to_study_is_chosen_kept_over_a_reload_and_remembered(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_role("button", name="How to study").click()
    page.get_by_role("radio", name="Mixed").check()
    page.get_by_label("Tag", exact=True).select_option("energy")
    page.get_by_role("dialog").get_by_role("button", name="Study").click()
    expect(page).to_have_url(f"{server.url}/study/{deck}?mode=mixed&tag=energy")
    expect(page.locator("#study-question")).to_contain_text("energy")
    page.reload()
    expect(page.get_by_role("button", name="How to study: Mixed")).to_be_visible()
    page.keyboard.press("m")
    expect(page.get_by_role("radio", name="Mixed")).to_be_checked()
    expect(page.get_by_role("radio", name="Mixed")).to_be_focused()
    expect(page.get_by_label("Cards", exact=True)).to_have_value(deck)
    page.get_by_label("Cards", exact=True).select_option("")
    page.get_by_label("Tag", exact=True).select_option("")
    page.get_by_role("radio", name="Custom study").check()
    page.get_by_role("dialog").get_by_role("button", name="Study").click()
    expect(page).to_have_url(f"{server.url}/study?mode=custom")
    page.goto(server.url)
    expect(page.get_by_role("button", name="How to study: Custom study")).to_be_visible()
    page.get_by_role("link", name="Study", exact=True).first.click()
    expect(page).to_have_url(f"{server.url}/study?mode=custom")


def test_timed_study_counts_down_and_ends_with_a_score(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}?mode=timed")
    expect(page.get_by_role("heading", name="Five minutes")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("timer")).to_contain_text("4 min")
    pick(page, KEY)
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of 1 right")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator("#study-question")).to_contain_text("energy")
    set_end(server, datetime.now(UTC) + timedelta(seconds=6))
    elsewhere = sit_down(open_tab(server, width=NARROW), f"/study/{deck}?mode=timed")
    expect(elsewhere.locator("#study-question")).to_contain_text("energy")
    expect(elsewhere.get_by_role("heading", name="Time is up")).to_be_visible()
    pick(page, KEY)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Time is up")).to_be_visible()
    expect(page.locator(".due-line")).to_have_text("1 of 1 right")
    page.get_by_role("button", name="Once more").click()
    expect(page.get_by_role("heading", name="Five minutes")).to_be_visible()


def set_end(server: Server, moment: datetime) -> None:
    """As if the sitting had begun longer ago."""
    with sqlite3.connect(server.data_dir / "studyapp.db", timeout=10) as database:
        database.execute(
            "update study_sessions set ends_at = ? where mode = 'timed' and ended_at is null",
            [moment.strftime("%Y-%m-%d %H:%M:%S.%f")],
        )
    database.close()


def test_custom_study_says_that_it_leaves_scheduling_alone(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}?mode=custom")
    for _ in range(2):
        pick(page, KEY)
        page.keyboard.press("Enter")
        expect(page.get_by_text("Scheduling is left alone.")).to_be_visible()
        page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="Done for now")).to_be_visible()
    expect(page.locator(".summary")).to_contain_text("100 %")
    assert not any(card["reps"] for card in server.get(f"/api/decks/{deck}/cards").json()["cards"])


def test_true_or_false_gaps_code_and_formulas_are_shown_as_such(server: Server, open_tab: OpenTab) -> None:
    deck = server.post("/api/decks", {"title": "Kinds"}).json()["id"]
    code = "```python\nprint('" + "a very long line " * 20 + "')\n```"
    add(server, deck, kind="true_false", question="Cells have walls in all animals.", answer="False", distractors=[])
    gap = "Cells burn {{c1::glucose}} in {{c2::mitochondria}}, as said."
    add(server, deck, kind="cloze", question=gap, answer="", distractors=[])
    add(server, deck, question=f"What does this print?\n\n{code}", answer="$a^2$", distractors=[])
    page = sit_down(open_tab(server, width=NARROW), f"/study/{deck}")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Answer")).to_contain_text("Right")
    page.keyboard.press("Space")
    expect(page.locator("#study-question .blank")).to_have_count(1)
    page.keyboard.press("Space")
    expect(page.locator("#study-question mark")).to_have_count(1)
    page.keyboard.press("4")
    while page.locator("#study-question pre").count() == 0:
        page.keyboard.press("b")
        page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Space")
    expect(page.locator("#study-answer math")).to_be_visible()
    server.delete(f"/api/decks/{deck}")


def test_a_card_is_flagged_and_put_aside_by_keys_and_the_help_lists_them(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Put it aside until tomorrow")
    expect(page.get_by_role("dialog")).not_to_contain_text("Pick an answer")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Take the flag off")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("b")
    expect(page.locator("#study-question")).to_contain_text("energy")
    page.get_by_role("button", name="Undo", exact=True).click()
    cards = server.get(f"/api/decks/{deck}/cards").json()["cards"]
    assert [card["flagged"] for card in cards].count(True) == 1


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
