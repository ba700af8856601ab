"""Text that looks like Reflex's marks, from every place where it is written to where it is read."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.browser.cards import toast, undo
from tests.browser.conftest import OpenTab, StartServer
from tests.browser.server import Server
from tests.ui.test_reflex_marks import MARKED

TEXT = "The mitochondrion makes most of the energy of a cell. The ribosome builds proteins for it. " * 4


@pytest.fixture
def server(shared_server: Server) -> Generator[Server]:
    yield shared_server
    for deck in shared_server.get("/api/decks").json()["decks"]:
        shared_server.delete(f"/api/decks/{deck['id']}")
    assert shared_server.get("/api/health").status_code == 200


@pytest.fixture(params=MARKED[:2])
def text(request: pytest.FixtureRequest) -> str:
    return request.param


def make_deck(server: Server, title: str) -> str:
    deck = server.post("/api/decks", {"title": title}).json()["id"]
    card = {"question": "What makes ATP?", "answer": "The mitochondrion"}
    assert server.post(f"/api/decks/{deck}/cards", card).status_code == 201
    return deck


def test_a_deck_so_called_is_deleted_and_brought_back(server: Server, open_tab: OpenTab, text: str) -> None:
    deck = make_deck(server, text)
    page = open_tab(server).open("/decks")
    link = page.locator(f'a[href="/decks/{deck}"]')
    page.get_by_role("button", name=f"More for {text}").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(link).to_have_count(0)
    undo(page, f"“{text}” deleted.")
    expect(link).to_be_visible()


def test_cards_get_such_a_tag_and_are_moved_to_such_a_deck_and_back(
    server: Server, open_tab: OpenTab, text: str
) -> None:
    make_deck(server, text)
    page = open_tab(server).open(f"/decks/{make_deck(server, 'Biology')}")
    _choose(page, "Add tags…")
    tags = page.locator("input[name=tags]")
    tags.fill(text)
    tags.press("Enter")
    expect(page.get_by_text(text, exact=True)).to_have_count(1)
    undo(page, "1 card tagged")
    expect(page.get_by_text(text, exact=True)).to_have_count(0)
    _choose(page, "Move to another deck…")
    page.locator("select[name=deck_id]").select_option(text)
    page.get_by_role("button", name="Move", exact=True).click()
    undo(page, f"1 card moved to “{text}”.")
    expect(page.get_by_test_id("card")).to_have_count(1)


def test_what_a_provider_says_is_told_on_other_pages(start_server: StartServer, open_tab: OpenTab, text: str) -> None:
    with _refusing(text) as address:
        server = start_server(ANTHROPIC_BASE_URL=address, ANTHROPIC_API_KEY="sk-ant-test")
        deck = make_deck(server, text)
        page = open_tab(server).open("/settings")
        payload = {"content": TEXT, "count": 5, "deck_id": deck, "source_title": text}
        asked = server.post("/api/jobs", {"type": "flashcard_generation", "payload": payload})
        assert asked.status_code == 201, asked.text
        expect(toast(page, text).first).to_be_visible()
        assert server.get("/api/health").status_code == 200


def _choose(page: Page, item: str) -> None:
    page.get_by_label("Select all cards on this page").click()
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name=item).click()


@contextmanager
def _refusing(words: str) -> Generator[str]:
    """A provider that refuses everything with this text."""
    body = json.dumps({"type": "error", "error": {"type": "invalid_request_error", "message": words}}).encode()

    class Refusing(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Log nothing."""

    with HTTPServer(("127.0.0.1", 0), Refusing) as provider:
        Thread(target=provider.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{provider.server_port}"
        provider.shutdown()
