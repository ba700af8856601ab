"""The server is killed with SIGKILL while it reads a document, and a tab comes back."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect

from studyapp.services.courses.files.storage import FOLDER
from tests.browser.conftest import OpenTab, StartServer
from tests.browser.courses.test_documents import NOTES, choose, document, press

pytestmark = pytest.mark.chaos


def test_reading_goes_on_after_a_power_cut(start_server: StartServer, open_tab: OpenTab) -> None:
    server = start_server()
    course = server.post("/api/courses", {"name": "Botany"}).json()["id"]
    tab = open_tab(server)
    page = tab.open(f"/courses/{course}")
    choose(page, NOTES)
    expect(document(page, "Plants").get_by_text("Roots")).to_be_visible()
    (file,) = (server.data_dir / FOLDER).iterdir()
    hold(file)
    press(page, "More for Plants", "Read again")
    expect(document(page, "Plants").get_by_text("Reading the document…")).to_be_visible()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Decks").first.click()
    page.wait_for_url("**/decks")
    page.go_back()
    expect(document(page, "Plants").get_by_text("Reading the document…")).to_be_visible()
    server.kill()
    let_go(file)
    server.start()
    expect(page.get_by_test_id("generation-placeholder")).to_have_count(0)
    expect(document(page, "Plants").get_by_text("Roots")).to_be_visible()
    tab.forgive()  # that the connection was cut


def hold(file: Path) -> None:
    """Put a pipe in the place of the file, at which a reader waits."""
    file.unlink()
    os.mkfifo(file)


def let_go(file: Path) -> None:
    """Put the file back. A reader that outlived its server finds the pipe closed, and ends."""
    with suppress(OSError):
        os.close(os.open(file, os.O_WRONLY | os.O_NONBLOCK))
    file.unlink()
    file.write_bytes(NOTES["buffer"])
