"""Asking for questions from any page: refused, stopped, kept, without a mouse."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.cards import cards
from tests.browser.conftest import NARROW, WIDE, OpenTab, Theme
from tests.browser.questions.asking import FIELD, PROMPT, ask, ask_by_api, dialog, make_deck
from tests.browser.server import Server
from tests.browser.tab import reload, wait_until_read
from tests.provider_server.behaviours import Behaviour
from tests.provider_server.server import ProviderServer


def test_stop_keeps_what_was_made_and_shows_it(server: Server, provider: ProviderServer, open_tab: OpenTab) -> None:
    provider.hold_after(2)
    deck = make_deck(server, "Organelles", cards=1)
    page = open_tab(server).open(f"/decks/{deck}")
    ask(page, "20 questions on organelles")
    expect(cards(page).nth(2)).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    notice = page.get_by_test_id("generation-cancelled")
    expect(notice).to_contain_text("Stopped. 2 questions kept.")
    expect(cards(page)).to_have_count(3)
    notice.get_by_role("link", name="View questions").click()
    expect(cards(page)).to_have_count(2)
    expect(page.get_by_text("What is organelle number")).to_have_count(0)


def test_a_fourth_prompt_is_refused_with_its_sentence_and_kept(
    server: Server, provider: ProviderServer, open_tab: OpenTab, deck: str
) -> None:
    provider.hold_after(0)
    page = open_tab(server).open("/decks")
    for number in range(3):
        ask_by_api(server, deck, f"20 questions on organelles, part {number}")
    ask(page, "One too many")
    expect(dialog(page).get_by_role("alert")).to_contain_text("3 of these are under way already.")
    expect(page.get_by_label(FIELD)).to_have_value("One too many")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    reload(page)
    page.keyboard.press("g")
    expect(page.get_by_label(FIELD)).to_have_value("One too many")
    expect(dialog(page).get_by_role("alert")).to_have_count(0)


def test_a_draft_survives_a_reload_and_goes_once_it_is_accepted(server: Server, open_tab: OpenTab, deck: str) -> None:
    tab = open_tab(server)
    page = tab.open("/settings")
    page.keyboard.press("g")
    expect(page.get_by_label(FIELD)).to_be_focused()
    page.keyboard.type("What a cell is made of")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    reload(page)
    page.keyboard.press("g")
    expect(page.get_by_label(FIELD)).to_have_value("What a cell is made of")
    page.get_by_label("Put them in").select_option(deck)
    page.get_by_label(FIELD).press("ControlOrMeta+Enter")
    expect(dialog(page)).to_have_count(0)
    toast = page.locator("[data-sonner-toast]").filter(has_text="Your questions are being made.")
    toast.get_by_role("button", name="View").click()
    expect(page.get_by_role("heading", level=1, name="Biology")).to_be_visible()
    wait_until_read(page)
    page.keyboard.press("g")
    expect(page.get_by_label(FIELD)).to_have_value("")


def test_asking_needs_no_mouse_and_gives_the_focus_back(
    server: Server, provider: ProviderServer, open_tab: OpenTab, deck: str
) -> None:
    provider.hold_after(0)
    page = open_tab(server).open(f"/decks/{deck}")
    opener = page.get_by_role("button", name="Ask for questions")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label(FIELD)).to_be_focused()
    expect(page.get_by_label("Put them in")).to_have_value(deck)
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    expect(opener).to_be_focused()
    page.keyboard.press("g")
    expect(page.get_by_label(FIELD)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label(FIELD)).to_have_value("The causes of the French Revolution")
    expect(page.get_by_label(FIELD)).to_be_focused()
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.get_by_test_id("generation-placeholder")).to_be_visible()
    expect(opener).to_be_focused()


@pytest.mark.parametrize("path", ["/", "/decks", "/tasks", "/settings", "/study"])
def test_the_g_key_asks_from_every_page(server: Server, open_tab: OpenTab, path: str) -> None:
    page = open_tab(server).open(path)
    page.keyboard.press("g")
    expect(page.get_by_label(FIELD)).to_be_focused()


@pytest.mark.parametrize(("prompt", "words"), [(" x ", "at least 3"), ("x" * 5_001, "At most 5,000 fit")])
def test_what_is_too_short_or_too_long_is_said_before_it_is_sent(
    server: Server, open_tab: OpenTab, deck: str, prompt: str, words: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    ask(page, prompt)
    expect(dialog(page).locator("[data-count]")).to_contain_text(words)
    page.wait_for_timeout(300)
    expect(page.get_by_label(FIELD)).to_have_value(prompt)
    assert server.get("/api/jobs?status=pending").json()["jobs"] == []


def test_without_a_model_it_is_said_before_and_after_and_the_prompt_is_kept(
    shared_server: Server, open_tab: OpenTab
) -> None:
    def made() -> list[str]:
        jobs, decks = (shared_server.get(f"/api/{kind}").json()[kind] for kind in ("jobs", "decks"))
        return [each["id"] for each in (*jobs, *decks)]

    before = made()
    page = open_tab(shared_server).open("/decks")
    page.keyboard.press("g")
    expect(dialog(page)).to_contain_text("No model configured")
    expect(dialog(page)).to_contain_text("ANTHROPIC_API_KEY")
    page.get_by_label(FIELD).fill(PROMPT)
    page.keyboard.press("ControlOrMeta+Enter")
    expect(dialog(page).get_by_role("alert")).to_contain_text("Your prompt is kept")
    assert made() == before
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    reload(page)
    page.keyboard.press("g")
    expect(page.get_by_label(FIELD)).to_have_value(PROMPT)


def test_the_panel_tells_the_intent_and_leads_to_the_questions(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = open_tab(server).open("/settings")
    ask_by_api(server, deck, "3 questions on cells")
    page.keyboard.press("t")
    panel = page.get_by_role("dialog", name="Background tasks")
    task = panel.locator(".task").first
    expect(task).to_contain_text("Questions for Biology")
    expect(task).to_contain_text("What matters about 3 questions on cells")
    expect(task).to_contain_text("3 questions made.")
    task.get_by_role("link", name="View questions").click()
    expect(page).to_have_url(re.compile(f"/decks/{deck}\\?job="))
    expect(panel).to_have_count(0)
    expect(cards(page)).to_have_count(3)


def test_a_refusal_says_what_to_do(server: Server, open_tab: OpenTab, provider: ProviderServer, deck: str) -> None:
    provider.then(Behaviour.REFUSAL)
    page = open_tab(server).open(f"/decks/{deck}")
    ask(page, "Something nobody should ask")
    failed = page.get_by_test_id("generation-failed")
    expect(failed).to_contain_text("declined")
    expect(failed).to_contain_text("Try other material or another model.")
    expect(failed.get_by_role("button", name="Retry")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_everyone_can_use_the_dialog_and_nothing_sticks_out(
    server: Server, open_tab: OpenTab, deck: str, width: int, theme: Theme
) -> None:
    make_deck(server, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2)
    tab = open_tab(server, width=width, theme=theme)
    page = tab.open(f"/decks/{deck}")
    page.keyboard.press("g")
    expect(page.get_by_label(FIELD)).to_be_focused()
    page.get_by_label(FIELD).fill("ما هي وظيفة الميتوكوندريا؟ " * 40)
    assert tab.accessibility_violations() == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert dialog(page).evaluate("it => it.scrollWidth <= it.clientWidth")
