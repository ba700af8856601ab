"""Cards in a real browser: shown rich and harmless, compared, looked through, tidied."""

import sqlite3
from collections.abc import Generator

import pytest
from playwright.sync_api import expect

from tests.browser.cards import add, answer_field, card, make_deck, stored, undo
from tests.browser.conftest import NARROW, OpenTab, StartServer, Theme
from tests.browser.server import Server
from tests.browser.tab import reload
from tests.provider_server.server import ProviderServer, in_thread

ATTACK = '<script>window.hacked = 1</script><img src="x" onerror="window.hacked = 1">'
HOSTILE = (
    {"question": f"{ATTACK} What is **this**?", "answer": ATTACK, "explanation": ATTACK},
    {"question": f"Which [one](javascript:window.hacked=1)? {ATTACK}", "answer": f"$\\text{{{ATTACK}}}$ and $x^2$"},
    {"kind": "cloze", "question": f"{{{{c1::{ATTACK}::{ATTACK}}}}} is hidden, {{{{c2::**ATP**}}}} as well"},
    {
        "kind": "multiple_choice",
        "question": "Which is right?",
        "answer": f"{ATTACK}a",
        "distractors": [f"{ATTACK}{n}" for n in "bcd"],
    },
    {"question": "```html\n" + ATTACK + "\n```\nWhat does it do?", "answer": "![x](https://evil.example/x.png)"},
)


@pytest.fixture(scope="module")
def server(shared_server: Server) -> Server:
    return shared_server


@pytest.fixture
def deck(server: Server) -> Generator[str]:
    deck = make_deck(server)
    yield deck
    server.delete(f"/api/decks/{deck}")


@pytest.fixture
def own_server(start_server: StartServer) -> Server:
    """For what must be alone in the trash."""
    return start_server()


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (NARROW, "dark")])
def test_nothing_in_a_card_runs_in_the_list_the_editor_the_trash_or_while_studying(
    own_server: Server, open_tab: OpenTab, width: int, theme: Theme
) -> None:
    server, deck = own_server, make_deck(own_server)
    for hostile in HOSTILE:
        add(server, deck, **hostile)
    tab = open_tab(server, width=width, theme=theme)
    page = tab.open(f"/decks/{deck}")
    expect(page.get_by_test_id("card")).to_have_count(6)
    expect(card(page, "What is this?").locator("strong")).to_have_text("this")
    expect(page.locator("main math").first).to_be_visible()
    assert tab.accessibility_violations() == []
    card(page, "What is this?").get_by_role("button", name="Edit").click()
    page.get_by_text("Preview", exact=True).click()
    expect(page.locator("card-preview strong")).to_have_text("this")
    assert tab.accessibility_violations() == []
    page.get_by_role("button", name="Cancel").click()
    deleted = server.delete(f"/api/cards/{stored(server, deck)[-1]['id']}")
    assert deleted.status_code == 204
    tab.open("/trash")
    expect(page.get_by_test_id("deleted").locator("strong")).to_have_text("this")
    assert tab.accessibility_violations() == []
    tab.open(f"/study/{deck}")
    for _ in range(4):  # the second card of the cloze waits until tomorrow
        page.get_by_role("button", name="Show answer").click()
        page.get_by_role("button", name="Easy").click()
    assert page.evaluate("window.hacked") is None
    assert page.locator("main [onerror], main script, main a[href^=javascript]").count() == 0


@pytest.fixture
def provider() -> Generator[ProviderServer]:
    with in_thread(delay=0.3) as running:
        yield running


@pytest.fixture
def with_model(start_server: StartServer, provider: ProviderServer) -> Server:
    return start_server(ANTHROPIC_BASE_URL=provider.url)


