"""The pages of a document are shown with a quote marked, and turned by buttons, keys and number."""

import re
from collections.abc import Generator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Page, expect
from reportlab.pdfgen.canvas import Canvas

from tests.browser.conftest import NARROW, WIDE, OpenTab, Theme
from tests.browser.forked_server import ForkedServer
from tests.browser.server import Server, until
from tests.browser.tab import wait_until_read
from tests.material.pdfs import drawing_itself, drawn, encrypted, texts

WORDS = "The membrane keeps the cell together, and lets some molecules pass."
FIRST, SECOND = "Photosynthesis turns light into chemi-", "cal energy that the plant can store."
QUOTE = "turns light into chemical energy"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, frontend_dir: Path) -> Generator[Server]:
    with ForkedServer(tmp_path_factory.mktemp("pages"), frontend_dir=frontend_dir) as running:
        yield running


def pages() -> bytes:
    """Three pages; on the second stands the quote, far down."""

    def second(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 14)
        texts((72, 110, FIRST), (72, 92, SECOND), *((72, 780 - 30 * at, f"{at}. {WORDS}") for at in range(20)))(canvas)

    return drawn(texts((72, 700, f"One. {WORDS}")), second, texts((72, 700, f"Three. {WORDS}")))


def upload(server: Server, data: bytes, *, name: str, title: str = "") -> str:
    """The address of the document, once it has been read."""
    course = server.post("/api/courses", {"name": "Botany"}).json()["id"]
    sent = {"data": {"course_id": course, "title": title}, "files": {"file": (name, data)}}
    answer = httpx.post(f"{server.url}/api/upload/pdf-structured", timeout=60, **sent)
    document_id = answer.json()["document_id"]
    until(lambda: server.get(f"/api/documents/{document_id}").json()["status"] in ("completed", "failed"))
    return f"/documents/{document_id}"


@pytest.fixture(scope="module")
def document(server: Server) -> str:
    return upload(server, pages(), name="leaves.pdf", title="Leaves")


def loaded_picture(page: Page) -> None:
    image = page.get_by_test_id("page").locator("img")
    expect(image).to_be_visible()
    page.wait_for_function("image => image.complete && image.naturalWidth === 1200", arg=image.element_handle())


def marks_in_view(page: Page) -> None:
    page.wait_for_function(
        """() => {
            const places = [...document.querySelectorAll("main mark")].map((mark) => mark.getBoundingClientRect());
            return places.length && places.every((place) => place.top > 0 && place.bottom < innerHeight);
        }"""
    )


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_quote_is_marked_where_it_stands(
    server: Server, open_tab: OpenTab, document: str, width: int, theme: Theme
) -> None:
    tab = open_tab(server, width=width, theme=theme)
    page = tab.open(f"{document}?page=2&quote={quote(QUOTE)}")
    loaded_picture(page)
    expect(page).to_have_title(re.compile("^Leaves – page 2 ·"))
    marks = page.get_by_test_id("page").locator("mark")
    expect(marks).to_have_count(2)
    marks_in_view(page)
    sheet = page.get_by_test_id("page").bounding_box()
    upper, lower = marks.nth(0).bounding_box(), marks.nth(1).bounding_box()
    assert sheet
    assert upper
    assert lower
    assert sheet["height"] / sheet["width"] == pytest.approx(841.89 / 595.28, rel=0.01)
    assert (upper["x"] - sheet["x"]) / sheet["width"] == pytest.approx(162 / 595, abs=0.02)
    assert (lower["x"] - sheet["x"]) / sheet["width"] == pytest.approx(72 / 595, abs=0.01)
    assert (lower["y"] + lower["height"] - sheet["y"]) / sheet["height"] == pytest.approx(752 / 842, abs=0.01)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.accessibility_violations() == []


def test_pages_are_turned_by_buttons_keys_and_number(server: Server, open_tab: OpenTab, document: str) -> None:
    page = open_tab(server).open("/courses")
    page.goto(f"{server.url}{document}")
    wait_until_read(page)
    number = page.get_by_role("spinbutton", name="Page")
    turning = page.get_by_role("navigation", name="Pages", exact=True)
    expect(number).to_have_value("1")
    expect(turning.get_by_role("button", name="Previous")).to_be_disabled()
    turning.get_by_role("link", name="Next").click()
    expect(number).to_have_value("2")
    page.keyboard.press("ArrowRight")
    expect(number).to_have_value("3")
    expect(turning.get_by_role("button", name="Next")).to_be_disabled()
    page.keyboard.press("ArrowLeft")
    expect(number).to_have_value("2")
    number.fill("3")
    number.press("Enter")
    expect(page).to_have_url(re.compile(r"page=3$"))
    expect(page).to_have_title(re.compile("page 3"))
    loaded_picture(page)
    page.go_back()
    expect(page).to_have_url(re.compile("/courses$"))


def test_the_text_is_the_alternative_with_the_quote_marked(server: Server, open_tab: OpenTab, document: str) -> None:
    tab = open_tab(server)
    page = tab.open(f"{document}?page=2&quote={quote(QUOTE)}")
    page.get_by_role("button", name="Text").click()
    expect(page.locator("main mark")).to_have_text(["turns light into chemical energy"])
    expect(page.get_by_test_id("page")).to_have_count(0)
    marks_in_view(page)
    assert tab.accessibility_violations() == []
    page.get_by_role("button", name="Text").click()
    loaded_picture(page)


def test_a_quote_that_is_not_there_is_said(server: Server, open_tab: OpenTab, document: str) -> None:
    page = open_tab(server).open(f"{document}?page=1&quote={quote(QUOTE)}")
    loaded_picture(page)
    expect(page.get_by_text("it was not found here")).to_be_visible()
    expect(page.locator("main mark")).to_have_count(0)


def test_a_document_without_pages_shows_its_text_at_the_quote(server: Server, open_tab: OpenTab) -> None:
    text = "\n\n".join(f"{number}. {WORDS}" for number in range(1_500)) + f"\n\nPhotosynthesis {QUOTE} in the leaf."
    document = upload(server, text.encode(), name="leaves.txt", title="Notes")
    page = open_tab(server).open(f"{document}?quote={quote(QUOTE)}")
    expect(page.locator("main mark")).to_have_text([QUOTE])
    expect(page.get_by_role("spinbutton", name="Part")).to_have_value("3")
    marks_in_view(page)
    link = page.get_by_role("link", name="Download the file")
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "leaves.txt"


def test_the_course_leads_to_the_document_and_back(server: Server, open_tab: OpenTab, document: str) -> None:
    page = open_tab(server).open(document)
    address = page.get_by_role("link", name="Open the file").get_attribute("href")
    assert address == f"/api{document}/file#page=1"
    page.get_by_role("link", name="← Botany").click()
    page.wait_for_url("**/courses/*")
    page.get_by_role("link", name="Leaves").click()
    expect(page).to_have_title(re.compile("^Leaves – page 1 ·"))


def test_what_cannot_be_shown_says_why(server: Server, open_tab: OpenTab) -> None:
    page = open_tab(server).open("/documents/nothing")
    expect(page.get_by_text("This document is not there.")).to_be_visible()
    locked = upload(server, encrypted(pages(), user_password="secret"), name="locked.pdf")
    page.goto(f"{server.url}{locked}")
    expect(wait_until_read(page).get_by_text("has not been read yet")).to_be_visible()
    torn = upload(server, drawing_itself(), name="itself.pdf")
    page.goto(f"{server.url}{torn}")
    expect(wait_until_read(page).locator("main")).to_be_visible()
    assert server.get("/api/courses").status_code == 200
