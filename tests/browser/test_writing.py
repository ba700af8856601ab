"""Everything a learner types, pastes or drops: nothing is lost, and what is deleted can be restored."""

import re
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from reportlab.pdfgen.canvas import Canvas

from tests.browser.conftest import NARROW, WIDE, OpenTab, StartServer, Theme
from tests.browser.server import Server
from tests.browser.tab import reload

SAMPLE = (Path(__file__).parents[2] / "assets/samples/photosynthesis.md").read_text()
TEXT = "Text to make cards from"


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


def cards(page: Page) -> Locator:
    return page.get_by_test_id("card")


def submit(page: Page) -> None:
    page.get_by_test_id("generate-form").get_by_role("button", name="Generate").click()


def toast(page: Page, words: str) -> Locator:
    return page.locator("[data-sonner-toast]").filter(has_text=words)


def test_a_pasted_text_survives_a_reload_and_goes_once_it_is_accepted(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_label(TEXT).fill(SAMPLE)
    expect(page.get_by_text(f"{len(SAMPLE.strip()):,} characters")).to_be_visible()
    reload(page)
    expect(page.get_by_label(TEXT)).to_have_value(SAMPLE)
    page.get_by_label(TEXT).press("Control+Enter")
    expect(cards(page).first).to_be_visible()
    reload(page)
    page.get_by_role("button", name="Generate", exact=True).click()
    expect(page.get_by_label(TEXT)).to_have_value("")


def test_a_refused_request_says_why_beside_the_text_it_leaves_alone(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_label(TEXT).fill(SAMPLE)
    count = page.get_by_label("Cards", exact=True)
    count.evaluate("field => field.removeAttribute('max')")
    count.fill("51")
    count.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Ask for 1 to 50 cards.")
    expect(page.get_by_label(TEXT)).to_have_value(SAMPLE)


@pytest.mark.parametrize(("text", "words"), [("x" * 49, "at least 50"), ("x" * 400_001, "At most 400,000 fit")])
def test_what_is_too_short_or_too_long_is_said_before_it_is_sent(
    server: Server, open_tab: OpenTab, deck: str, text: str, words: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    field = page.get_by_label(TEXT)
    field.evaluate(
        "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', {bubbles: true})) }", text
    )
    expect(page.locator("[data-count]")).to_contain_text(words)
    assert words in field.evaluate("field => field.validationMessage")
    field.press("Control+Enter")
    page.wait_for_timeout(300)
    assert server.get(f"/api/decks/{deck}/cards").json()["cards"] == []
    assert field.input_value() == text


def test_the_longest_text_is_taken_in_any_script_and_a_longer_one_ends_in_a_sentence(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    paste(page, TEXT, "細胞のエネルギー。\n", characters=3_500_000)  # 10 MB
    expect(page.locator("[data-count]")).to_contain_text("At most 400,000 fit")
    page.get_by_label(TEXT).press("Control+Enter")
    paste(page, TEXT, "細胞のエネルギー。\n", characters=399_000)
    page.get_by_label(TEXT).press("Control+Enter")
    expect(page.get_by_label(TEXT)).to_have_count(0)
    (job,) = server.get("/api/jobs?type=flashcard_generation&limit=1").json()["jobs"]
    assert job["target"]["id"] == deck
    server.post(f"/api/jobs/{job['id']}/cancel", {})


def test_ten_million_characters_in_a_small_field_end_in_a_sentence_and_the_tab_lives(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_role("button", name="Add card").click()
    paste(page, "Question", "a😀", characters=10_000_000)  # which a preview would cut within a character
    expect(page.locator("card-preview [data-side=front]")).to_contain_text("a😀a😀")
    page.get_by_label("Answer", exact=True).fill("An answer")
    page.get_by_label("Answer", exact=True).press("Control+Enter")
    expect(toast(page, "at most 1,000 characters")).to_be_visible()
    page.get_by_label("Question").fill("What is small enough?")
    page.keyboard.press("Control+Enter")
    expect(cards(page)).to_have_count(1)
    page.keyboard.press("Escape")
    paste(page, "Search the cards", "x", characters=10_000_000)
    expect(toast(page, "at most 1,000 characters").last).to_be_visible()
    page.get_by_label("Search the cards").fill("small")
    expect(cards(page)).to_have_count(1)


def paste(page: Page, label: str, text: str, *, characters: int) -> None:
    """Paste a text that is created in the browser, because transferring one this long takes too much time."""
    page.get_by_label(label).evaluate(
        """(field, [text, characters]) => {
            const whole = text.repeat(Math.ceil(characters / text.length)).slice(0, characters);
            const kind = field.tagName === "INPUT" ? HTMLInputElement : HTMLTextAreaElement;
            Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, whole);
            field.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        [text, characters],
    )


def test_an_upload_tells_how_much_was_sent_and_its_file_stays_with_its_deck(
    server: Server, open_tab: OpenTab, deck: str, tmp_path: Path
) -> None:
    (tmp_path / "notes.md").write_text(SAMPLE * 180)
    tab = open_tab(server)
    page = tab.open(f"/decks/{deck}")
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 100_000}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    page.get_by_label("File to make cards from").set_input_files(tmp_path / "notes.md")
    expect(page.locator(".drop-zone")).to_contain_text(re.compile(r"Sending notes\.md … ?[1-9]\d? %"))
    expect(page.locator(".attached")).to_contain_text("notes.md", timeout=120_000)
    other = server.post("/api/decks", {"title": "Elsewhere"}).json()["id"]
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Decks").click()
    page.get_by_role("link", name="Elsewhere").click()
    expect(page.get_by_label(TEXT)).to_be_visible()
    expect(page.locator(".attached")).to_have_count(0)
    server.delete(f"/api/decks/{other}")


def test_a_pdf_becomes_cards_that_name_its_page(server: Server, open_tab: OpenTab, deck: str, tmp_path: Path) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_label("File to make cards from").set_input_files(_pdf(tmp_path / "lecture.pdf", SAMPLE))
    expect(page.get_by_text(re.compile(r"^\d pages, [\d,]+ characters$"))).to_be_visible()
    submit(page)
    expect(cards(page).first).to_be_visible()
    page.get_by_text("Source", exact=True).first.click()
    expect(page.locator("figcaption").first).to_have_text("Lecture 3, page 1")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.txt", b"", "This file is empty."),
        ("noise.txt", bytes(range(256)) * 20, "This file is not text"),
        ("broken.pdf", b"%PDF-1.7\n1 0 obj\n<<", "This PDF is damaged"),
        ("picture.png", b"\x89PNG\r\n\x1a\n", "Drop one text, Markdown or PDF file"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_leaves_the_text_alone(
    server: Server, open_tab: OpenTab, deck: str, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_label(TEXT).fill(SAMPLE)
    page.get_by_label("File to make cards from").set_input_files(tmp_path / name)
    expect(page.get_by_role("alert")).to_contain_text(sentence)
    expect(page.get_by_label(TEXT)).to_have_value(SAMPLE)


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


def _pdf(path: Path, text: str) -> Path:
    """A PDF with two pages of plain lines."""
    canvas = Canvas(str(path))
    canvas.setTitle("Lecture 3")
    lines = [line for line in text.splitlines() if line]
    for part in (lines[:8], lines[8:]):
        for number, line in enumerate(part):
            canvas.drawString(40, 800 - 40 * number, line[:110])
            canvas.drawString(40, 786 - 40 * number, line[110:220])
        canvas.showPage()
    canvas.save()
    return path
