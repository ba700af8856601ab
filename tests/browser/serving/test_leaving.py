"""A server told to stop gives its jobs back first, and no client can delay it."""

import socket
import sqlite3
from collections.abc import Generator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from playwright.sync_api import expect
from websockets.sync.client import connect

from tests.browser.conftest import OpenTab, StartServer
from tests.browser.server import Server, until
from tests.provider_server import ProviderServer
from tests.provider_server.server import in_thread

TEXT = "Osmosis is the movement of water through a membrane. " * 4


@pytest.fixture
def provider() -> Generator[ProviderServer]:
    with in_thread() as provider:
        provider.hold_after(1)
        yield provider


@pytest.fixture
def busy_server(start_server: StartServer, provider: ProviderServer) -> Server:
    """A server with a job that has saved one card and waits for the next."""
    server = start_server(ANTHROPIC_BASE_URL=provider.url)
    job = server.post("/api/jobs", {"type": "flashcard_generation", "payload": {"content": TEXT, "count": 5}}).json()
    until(lambda: server.get(f"/api/jobs/{job['id']}").json()["items_done"] == 1)
    return server


def jobs_of(folder: Path) -> list[tuple[str, int, str | None]]:
    with closing(sqlite3.connect(folder / "studyapp.db")) as connection:
        return connection.execute("select status, attempts, worker from background_jobs").fetchall()


def test_jobs_are_given_back_whoever_hangs_on(busy_server: Server, open_tab: OpenTab) -> None:
    tab = open_tab(busy_server)
    tab.open("/")
    with ExitStack() as clients:
        for said in (
            b"",
            b"POST /api/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{",
            b"GET /api/he",
        ):
            client = clients.enter_context(socket.create_connection(("127.0.0.1", busy_server.port)))
            client.sendall(said)
        address = f"ws://127.0.0.1:{busy_server.port}/_event/?EIO=4&transport=websocket&token=t"
        clients.enter_context(connect(address))
        assert busy_server.stop() == 0
    assert jobs_of(busy_server.data_dir) == [("pending", 0, None)]
    tab.forgive()


def test_a_tab_comes_back_after_a_restart_and_its_job_goes_on(
    busy_server: Server, provider: ProviderServer, open_tab: OpenTab
) -> None:
    tab = open_tab(busy_server)
    page = tab.open("/tasks")
    expect(page.get_by_text("1 of 5")).to_be_visible()
    assert busy_server.stop() == 0
    provider.go_on()
    busy_server.start()
    expect(page.get_by_text("5 cards made.")).to_be_visible()
    tab.forgive()


def test_jobs_are_given_back_at_the_next_start_when_the_database_is_held(busy_server: Server) -> None:
    """What cannot be written when the server stops is recovered later, as after a power cut."""
    with closing(sqlite3.connect(busy_server.data_dir / "studyapp.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        assert busy_server.stop() == 0
        other.execute("rollback")
    busy_server.start()
    until(lambda: jobs_of(busy_server.data_dir)[0][0] == "processing")
