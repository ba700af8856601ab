"""Lessons as a learner meets them: made from the page of the course, read, answered, and found again."""

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenTab
from tests.browser.courses.test_documents import choose, document, press
from tests.browser.server import Server
from tests.browser.tab import reload

CELLS = """# Organelles

The mitochondrion is the organelle that makes most of the ATP of a cell. It has two membranes, and the inner one is
folded into cristae.

The ribosome is the organelle that makes proteins from amino acids. It reads messenger RNA three letters at a time.

The lysosome is the organelle that breaks down waste with enzymes. Its inside is more acidic than the rest of the cell.

The vacuole is the organelle that stores water and salts. In plants it presses the cell against its wall.

# Membranes

The membrane is the layer that separates the inside of a cell from its surroundings. It consists of two sheets of lipids
with proteins in between.

Diffusion is the movement of particles from where there are many to where there are few. It takes no energy.

Osmosis is the movement of water through a membrane towards more dissolved particles. It keeps plants upright.
"""
FILLER = " ".join(f"On day {day} the cells in the dish were counted once more." for day in range(1, 40))
"""Makes the sections long enough that they stay apart."""
NOTES: FilePayload = {
    "name": "Cells.md",
    "mimeType": "text/markdown",
    "buffer": CELLS.replace("\n# Membranes", f"\n{FILLER}\n\n# Membranes").encode() + FILLER.encode(),
}


@pytest.fixture
def book(server: Server, open_tab: OpenTab, course: str) -> Page:
    """The page of a course with a document that has been read."""
    page = open_tab(server).open(f"/courses/{course}")
    choose(page, NOTES)
    expect(section(page, "Membranes")).to_be_visible()
    expect(page.get_by_test_id("generation-placeholder")).to_have_count(0)
    return page


def section(page: Page, title: str) -> Locator:
    return page.get_by_test_id("section").filter(has_text=title)


def test_two_lessons_are_made_at_once_and_read(book: Page) -> None:
    for title in ("Organelles", "Membranes"):
        section(book, title).get_by_role("button", name="Generate lesson").click()
    for title in ("Organelles", "Membranes"):
        expect(section(book, title).get_by_text("Lesson", exact=False)).to_be_visible()
        expect(section(book, title)).to_have_attribute("data-lesson", "ready")
    book.get_by_role("link", name="Organelles").click()
    book.wait_for_url("**/sections/*")
    expect(book.get_by_test_id("concept").first).to_contain_text("The mitochondrion is the organelle")
    expect(book.get_by_text("Taken from your text by rules, not explained.")).to_be_visible()
    book.get_by_role("link", name="Next: Membranes").click()
    expect(book.get_by_role("heading", name="Membranes", exact=True)).to_be_visible()
    expect(book.get_by_test_id("concept").first).to_contain_text("two sheets of lipids")


def test_all_lessons_are_made_from_the_menu(book: Page) -> None:
    press(book, "More for Cells", "Generate all lessons")
    for title in ("Organelles", "Membranes"):
        expect(section(book, title)).to_have_attribute("data-lesson", "ready")
    expect(document(book, "Cells").get_by_text("Generating")).to_have_count(0)


def test_a_check_in_is_answered_and_its_verdict_stays(book: Page) -> None:
    section(book, "Organelles").get_by_role("button", name="Generate lesson").click()
    expect(section(book, "Organelles")).to_have_attribute("data-lesson", "ready")
    book.get_by_role("link", name="Organelles").click()
    asked = book.get_by_test_id("check-in").filter(has=book.get_by_role("radio")).first
    expect(asked.get_by_text("Right", exact=True)).to_have_count(0)
    asked.get_by_role("radio").first.check()
    asked.get_by_role("button", name="Check").click()
    answered = book.get_by_test_id("check-in").filter(has=book.get_by_label("Answers")).first
    expect(answered.get_by_text("Your answer:", exact=False)).to_be_visible()
    reload(book)
    expect(answered.get_by_text("Your answer:", exact=False)).to_be_visible()
    answered.get_by_role("button", name="Answer again").click()
    expect(book.get_by_test_id("check-in").get_by_role("radio").first).to_be_visible()


def test_what_was_understood_is_where_reading_goes_on(book: Page) -> None:
    section(book, "Organelles").get_by_role("button", name="Generate lesson").click()
    expect(section(book, "Organelles")).to_have_attribute("data-lesson", "ready")
    book.get_by_role("link", name="Organelles").click()
    second = book.get_by_test_id("concept").nth(1)
    second.get_by_role("button", name="I understood this").click()
    expect(second.get_by_role("button", name="Understood", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(book.get_by_text("Go on at")).to_be_visible()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_everyone_can_use_a_lesson(server: Server, open_tab: OpenTab, book: Page, width: int) -> None:
    section(book, "Organelles").get_by_role("button", name="Generate lesson").click()
    expect(section(book, "Organelles")).to_have_attribute("data-lesson", "ready")
    tab = open_tab(server, width=width)
    page = tab.open(book.url.removeprefix(server.url))
    expect(section(page, "Organelles")).to_be_visible()
    assert tab.accessibility_violations() == []
    press(page, "More for Cells", "Arrange sections")
    expect(page.get_by_test_id("arranged")).to_be_visible()
    assert tab.accessibility_violations() == []
    page.get_by_role("button", name="Done").click()
    page.get_by_role("link", name="Organelles").click()
    expect(page.get_by_test_id("concept").first).to_be_visible()
    assert tab.accessibility_violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
