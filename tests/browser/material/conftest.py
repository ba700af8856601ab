"""A deck on the shared server."""

from collections.abc import Generator

import pytest

from tests.browser.server import Server


@pytest.fixture(scope="module")
def server(shared_server: Server) -> Server:
    return shared_server


@pytest.fixture
def deck(server: Server) -> Generator[str]:
    deck = server.post("/api/decks", {"title": "Biology"}).json()["id"]
    yield deck
    server.delete(f"/api/decks/{deck}")