def test_choices_are_made_while_the_editor_stands_open(
    with_model: Server, provider: ProviderServer, open_tab: OpenTab
) -> None:
    provider.hold_after(1)
    deck = with_model.post("/api/decks", {"title": "Cells"}).json()["id"]
    add(with_model, deck, question="Which part makes ATP?", answer="The mitochondrion")
    page = open_tab(with_model).open(f"/decks/{deck}")
    page.get_by_role("button", name="Edit: Which part makes ATP?").click()
    page.get_by_text("Wrong options", exact=True).click()
    page.get_by_role("button", name="Save and make choices").click()
    expect(page.get_by_text("Generating answer choices").or_(page.get_by_text("wait their turn"))).to_be_visible()
    answer_field(page).fill("The mitochondrion, of course")
    provider.go_on()
    for number in (1, 2, 3):
        expect(page.get_by_label(f"Wrong option {number}")).not_to_have_value("")
    expect(answer_field(page)).to_have_value("The mitochondrion, of course")


def test_a_better_version_stands_beside_the_card_until_it_is_taken_and_can_be_taken_back(
    with_model: Server, open_tab: OpenTab
) -> None:
    deck = with_model.post("/api/decks", {"title": "Cells"}).json()["id"]
    add(with_model, deck, question="What is the powerhouse of the cell?", answer="The mitochondrion", tags=["leech"])
    tab = open_tab(with_model)
    page = tab.open(f"/decks/{deck}")
    page.get_by_role("button", name="Reformulate").click()
    wish = page.get_by_label("What should be different?")
    expect(wish).to_be_focused()
    wish.fill("Shorter, please")
    wish.press("Control+Enter")
    beside = page.get_by_test_id("proposal")
    expect(beside).to_be_visible()
    assert stored(with_model, deck)[0]["question"] == "What is the powerhouse of the cell?"
    assert tab.accessibility_violations() == []
    page.get_by_role("button", name="Use the new one").click()
    expect(beside).to_have_count(0)
    assert stored(with_model, deck)[0]["question"] != "What is the powerhouse of the cell?"
    undo(page, "The new version")
    expect(beside).to_be_visible()
    page.get_by_role("button", name="Keep mine").click()
    expect(beside).to_have_count(0)
    reload(page)
    expect(card(page, "What is the powerhouse of the cell?")).to_be_visible()
    expect(beside).to_have_count(0)


def test_two_similar_cards_are_compared_and_one_of_them_goes(server: Server, open_tab: OpenTab, deck: str) -> None:
    add(server, deck, question="What is the powerhouse of the cell?", answer="The mitochondrion", tags=["cell"])
    add(server, deck, question="What is the powerhouse of a cell?", answer="The mitochondrion", tags=["exam"])
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_role("button", name="Compare the two").click()
    sides = page.get_by_test_id("duplicate-pair")
    expect(sides).to_contain_text("powerhouse of a cell")
    expect(sides).to_contain_text("powerhouse of the cell")
    page.get_by_role("button", name="Merge the tags").click()
    expect(page.get_by_test_id("card")).to_have_count(1)
    assert stored(server, deck)[0]["tags"] == ["cell", "exam"]
    undo(page, "Tags merged")
    expect(page.get_by_test_id("card")).to_have_count(2)
    assert [each["tags"] for each in stored(server, deck)] == [["exam"], ["cell"]]
    page.get_by_role("button", name="Compare the two").click()
    page.get_by_role("button", name="Keep both").click()
    expect(page.get_by_role("button", name="Compare the two")).to_have_count(0)


def test_new_cards_are_looked_through_with_the_keyboard(server: Server, open_tab: OpenTab, deck: str) -> None:
    for number in range(5):
        add(server, deck, question=f"What is organelle number {number}?", answer="A part")
    with sqlite3.connect(server.data_dir / "studyapp.db") as connection:
        connection.execute("update cards set is_candidate = 1 where deck_id = ?", [deck])
    connection.close()
    tab = open_tab(server)
    page = tab.open(f"/decks/{deck}")
    page.get_by_role("button", name="Look through them").click()
    expect(page.get_by_role("button", name="Keep all")).to_be_visible()
    expect(page.get_by_text("5 new cards wait")).to_be_visible()
    assert tab.accessibility_violations() == []
    page.keyboard.press("k")
    expect(card(page, "number 4")).to_have_count(0)
    page.keyboard.press("d")
    expect(card(page, "number 3")).to_have_count(0)
    undo(page, "dropped")
    expect(card(page, "number 3")).to_be_visible()
    page.keyboard.press("e")
    answer_field(page).fill("Another part")
    page.keyboard.press("Control+Enter")
    expect(card(page, "Another part")).to_be_visible()
    page.get_by_role("button", name="Keep all").click()
    expect(page.get_by_text("new cards wait")).to_have_count(0)
    assert len(stored(server, deck, show="new")) == 5
    undo(page, "4 cards kept")
    expect(page.get_by_text("4 new cards wait")).to_be_visible()


