"""A PDF that a password opens asks for it on its card, also after a restart of the server."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenTab
from tests.browser.courses.test_documents import choose, document
from tests.browser.server import Server
from tests.material.locked import SENTENCE, locked_pdf

LOCKED: FilePayload = {"name": "Cells.pdf", "mimeType": "application/pdf", "buffer": locked_pdf()}


def give(page: Page, password: str) -> None:
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Open", exact=True).click()


def restart(server: Server, page: Page) -> None:
    """Kill the server while no page looks at it, and open the page again."""
    address = page.url
    page.goto("about:blank")
    server.kill()
    server.start()
    page.goto(address)


def test_a_wrong_password_keeps_asking_and_the_right_one_reads_the_document(
    server: Server, open_tab: OpenTab, course: str
) -> None:
    other = open_tab(server).open(f"/courses/{course}")
    page = open_tab(server).open(f"/courses/{course}")
    sent: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: sent.append(str(data))))
    choose(page, LOCKED)
    expect(page.get_by_label("Password")).to_have_attribute("type", "password")
    expect(other.get_by_label("Password")).to_be_visible()
    expect(page.get_by_test_id("generation-failed")).to_have_count(0)
    give(page, "Sesame open")
    expect(page.get_by_role("alert")).to_contain_text("does not open the file")
    give(page, "secret")
    for tab in (page, other):
        expect(document(tab, "Cells").get_by_text("Proteins")).to_be_visible()
        expect(tab.get_by_label("Password")).to_have_count(0)
    assert "Sesame open" not in "".join(sent) + server.log + page.url
    assert "Sesame" not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")


def test_it_is_asked_for_and_the_document_is_shown_after_the_server_was_killed(
    server: Server, open_tab: OpenTab, course: str
) -> None:
    page = open_tab(server).open(f"/courses/{course}")
    choose(page, LOCKED)
    expect(page.get_by_label("Password")).to_be_visible()
    restart(server, page)
    give(page, "secret")
    expect(document(page, "Cells").get_by_text("Proteins")).to_be_visible()
    restart(server, page)
    document(page, "Cells").get_by_role("link", name="Cells").click()
    page.wait_for_function("document.querySelector('figure img')?.naturalWidth > 0")
    page.get_by_role("button", name="Text", exact=True).click()
    expect(page.get_by_text(SENTENCE)).to_be_visible()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_everyone_can_give_a_password(server: Server, open_tab: OpenTab, course: str, width: int) -> None:
    tab = open_tab(server, width=width)
    page = tab.open(f"/courses/{course}")
    choose(page, LOCKED)
    give(page, "wrong")
    expect(page.get_by_role("alert")).to_be_visible()
    assert tab.accessibility_violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
