"""Questions that arrive: in every tab, and without pushing away what somebody looks at."""

import re

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.browser.cards import cards
from tests.browser.conftest import NARROW, WIDE, OpenTab
from tests.browser.questions.asking import ask, ask_by_api, dialog, make_deck
from tests.browser.server import Server
from tests.browser.tab import reload
from tests.browser.test_tasks import SHIFTS
from tests.provider_server.server import ProviderServer


def test_a_prompt_becomes_questions_in_every_tab_and_view_shows_just_those(
    server: Server, provider: ProviderServer, open_tab: OpenTab
) -> None:
    provider.hold_after(2)
    deck = make_deck(server, "Cells", cards=3)
    first = open_tab(server)
    page = first.open(f"/decks/{deck}")
    other = open_tab(server, beside=first).open(f"/decks/{deck}")
    ask(page)
    expect(dialog(page)).to_have_count(0)
    for each in (page, other):
        placeholder = each.get_by_test_id("generation-placeholder")
        expect(placeholder).to_contain_text("What matters about The 8 things to know about cells")
        expect(placeholder).to_contain_text(re.compile(r"Generating questions… \d of about 8"))
        expect(cards(each).nth(4)).to_be_visible()
    provider.go_on()
    for each in (page, other):
        expect(each.get_by_test_id("generation-completed")).to_contain_text("8 questions made.")
        expect(cards(each)).to_have_count(11)
    page.get_by_role("link", name="View questions").click()
    expect(cards(page)).to_have_count(8)
    expect(page.get_by_text("What is organelle number")).to_have_count(0)
    reload(page)
    expect(cards(page)).to_have_count(8)
    page.get_by_role("button", name="Show all cards").click()
    expect(cards(page)).to_have_count(11)
    expect(page).to_have_url(re.compile(f"/decks/{deck}$"))


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("held", [2, 12])
def test_questions_that_were_asked_for_elsewhere_push_nothing_away(
    server: Server, provider: ProviderServer, open_tab: OpenTab, width: int, held: int
) -> None:
    provider.hold_after(1)
    deck = make_deck(server, "Stays", cards=held)
    tab = open_tab(server, width=width)
    tab.page.add_init_script(SHIFTS)
    page = tab.open(f"/decks/{deck}")
    first = cards(page).filter(has_text=f"What is organelle number {held - 1}?")
    stood = first.bounding_box()
    page.wait_for_timeout(1100)  # what comes sooner after an own key or click may move things
    page.evaluate("window.shift = 0")
    ask_by_api(server, deck)
    expect(page.get_by_test_id("generation-placeholder")).to_contain_text("What matters about")
    expect(page.get_by_test_id("generation-placeholder")).to_be_in_viewport()
    assert_in_place(first, stood)
    provider.go_on()
    expect(page.get_by_test_id("generation-completed")).to_be_visible()
    expect(cards(page)).to_have_count(held + 8)
    assert_in_place(first, stood)
    assert page.evaluate("window.shift") <= 0.05


def test_a_card_being_edited_stays_where_it_is_while_others_arrive(
    server: Server, provider: ProviderServer, open_tab: OpenTab
) -> None:
    provider.hold_after(2)
    deck = make_deck(server, "Edited", cards=5)
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_role("button", name="Edit: What is organelle number 3?").click()
    page.get_by_label("Answer").fill("Half")
    stood = page.get_by_label("Answer").bounding_box()
    ask_by_api(server, deck)
    expect(page.get_by_test_id("generation-placeholder")).to_contain_text("What matters about")
    page.keyboard.type(" a sentence")
    assert_in_place(page.get_by_label("Answer"), stood)
    expect(page.get_by_label("Answer")).to_have_value("Half a sentence")


def assert_in_place(card: Locator, stood: FloatRect | None) -> None:
    """Check that a card stays within a pixel of where it was: pages scroll by whole pixels, and are kept to that."""
    stands = card.bounding_box()
    assert stood
    assert stands
    assert abs(stands["y"] - stood["y"]) <= 2
