"""The promise of courses, end to end: a file becomes chapters, lessons and due cards, through a power cut."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenTab, StartServer
from tests.browser.courses.test_documents import BOOK, choose, document
from tests.browser.courses.test_lessons import generate, section
from tests.browser.server import Server
from tests.material.chaptered import CHAPTERS
from tests.provider_server.server import ProviderServer, in_thread

pytestmark = pytest.mark.chaos

FIRST, SECOND = "1 The cell", "2 Energy of life"
CONCEPTS = 6
"""Of each lesson that the provider makes."""


@pytest.fixture
def provider() -> Generator[ProviderServer]:
    with in_thread() as running:
        yield running


@pytest.fixture
def server(start_server: StartServer, provider: ProviderServer) -> Server:
    return start_server(ANTHROPIC_BASE_URL=provider.url)


def test_a_book_becomes_chapters_lessons_and_cards_through_a_power_cut(
    server: Server, provider: ProviderServer, open_tab: OpenTab
) -> None:
    tab = open_tab(server)
    page = tab.open("/courses")
    begin(page, "Biology")
    choose(page, BOOK)
    expect(page.get_by_test_id("document")).to_have_count(1)
    leave_and_return(page, "Biology")
    for chapter in CHAPTERS:
        expect(document(page, "biology").get_by_text(chapter.title).first).to_be_visible()
    expect(page.get_by_test_id("generation-placeholder")).to_have_count(0)

    provider.hold_after(2)
    generate(page, FIRST)
    generate(page, SECOND)
    for title in (FIRST, SECOND):
        expect(section(page, title).get_by_role("status")).to_have_text("Generating… 2 concepts")

    server.kill()
    provider.go_on()
    server.start()
    for title in (FIRST, SECOND):
        expect(section(page, title)).to_have_attribute("data-lesson", "ready")
    tab.forgive()  # the browser notes in its console that the connection was lost

    page.get_by_role("link", name=FIRST, exact=True).click()
    concepts = page.get_by_test_id("concept")
    expect(concepts).to_have_count(CONCEPTS)
    titles = concepts.get_by_role("heading").all_inner_texts()
    assert len({title.partition(" ")[2] for title in titles}) == CONCEPTS, "none is there twice"
    choose_right(concepts.nth(0))
    write_right(concepts.nth(0))

    page.get_by_role("link", name="Biology").first.click()
    page.get_by_role("link", name="Study 2 cards").click()
    page.get_by_role("button", name="Study now").click()  # they were seen a minute ago
    study(page, 2)


def begin(page: Page, name: str) -> None:
    page.get_by_role("button", name="New course").first.click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Name").press("Enter")
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def leave_and_return(page: Page, course: str) -> None:
    main = page.get_by_role("navigation", name="Main")
    main.get_by_role("link", name="Decks").first.click()
    page.wait_for_url("**/decks")
    main.get_by_role("link", name="Courses").first.click()
    page.get_by_role("link", name=course).first.click()
    expect(page.get_by_role("heading", name=course, level=1)).to_be_visible()


def choose_right(concept: Locator) -> None:
    asked = concept.get_by_test_id("check-in").nth(0)
    options = asked.get_by_role("radio")
    expect(options).to_have_count(4)
    labels = asked.locator("label").all_inner_texts()
    asked.get_by_label(min(labels, key=len), exact=True).check()
    asked.get_by_role("button", name="Check").click()
    expect(asked.get_by_text("Your answer: right")).to_be_visible()
    expect(asked.get_by_text("is something else.")).to_have_count(3)


def write_right(concept: Locator) -> None:
    asked = concept.get_by_test_id("check-in").nth(1)
    asked.get_by_label("Your answer").fill(concept.inner_text().partition("it is like this: ")[2].splitlines()[0])
    asked.get_by_role("button", name="Check").click()
    expect(asked.locator(".check-in-verdict")).to_contain_text("Right")


def study(page: Page, cards: int) -> None:
    for _ in range(cards):
        expect(page.get_by_role("button", name="Show answer")).to_be_visible()
        question = page.locator("#study-question").inner_text()
        page.keyboard.press("Space")
        expect(page.locator("#study-answer")).to_be_visible()
        page.keyboard.press("4")
        expect(page.locator("#study-question").filter(has_text=question)).to_have_count(0)
    expect(page.get_by_role("heading", name="Done for now")).to_be_visible()
