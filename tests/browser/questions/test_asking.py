"""Questions from a bare prompt in a browser: from any page, watched from two tabs, stopped, refused."""

import re
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenTab, Theme
from tests.browser.forked_server import ForkedServer
from tests.browser.server import Server
from tests.browser.tab import reload
from tests.browser.test_tasks import SHIFTS
from tests.provider_server.behaviours import Behaviour
from tests.provider_server.server import ProviderServer, in_thread

PROMPT = "The 8 things to know about cells"
FIELD = "What do you want to be asked about?"


@pytest.fixture(scope="module")
def provider() -> Generator[ProviderServer]:
    with in_thread(delay=0.4) as running:
        yield running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, frontend_dir: Path, provider: ProviderServer) -> Generator[Server]:
    """One server for all tests here. Each has its own deck and leaves no active jobs."""
    env = {"ANTHROPIC_BASE_URL": provider.url, "STUDYAPP_JOBS_PER_HOUR": "1000"}
    with ForkedServer(tmp_path_factory.mktemp("questions"), frontend_dir=frontend_dir, env=env) as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_under_way(server: Server, provider: ProviderServer) -> Generator[None]:
    """Wait after each test until no job is active."""
    yield
    for status in ("pending", "processing"):
        for job in server.get(f"/api/jobs?status={status}").json()["jobs"]:
            server.post(f"/api/jobs/{job['id']}/cancel", {})
    provider.go_on()


@pytest.fixture
def deck(server: Server) -> str:
    return make_deck(server, "Biology")


def make_deck(server: Server, title: str, cards: int = 0) -> str:
    deck = server.post("/api/decks", {"title": title}).json()["id"]
    for number in range(cards):
        body = {"question": f"What is organelle number {number}?", "answer": f"Answer {number}"}
        assert server.post(f"/api/decks/{deck}/cards", body).status_code == 201
    return deck


def ask_by_api(server: Server, deck: str, prompt: str = PROMPT) -> str:
    payload = {"prompt": prompt, "deck_id": deck}
    return server.post("/api/jobs", {"type": "question_generation", "payload": payload}).json()["id"]


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Questions from a prompt")


def ask(page: Page, prompt: str = PROMPT) -> None:
    page.keyboard.press("g")
    expect(page.get_by_label(FIELD)).to_be_focused()
    page.get_by_label(FIELD).fill(prompt)
    page.keyboard.press("ControlOrMeta+Enter")


def cards(page: Page) -> Locator:
    return page.get_by_test_id("card")


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
    expect(page).to_have_url(re.compile(f"/decks/{deck}"))
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
