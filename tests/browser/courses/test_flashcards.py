"""Flashcards of a document: made where its paragraphs stand, studied, and followed back to the page they quote."""

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenTab
from tests.browser.courses.test_documents import choose, press
from tests.browser.courses.test_lessons import section
from tests.browser.server import Server

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

Is it so? Who can say! Perhaps it is like this, and perhaps like that, as you may think of it yourself.
"""
FILLER = " ".join(f"On day {day} the cells in the dish were counted once more." for day in range(1, 40))
"""Makes the sections long enough that they stay apart."""
NOTES: FilePayload = {
    "name": "Cells.md",
    "mimeType": "text/markdown",
    "buffer": CELLS.replace("\n# Membranes", f"\n{FILLER}\n\n# Membranes").encode() + f"\n{FILLER}\n".encode(),
}
"""The last paragraph but one yields no card."""


@pytest.fixture
def cards(server: Server, open_tab: OpenTab, course: str) -> Page:
    """The page about the cards of a document that has been read."""
    page = open_tab(server).open(f"/courses/{course}")
    choose(page, NOTES)
    expect(section(page, "Membranes")).to_be_visible()
    press(page, "More for Cells", "Flashcards")
    page.wait_for_url("**/documents/*/cards")
    expect(covered(page, "Organelles")).to_be_visible()
    return page


def covered(page: Page, title: str) -> Locator:
    return page.get_by_test_id("covered-section").filter(has_text=title)


def paragraph(page: Page, words: str) -> Locator:
    return page.get_by_test_id("paragraph").filter(has_text=words)


def test_cards_of_a_document_go_on_section_by_section_and_lead_back_to_their_place(cards: Page) -> None:
    cards.get_by_label("Cards", exact=True).fill("2")
    cards.get_by_role("button", name="More from this document").click()
    expect(covered(cards, "Organelles")).to_contain_text("Asked")
    expect(covered(cards, "Organelles")).not_to_contain_text("0 of")
    expect(cards.get_by_test_id("generation-placeholder")).to_have_count(0)
    cards.get_by_role("link", name="Organelles").click()
    cards.wait_for_url("**/sections/*/cards")
    made = cards.get_by_test_id("paragraph").filter(has=cards.locator(".coverage-cards"))
    expect(made.first).to_be_visible()
    made.first.locator(".coverage-cards").get_by_role("link").first.click()
    cards.wait_for_url("**/decks/*")
    cards.get_by_text("Source", exact=True).first.click()
    cards.get_by_role("link", name="Cells").click()
    cards.wait_for_url("**/documents/*")
    expect(cards.locator("mark").first).to_be_visible()


def test_a_paragraph_without_a_card_gets_one_in_every_tab(server: Server, open_tab: OpenTab, cards: Page) -> None:
    cards.get_by_role("link", name="Membranes").click()
    cards.wait_for_url("**/sections/*/cards")
    other = open_tab(server).open(cards.url.removeprefix(server.url))
    for page in (cards, other):
        expect(paragraph(page, "Osmosis is").get_by_text("No card yet")).to_be_visible()
    paragraph(cards, "Osmosis is").get_by_role("button", name="Make a card").click()
    for page in (cards, other):
        expect(paragraph(page, "Osmosis is").locator(".coverage-cards").get_by_role("link")).to_be_visible()
        expect(paragraph(page, "Osmosis is").get_by_text("No card yet")).to_have_count(0)
        expect(page.get_by_text("1 of", exact=False).first).to_be_visible()


def test_what_yields_no_card_says_so_in_its_place(cards: Page) -> None:
    cards.get_by_role("link", name="Membranes").click()
    cards.wait_for_url("**/sections/*/cards")
    idle = paragraph(cards, "Who can say!")
    idle.get_by_role("button", name="Make a card").click()
    expect(idle.get_by_text("No definitions or facts could be extracted")).to_be_visible()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_everyone_can_use_both_pages(server: Server, open_tab: OpenTab, cards: Page, width: int) -> None:
    tab = open_tab(server, width=width)
    page = tab.open(cards.url.removeprefix(server.url))
    expect(page.get_by_role("button", name="More from this document")).to_be_visible()
    assert tab.accessibility_violations() == []
    page.get_by_role("link", name="Membranes").click()
    page.wait_for_url("**/sections/*/cards")
    expect(page.get_by_role("button", name="Make a card").first).to_be_visible()
    assert tab.accessibility_violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
