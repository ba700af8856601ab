"""Lessons made without a model: asked for on the page of a course, learned on the pages of its sections."""

import re
from collections.abc import Generator
from itertools import product

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from studyapp.jobs.engine.election import FileLock
from tests.browser.conftest import NARROW, WIDE, OpenTab
from tests.browser.server import Server, until
from tests.browser.tab import Tab, reload

BOOK = """# Organelles

The mitochondrion is the organelle that makes most of the ATP of a cell. It has two membranes.

The ribosome is the organelle that builds proteins from amino acids. It reads the messenger RNA.

The lysosome is the organelle that breaks down waste and worn-out parts. It is full of enzymes.

The vacuole is the organelle that stores water and sugars in plant cells. It can fill most of the cell.

# Vaccines

Edward Jenner carried out the first scientific vaccination in 1796, when he used material from cowpox sores to protect
an eight-year-old boy from smallpox.

Before that, healthy people were given the real disease on purpose, which often went well but sometimes did not.

# Networks

A router is a device that forwards packets between several networks. It looks up the next hop in a table.

A switch is a device that joins the computers of one building. It learns which of them is at which port.

A modem is a device that turns digital signals into analogue ones. It was once heard in every home.

A firewall is a device that lets only wanted traffic pass. It reads the head of each packet.

A repeater is a device that makes a weak signal strong again. It knows nothing of packets and reads no addresses.

A bridge is a device that joins two parts of one network. It passes on only what is meant for the other part.

A gateway is a device that joins networks of different kinds. It translates from the language of one to the other.

A proxy is a server that asks other servers in the name of somebody else. It often keeps what it was told for a while.
"""
"""Shorter chapters would be merged, and so would three in a shorter text."""
CHAPTERS = ("Organelles", "Vaccines", "Networks")
FIRST = "The mitochondrion is the organelle that makes most of the ATP of a cell."


@pytest.fixture
def read_book(server: Server, course: str) -> None:
    """The book is in the course, and has been read."""
    book = upload(server, course)
    until(lambda: server.get(f"/api/documents/{book}").json()["status"] == "completed")


@pytest.fixture
def standing_by(server: Server) -> Generator[FileLock]:
    """The server accepts jobs and starts none until this lock is released."""
    server.stop()
    lock = FileLock(server.data_dir / "executor.lock")
    assert lock.won()
    server.start()
    yield lock
    lock.resign()


@pytest.fixture
def page(server: Server, open_tab: OpenTab, course: str) -> Page:
    """The page of the course, whose book has been read."""
    return opened(server, open_tab, course)


def opened(server: Server, open_tab: OpenTab, course: str, *, width: int = WIDE) -> Page:
    upload(server, course)
    page = open_tab(server, width=width).open(f"/courses/{course}")
    for chapter in CHAPTERS:
        expect(section(page, chapter)).to_be_visible()
    return page


def upload(server: Server, course: str) -> str:
    """The id of the book in the course."""
    sent = {"files": {"file": ("Cells.md", BOOK.encode())}, "data": {"course_id": course}}
    answer = httpx.post(f"{server.url}/api/upload/pdf-structured", timeout=60, **sent)
    return answer.json()["document_id"]


def section(page: Page, title: str) -> Locator:
    return page.get_by_test_id("section").filter(has=page.get_by_role("link", name=title, exact=True))


def generate(page: Page, title: str) -> None:
    page.get_by_role("button", name=f"Generate lesson: {title}", exact=True).click()


def concept(page: Page, title: str) -> Locator:
    return page.get_by_test_id("concept").filter(has=page.get_by_role("heading", name=title))


def learn(page: Page, title: str) -> Page:
    """Have the lesson made, and open it once it is there."""
    generate(page, title)
    expect(section(page, title)).to_have_attribute("data-lesson", "ready")
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    expect(page.get_by_test_id("concept").first).to_be_visible()
    return page


@pytest.mark.usefixtures("read_book")
def test_two_lessons_pressed_at_once_get_placeholders_and_arrive(
    server: Server, open_tab: OpenTab, course: str, standing_by: FileLock
) -> None:
    tabs = [open_tab(server).open(f"/courses/{course}") for _ in range(2)]
    buttons = tabs[0].get_by_role("button", name=re.compile(r"^Generate lesson: (Organelles|Vaccines)$"))
    expect(buttons).to_have_count(2)
    buttons.evaluate_all("buttons => buttons.forEach((button) => button.click())")
    for page, title in product(tabs, ("Organelles", "Vaccines")):
        expect(section(page, title).get_by_role("status")).to_have_text("Waiting…")
        expect(section(page, title).get_by_role("button")).to_have_count(0)
    standing_by.resign()
    for page, title in product(tabs, ("Organelles", "Vaccines")):
        expect(section(page, title)).to_have_attribute("data-lesson", "ready")
        expect(section(page, title).get_by_text("Lesson · 0 %")).to_be_visible()
    for page in tabs:
        expect(section(page, "Networks").get_by_role("button")).to_have_text("Generate lesson")


