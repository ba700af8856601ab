"""Studying as hands do it: held keys, double clicks, two tabs side by side."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenTab, Theme
from tests.browser.server import Server, until
from tests.browser.study.studying import sit_down
from tests.browser.tab import reload

LONG = "Under which circumstances, and why, does a cell prefer the quick way over the thrifty one? " * 7


@pytest.fixture(scope="module")
def server(shared_server: Server) -> Server:
    return shared_server


@pytest.fixture
def deck(server: Server) -> Generator[str]:
    """A deck of three cards."""
    deck = server.post("/api/decks", {"title": "Cells"}).json()["id"]
    for number in (1, 2, 3):
        add(server, deck, question=f"What is organelle number {number}?", answer=f"Answer {number}")
    yield deck
    server.delete(f"/api/decks/{deck}")


def add(server: Server, deck: str, **card: object) -> None:
    assert server.post(f"/api/decks/{deck}/cards", card).status_code == 201


def answers(server: Server, deck: str) -> int:
    return sum(card["reps"] for card in server.get(f"/api/decks/{deck}/cards").json()["cards"])


def expect_question(page: Page, number: int) -> None:
    expect(page.locator("#study-question")).to_contain_text(f"organelle number {number}?")


def test_a_double_click_reveals_or_grades_one_card_only(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}")
    page.get_by_role("button", name="Show answer").dblclick()
    expect(page.get_by_text("Answer 1")).to_be_visible()
    assert answers(server, deck) == 0
    page.get_by_role("button", name="Good").dblclick()
    expect_question(page, 2)
    expect(page.get_by_role("button", name="Show answer")).to_be_visible()
    assert answers(server, deck) == 1


def test_a_held_key_grades_one_card_only(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}")
    hold(page, " ")
    expect(page.get_by_text("Answer 1")).to_be_visible()
    hold(page, "4")
    expect_question(page, 2)
    expect(page.get_by_role("button", name="Show answer")).to_be_visible()
    assert answers(server, deck) == 1


def hold(page: Page, key: str) -> None:
    for _ in range(12):
        page.keyboard.down(key)
    page.keyboard.up(key)
    page.wait_for_timeout(300)


def test_keys_mean_nothing_before_the_answer_is_seen(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}")
    for key in "1234":
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    expect_question(page, 1)
    assert answers(server, deck) == 0


def test_a_card_answered_in_one_tab_moves_the_other_on(server: Server, open_tab: OpenTab, deck: str) -> None:
    one = open_tab(server)
    here, there = sit_down(one, f"/study/{deck}"), sit_down(open_tab(server, beside=one), f"/study/{deck}")
    for page in (here, there):
        page.keyboard.press("Space")
        expect(page.get_by_text("Answer 1")).to_be_visible()
    here.keyboard.press("4")
    for page in (here, there):
        expect_question(page, 2)
    assert answers(server, deck) == 1


def test_a_card_is_edited_without_leaving_and_a_refused_edit_is_still_there(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}")
    page.keyboard.press("e")
    question = page.get_by_label("Question")
    expect(question).to_be_focused()
    question.fill("no")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-sonner-toast]")).to_contain_text("at least 5 characters")
    expect(question).to_have_value("no")
    question.fill("What is organelle number 1, in short?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#study-question")).to_have_text("What is organelle number 1, in short?")


def test_escape_puts_the_editor_away_first_and_leaves_second(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}")
    page.keyboard.press("e")
    expect(page.get_by_label("Question")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Question")).to_have_count(0)
    expect_question(page, 1)
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{server.url}/decks/{deck}")


CLEAR_OF_THE_BUTTONS = """() => {
  const offer = document.querySelector("[data-sonner-toast]")?.getBoundingClientRect();
  return offer && offer.top >= 0 && offer.bottom <= document.querySelector(".reveal").getBoundingClientRect().top;
}"""


def test_a_suspended_card_comes_back_with_undo(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}")
    page.keyboard.press("s")
    expect_question(page, 2)
    page.wait_for_function(CLEAR_OF_THE_BUTTONS)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator("[data-sonner-toast]")).to_have_count(0)
    until(lambda: not any(card["suspended"] for card in server.get(f"/api/decks/{deck}/cards").json()["cards"]))


def test_the_end_counts_sums_up_and_waits_for_what_is_being_learned(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}")
    for number, grade in ((1, "4"), (2, "4"), (3, "1")):
        expect_question(page, number)
        page.keyboard.press("Space")
        expect(page.get_by_text(f"Answer {number}")).to_be_visible()
        page.keyboard.press(grade)
    expect(page.get_by_role("heading", name="Next card in")).to_contain_text("s")
    expect(page.locator(".summary")).to_contain_text("67 %")
    page.get_by_role("button", name="Study now").click()
    expect_question(page, 3)
    page.keyboard.press("Space")
    expect(page.get_by_text("Answer 3")).to_be_visible()
    page.keyboard.press("4")
    expect(page.get_by_role("heading", name="Done for now")).to_be_visible()
    expect(page.locator(".summary")).to_contain_text("75 %")
    reload(page)
    expect(page.locator(".summary")).to_contain_text("75 %")
    page.get_by_role("button", name="Back to Today").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()


def test_the_answer_of_a_long_question_is_in_sight_above_the_buttons(server: Server, open_tab: OpenTab) -> None:
    deck = server.post("/api/decks", {"title": "Long"}).json()["id"]
    add(server, deck, question=LONG, answer="When speed matters more than yield.")
    page = sit_down(open_tab(server, width=NARROW), f"/study/{deck}")
    page.get_by_role("button", name="Show answer").click()
    answer = page.get_by_text("When speed matters")
    expect(answer).to_be_in_viewport(ratio=1)
    page.wait_for_timeout(300)
    text, buttons = answer.bounding_box(), page.locator(".grades").bounding_box()
    assert text
    assert buttons
    assert text["y"] + text["height"] <= buttons["y"]
    server.delete(f"/api/decks/{deck}")


def test_what_is_written_on_a_card_is_shown_and_never_run(server: Server, open_tab: OpenTab) -> None:
    deck = server.post("/api/decks", {"title": "Markup"}).json()["id"]
    evil = "<img src=x onerror='window.ran = true'><script>window.ran = true</script> What is it?"
    add(server, deck, question=evil, answer=evil, explanation=evil, tags=["<b>bold</b>"])
    page = sit_down(open_tab(server), f"/study/{deck}")
    page.keyboard.press("Space")
    expect(page.get_by_text("<script>window.ran = true</script>")).to_have_count(3)
    assert page.evaluate("window.ran") is None
    server.delete(f"/api/decks/{deck}")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_everyone_can_study(server: Server, open_tab: OpenTab, deck: str, width: int, theme: Theme) -> None:
    tab = open_tab(server, width=width, theme=theme)
    page = sit_down(tab, f"/study/{deck}")
    assert tab.accessibility_violations() == []
    page.get_by_role("button", name="Show answer").click()
    expect(page.get_by_role("group", name="How well did you know it?")).to_be_visible()
    assert tab.accessibility_violations() == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("key", ["?", "m"])
def test_what_a_key_has_opened_gives_the_next_key_back_to_the_card(
    server: Server, open_tab: OpenTab, deck: str, key: str
) -> None:
    page = sit_down(open_tab(server), f"/study/{deck}")
    page.keyboard.press(key)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_timeout(100)
    page.keyboard.press("Space")
    expect(page.locator("#study-answer")).to_contain_text("Answer 1")


FIRST_FRAMES = """
    window.faint = [];
    addEventListener("animationstart", ({ target }) => {
        for (const animation of target.getAnimations()) animation.currentTime = 0;
        if (getComputedStyle(target).opacity < 1) faint.push(target.className);
    });
"""


def test_nothing_of_a_card_is_out_of_sight_where_a_busy_device_stays_at_the_first_frame(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    tab = open_tab(server, width=NARROW)
    tab.page.emulate_media(reduced_motion="no-preference")
    tab.page.add_init_script(FIRST_FRAMES)
    page = sit_down(tab, f"/study/{deck}")
    page.keyboard.press("Space")
    expect(page.locator("#study-answer")).to_contain_text("Answer 1")
    page.keyboard.press("4")
    expect_question(page, 2)
    page.wait_for_timeout(100)
    assert page.evaluate("faint") == []
