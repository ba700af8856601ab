"""The study modes, chosen and studied with real clicks and keys."""

import sqlite3
from collections.abc import Generator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, OpenTab
from tests.browser.server import Server
from tests.browser.study.studying import KEY, add, organelles, pick, sit_down
from tests.browser.tab import reload


@pytest.fixture(scope="module")
def server(shared_server: Server) -> Server:
    return shared_server


@pytest.fixture
def deck(server: Server) -> Generator[str]:
    deck = organelles(server)
    yield deck
    server.delete(f"/api/decks/{deck}")


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
    reload(page)
    expect(page.get_by_role("button", name="How to study: Mixed")).to_be_visible()
    page.keyboard.press("m")
    expect(page.get_by_role("radio", name="Mixed")).to_be_checked()
    expect(page.get_by_role("radio", name="Mixed")).to_be_focused()
    expect(page.get_by_label("Deck", exact=True)).to_have_value(deck)
    page.get_by_label("Deck", exact=True).select_option("")
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
    elsewhere = sit_down(open_tab(server, width=NARROW), f"/study/{deck}?mode=timed")
    expect(elsewhere.locator("#study-question")).to_contain_text("energy")
    set_end(server, datetime.now(UTC))
    pick(page, KEY)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Time is up")).to_be_visible()
    expect(page.locator(".due-line")).to_have_text("1 of 1 right")
    page.get_by_role("button", name="Once more").click()
    expect(page.get_by_role("heading", name="Five minutes")).to_be_visible()


def test_a_timed_study_session_ends_by_the_clock(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}?mode=timed")
    page.keyboard.press("Enter")
    expect(page.get_by_role("timer")).to_contain_text("4 min")
    set_end(server, datetime.now(UTC) + timedelta(seconds=4))
    reload(page)
    expect(page.get_by_role("heading", name="Time is up")).to_be_visible()
    expect(page.get_by_role("timer")).to_have_count(0)


def set_end(server: Server, moment: datetime) -> None:
    """Change the end of the study session, as if it had begun earlier."""
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
    expect(page.get_by_role("button", name="Once more")).to_be_visible()
    assert not any(card["reps"] for card in server.get(f"/api/decks/{deck}/cards").json()["cards"])


def test_true_or_false_gaps_code_and_formulas_are_shown_as_such(server: Server, open_tab: OpenTab) -> None:
    deck = server.post("/api/decks", {"title": "Kinds"}).json()["id"]
    code = "```python\nprint('" + "a very long line " * 20 + "')\n```"
    add(server, deck, kind="true_false", question="Cells have walls in all animals.", answer="False", distractors=[])
    gap = "Cells burn {{c1::glucose}} in {{c2::mitochondria}}, as said."
    add(server, deck, kind="cloze", question=gap, answer="", distractors=[])
    answer = "$a^2$\n\n1. as\n2. said"
    add(server, deck, question=f"What does this print?\n\n{code}", answer=answer, distractors=[])
    page = sit_down(open_tab(server, width=NARROW), f"/study/{deck}")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Answer")).to_contain_text("Right")
    page.keyboard.press("Space")
    expect(page.locator("#study-question .blank")).to_have_count(1)
    page.keyboard.press("Space")
    expect(page.locator("#study-question mark")).to_have_count(1)
    page.keyboard.press("4")
    expect(page.locator("#study-question pre").or_(page.locator("#study-question .blank"))).to_be_visible()
    if page.locator("#study-question pre").count() == 0:
        page.keyboard.press("b")
    expect(page.locator("#study-question pre")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Space")
    expect(page.locator("#study-answer math")).to_be_visible()
    expect(page.locator("#study-answer li").first).to_have_css("list-style-type", "decimal")
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