def test_several_cards_are_tagged_and_moved_at_once_and_it_is_undone(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    for number in range(3):
        add(server, deck, question=f"What is organelle number {number}?", answer="A part", tags=["cell"])
    other = server.post("/api/decks", {"title": "Other"}).json()["id"]
    tab = open_tab(server, width=NARROW)
    page = tab.open(f"/decks/{deck}")
    page.get_by_label("Select all cards on this page").click()
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Add tags…").click()
    expect(page.get_by_label("Add tags")).to_be_focused()
    assert tab.accessibility_violations() == []
    page.keyboard.type("exam")
    page.keyboard.press("Enter")
    expect(page.get_by_text("exam", exact=True)).to_have_count(3)
    undo(page, "3 cards tagged")
    expect(page.get_by_text("exam", exact=True)).to_have_count(0)
    page.get_by_label("Select: What is organelle number 1?").click()
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Move to another deck…").click()
    page.locator("select[name=deck_id]").select_option(other)
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_test_id("card")).to_have_count(2)
    assert len(stored(server, other)) == 1
    undo(page, "moved to “Other”")
    expect(page.get_by_test_id("card")).to_have_count(3)
    server.delete(f"/api/decks/{other}")


def test_the_trash_gives_back_what_was_deleted_and_forgets_it_only_when_told_twice(
    own_server: Server, open_tab: OpenTab
) -> None:
    server, deck = own_server, make_deck(own_server)
    for number in range(2):
        add(server, deck, question=f"What is organelle number {number}?", answer="A part")
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_label("Select all cards on this page").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("link", name="Decks").first.click()
    page.get_by_role("link", name="Trash").click()
    expect(page.get_by_test_id("deleted")).to_have_count(2)
    page.get_by_test_id("deleted").filter(has_text="number 0").get_by_role("button", name="Restore").click()
    expect(page.get_by_test_id("deleted")).to_have_count(1)
    page.get_by_role("button", name="Delete for ever").click()
    expect(page.get_by_text("This cannot be undone.")).to_be_visible()
    expect(page.get_by_test_id("deleted")).to_have_count(1)
    page.get_by_role("button", name="Delete for ever").click()
    expect(page.get_by_text("Nothing was deleted")).to_be_visible()
    assert [each["question"] for each in stored(server, deck)] == ["What is organelle number 0?"]


def test_the_menu_of_a_card_flags_buries_and_suspends_it(server: Server, open_tab: OpenTab, deck: str) -> None:
    add(server, deck, question="What makes ATP?", answer="The mitochondrion")
    page = open_tab(server).open(f"/decks/{deck}")

    def choose(name: str) -> None:
        page.get_by_role("button", name="More: What makes ATP?").click()
        page.get_by_role("menuitem", name=name, exact=True).click()

    choose("Flag")
    expect(page.get_by_test_id("card").get_by_title("Flagged")).to_be_visible()
    choose("Bury until tomorrow")
    expect(page.get_by_text("Buried", exact=True)).to_be_visible()
    undo(page, "buried until")
    expect(page.get_by_text("New", exact=True)).to_be_visible()
    choose("Suspend")
    expect(page.get_by_text("Suspended", exact=True)).to_be_visible()
    undo(page, "1 card suspended")
    expect(page.get_by_text("New", exact=True)).to_be_visible()
    (saved,) = stored(server, deck, show="flagged")
    assert (saved["suspended"], saved["buried_until"]) == (False, None)
