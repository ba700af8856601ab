"""A large file is sent in pieces: it shows how far it is, can be cancelled, and goes on after the server was killed."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, OpenTab
from tests.browser.courses.test_documents import document
from tests.browser.server import Server
from tests.material.pdfs import pdf_of_lines

MB = 1024**2
ADDRESS = "**/api/uploads/*"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of 40 MB, most of which is a comment."""
    path = tmp_path_factory.mktemp("books") / "Leaves.pdf"
    pages = pdf_of_lines([["Leaves are green because of chlorophyll."]] * 3)
    path.write_bytes(pages + b"%" + b"x" * (40 * MB) + b"\n" + pages[pages.rindex(b"startxref") :])
    return path


def choose(page: Page, *paths: Path) -> None:
    page.get_by_label("Documents of the course").set_input_files(list(paths))


def test_it_shows_how_far_it_is_and_becomes_a_document(
    server: Server, open_tab: OpenTab, course: str, book: Path
) -> None:
    tab = open_tab(server, width=NARROW)
    page = tab.open(f"/courses/{course}")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if "/api/uploads" in request.url else None)
    choose(page, book)
    expect(document(page, "Leaves").get_by_text("3 pages")).to_be_visible()
    expect(page.locator(".upload-row")).to_have_count(0)
    assert sent == ["POST", *["PATCH"] * 3]
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('upload'))") == []


def test_it_goes_on_after_the_server_was_killed_and_the_page_was_left(
    server: Server, open_tab: OpenTab, course: str, book: Path
) -> None:
    tab = open_tab(server)
    page = tab.open(f"/courses/{course}")
    with page.expect_request(lambda request: request.headers.get("upload-offset") == str(16 * MB)):
        choose(page, book)
    server.kill()
    expect(page.get_by_text("No connection. It goes on by itself.")).to_be_visible()
    page.goto("about:blank")
    server.start()
    tab.forgive()  # that the connection was cut
    offsets: list[int] = []
    page.on("request", lambda request: offsets.append(int(request.headers.get("upload-offset", "-1"))))
    page.goto(f"{server.url}/courses/{course}")
    choose(page, book)
    expect(document(page, "Leaves").get_by_text("3 pages")).to_be_visible()
    assert min(offset for offset in offsets if offset >= 0) >= 8 * MB


def test_it_goes_on_by_itself_when_the_server_is_back(
    server: Server, open_tab: OpenTab, course: str, book: Path
) -> None:
    tab = open_tab(server)
    page = tab.open(f"/courses/{course}")
    with page.expect_request(lambda request: request.headers.get("upload-offset") == str(16 * MB)):
        choose(page, book)
    server.kill()
    expect(page.get_by_text("No connection. It goes on by itself.")).to_be_visible()
    server.start()
    expect(document(page, "Leaves").get_by_text("3 pages")).to_be_visible()
    tab.forgive()  # that the connection was cut


def test_it_can_be_cancelled_and_a_refusal_says_why(
    server: Server, open_tab: OpenTab, course: str, book: Path, tmp_path: Path
) -> None:
    tab = open_tab(server)
    page = tab.open(f"/courses/{course}")
    page.route(ADDRESS, lambda route: route.continue_() if route.request.method == "DELETE" else None)  # it never ends
    with page.expect_response(lambda answer: answer.request.method == "DELETE") as cancelled:
        choose(page, book)
        expect(page.get_by_role("progressbar", name="Sending Leaves.pdf")).to_be_visible()
        assert tab.accessibility_violations() == []
        page.get_by_role("button", name="Cancel Leaves.pdf").click()
    assert cancelled.value.status == 204
    expect(page.locator(".upload-row")).to_have_count(0)
    page.unroute(ADDRESS)
    program = tmp_path / "program.pdf"
    program.write_bytes(b"MZ" + bytes(17 * MB))
    choose(page, program)
    expect(page.get_by_text("This is a program")).to_be_visible()
    page.get_by_role("button", name="Cancel program.pdf").click()
    expect(page.locator(".upload-row")).to_have_count(0)
    tab.forgive()  # the browser notes the refusal in its console
