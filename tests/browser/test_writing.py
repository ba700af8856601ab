"""Cards and decks that are written, edited and found; what is deleted can be restored."""

from collections.abc import Generator

import pytest
from playwright.sync_api import expect

from tests.browser.cards import cards, toast
from tests.browser.conftest import NARROW, WIDE, OpenTab, StartServer, Theme
from tests.browser.material.form import TEXT, submit
from tests.browser.samples import SAMPLE
from tests.browser.server import Server


@pytest.fixture(scope="module")
def server(shared_server: Server) -> Server:
    return shared_server


@pytest.fixture
def deck(server: Server) -> Generator[str]:
    deck = server.post("/api/decks", {"title": "Biology"}).json()["id"]
    yield deck
    server.delete(f"/api/decks/{deck}")


def fill_deck(server: Server, deck: str, count: int) -> None:
    for number in range(count):
        body = {"question": f"What is organelle number {number}?", "answer": f"Answer {number}"}
        assert server.post(f"/api/decks/{deck}/cards", body).status_code == 201


def test_cards_are_written_one_after_another_without_the_mouse(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_role("button", name="Add card").click()
    for number in (1, 2):
        expect(page.get_by_label("Question")).to_be_focused()
        page.keyboard.type(f"What is organelle number {number}?")
        page.keyboard.press("Tab")
        expect(page.get_by_label("Answer", exact=True)).to_be_focused()
        page.keyboard.type("A part of the cell")
        page.keyboard.press("Control+Enter")
        expect(cards(page)).to_have_count(number)
        expect(page.get_by_label("Question")).to_have_value("")
    expect(page.get_by_label("Question")).to_be_focused()
    page.keyboard.type("no")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Answer", exact=True)).to_be_focused()
    page.keyboard.type("never")
    page.keyboard.press("Control+Enter")
    expect(toast(page, "at least 5 characters")).to_be_visible()
    expect(page.get_by_label("Question")).to_have_value("no")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Question")).to_have_count(0)


def test_an_edit_in_progress_is_not_disturbed_by_cards_that_arrive(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    fill_deck(server, deck, 2)
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_role("button", name="Edit: What is organelle number 0?").click()
    page.get_by_label("Answer").fill("Half a sentence")
    fill_deck(server, deck, 3)
    expect(cards(page)).to_have_count(5)
    expect(page.get_by_label("Answer")).to_have_value("Half a sentence")
    expect(page.get_by_label("Answer")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Half a sentence")).to_be_visible()


def test_deleted_cards_come_back_with_undo_one_or_many(server: Server, open_tab: OpenTab, deck: str) -> None:
    fill_deck(server, deck, 4)
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_role("button", name="Delete: What is organelle number 1?").click()
    expect(cards(page)).to_have_count(3)
    toast(page, "1 card deleted").get_by_role("button", name="Undo").click()
    expect(cards(page)).to_have_count(4)
    page.get_by_label("Select all cards on this page").click()
    expect(page.get_by_text("4 selected")).to_be_visible()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(cards(page)).to_have_count(0)
    toast(page, "4 cards deleted").get_by_role("button", name="Undo").click()
    expect(cards(page)).to_have_count(4)


def test_a_deck_is_renamed_in_the_list(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = open_tab(server).open("/decks")
    line = page.locator("li").filter(has=page.locator(f'a[href="/decks/{deck}"]'))
    line.get_by_role("button", name="More for Biology").click()
    page.get_by_role("menuitem", name="Rename").click()
    expect(page.get_by_label("Title")).to_be_focused()
    page.get_by_label("Title").fill("Botany")
    page.keyboard.press("Enter")
    expect(line.get_by_role("link", name="Botany")).to_be_visible()


def test_a_deleted_deck_comes_back_with_undo(server: Server, open_tab: OpenTab, deck: str) -> None:
    fill_deck(server, deck, 1)
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_role("button", name="More for this deck").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(page).to_have_url(f"{server.url}/decks")
    link = page.locator(f'a[href="/decks/{deck}"]')
    expect(link).to_have_count(0)
    toast(page, "deleted").get_by_role("button", name="Undo").click()
    expect(link).to_be_visible()


def test_the_slash_key_searches_and_the_database_answers(server: Server, open_tab: OpenTab, deck: str) -> None:
    fill_deck(server, deck, 3)
    page = open_tab(server).open(f"/decks/{deck}")
    page.keyboard.press("/")
    expect(page.get_by_label("Search the cards")).to_be_focused()
    page.keyboard.type("NUMBER 2")
    expect(cards(page)).to_have_count(1)
    page.keyboard.type(" and more")
    expect(page.get_by_role("heading", name="No card matches")).to_be_visible()
    page.get_by_role("button", name="Show all cards").click()
    expect(cards(page)).to_have_count(3)
    expect(page.get_by_label("Search the cards")).to_have_value("")


def test_the_c_key_makes_cards_for_a_deck_by_name_from_anywhere(server: Server, open_tab: OpenTab) -> None:
    page = open_tab(server).open("/tasks")
    page.keyboard.press("c")
    expect(page.get_by_label(TEXT)).to_be_focused()
    page.get_by_label(TEXT).fill(f"{SAMPLE}\nFrom anywhere.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("c")
    expect(page.get_by_label(TEXT)).to_have_value(f"{SAMPLE}\nFrom anywhere.")
    page.get_by_label("Deck").fill("Named on the way")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1, name="Named on the way")).to_be_visible()
    expect(cards(page).first).to_be_visible()
    server.delete(page.url.removeprefix(server.url).replace("/decks", "/api/decks"))


def test_the_first_card_is_two_clicks_away(open_tab: OpenTab, start_server: StartServer) -> None:
    page = open_tab(start_server()).open("/")
    page.get_by_role("button", name="Try the sample").click()
    expect(page.get_by_label(TEXT)).to_have_value(SAMPLE)
    submit(page)
    expect(page.get_by_role("heading", level=1, name="Photosynthesis")).to_be_visible()
    expect(cards(page).first).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_everyone_can_use_the_pages_and_nothing_sticks_out(
    server: Server, open_tab: OpenTab, deck: str, width: int, theme: Theme
) -> None:
    endless = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
    for question in (endless, "ما هي وظيفة {{c1::الميتوكوندريا}} في الخلية؟"):
        server.post(f"/api/decks/{deck}/cards", {"question": question, "answer": endless, "tags": [endless[:50]]})
    tab = open_tab(server, width=width, theme=theme)
    for path in ("/", "/decks", f"/decks/{deck}", "/decks/nowhere"):
        page = tab.open(path)
        assert tab.accessibility_violations() == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page = tab.open(f"/decks/{deck}")
    for button in ("Generate", "Add card"):
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.locator(".panel")).to_be_visible()
        assert tab.accessibility_violations() == [], button