def test_a_lesson_shows_its_concepts_with_sources_that_lead_into_the_document(page: Page) -> None:
    learn(page, "Organelles")
    expect(page.get_by_test_id("concept").get_by_role("heading")).to_have_text(
        ["1. Mitochondrion", "2. Ribosome", "3. Lysosome"]
    )
    expect(page.get_by_text("Taken from your text by rules, not explained.")).to_be_visible()
    expect(concept(page, "Mitochondrion").locator("blockquote")).to_contain_text(FIRST)
    concept(page, "Mitochondrion").get_by_role("list", name="Sources").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Cells", level=1)).to_be_visible()
    expect(page.locator("mark")).to_contain_text(FIRST)


def test_a_choice_is_marked_in_every_tab_and_after_a_reload(server: Server, open_tab: OpenTab, page: Page) -> None:
    learn(page, "Organelles")
    other = open_tab(server).open(page.url.removeprefix(server.url))
    asked = concept(page, "Mitochondrion").get_by_test_id("check-in")
    asked.get_by_label("Ribosome").check()
    asked.get_by_role("button", name="Check").click()
    for tab in (page, other):
        _expect_marked(tab)
    reload(page)
    _expect_marked(page)
    asked.get_by_role("button", name="Answer again").click()
    asked.get_by_label("Mitochondrion").check()
    asked.get_by_role("button", name="Check").click()
    expect(asked.get_by_text("Your answer: right")).to_be_visible()


def _expect_marked(page: Page) -> None:
    options = concept(page, "Mitochondrion").get_by_role("list", name="Answers").get_by_role("listitem")
    expect(options.filter(has_text="Your answer: not right")).to_contain_text("builds proteins")
    expect(options.and_(page.locator("[data-mark=right]"))).to_contain_text("Mitochondrion")


def test_a_cloze_shows_its_verdict_and_after_a_reload_still(page: Page) -> None:
    learn(page, "Vaccines")
    asked = page.get_by_test_id("check-in")
    asked.get_by_label("Your answer").fill("1796")
    asked.get_by_role("button", name="Check").click()
    expect(asked.locator(".check-in-verdict")).to_have_text("Right")
    reload(page)
    expect(asked.locator(".check-in-verdict")).to_have_text("Right")
    expect(asked.get_by_text("1796").first).to_be_visible()


def test_what_was_understood_is_where_reading_goes_on(page: Page) -> None:
    learn(page, "Organelles")
    ribosome = concept(page, "Ribosome")
    ribosome.get_by_role("button", name="I understood this").click()
    expect(ribosome.get_by_role("button", name="Understood", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Go on at")).to_be_visible()
    page.get_by_role("link", name="Next: Vaccines").click()
    expect(page.get_by_role("heading", name="Vaccines", level=1)).to_be_visible()


def test_all_lessons_of_a_document_are_made_at_one_press(page: Page) -> None:
    page.get_by_role("button", name="More for Cells", exact=True).click()
    page.get_by_role("menuitem", name="Generate all lessons", exact=True).click()
    for title in CHAPTERS:
        expect(section(page, title)).to_have_attribute("data-lesson", "ready")
    page.get_by_role("button", name="More for Cells", exact=True).click()
    expect(page.get_by_role("menuitem", name="Rename", exact=True)).to_be_visible()
    expect(page.get_by_role("menuitem", name="Generate all lessons", exact=True)).to_have_count(0)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_everyone_can_use_lessons(server: Server, open_tab: OpenTab, course: str, width: int) -> None:
    page = opened(server, open_tab, course, width=width)
    generate(page, "Organelles")
    expect(section(page, "Organelles")).to_have_attribute("data-lesson", "ready")
    tab = open_tab(server, width=width)
    tab.open(f"/courses/{course}")
    _expect_accessible(tab, width)
    learned = tab.page
    learned.get_by_role("link", name="Organelles", exact=True).click()
    expect(learned.get_by_test_id("concept")).to_have_count(3)
    asked = concept(learned, "Ribosome").get_by_test_id("check-in")
    asked.get_by_label("Vacuole").check()
    asked.get_by_role("button", name="Check").press("Enter")
    expect(asked.get_by_text("Your answer: not right")).to_be_visible()
    _expect_accessible(tab, width)


def _expect_accessible(tab: Tab, width: int) -> None:
    assert tab.accessibility_violations() == []
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
