"""The server as seen by a browser, by another site's page and by a service manager."""

import json
import re
import socket
from base64 import b64encode
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import expect

from studyapp.server import frontend
from tests.browser.conftest import NARROW, WIDE, OpenTab, StartServer, Theme
from tests.browser.server import Server
from tests.browser.tab import Tab


def test_the_first_page_opens_without_a_complaint(shared_server: Server, open_tab: OpenTab) -> None:
    page = open_tab(shared_server).open("/")

    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/decks", "/tasks", "/settings"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_are_accessible_and_fit_the_screen(
    shared_server: Server, open_tab: OpenTab, path: str, theme: Theme, width: int
) -> None:
    tab = open_tab(shared_server, width=width, theme=theme)
    page = tab.open(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    assert tab.accessibility_violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["/", "/decks", "/decks/", "/tasks", "/settings"])
def test_a_page_is_found_where_it_was_asked_for(shared_server: Server, path: str) -> None:
    answer = shared_server.get(path)

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


def test_a_page_that_does_not_exist_says_so(shared_server: Server) -> None:
    assert shared_server.get("/nowhere").status_code == 404


def test_files_named_for_their_content_are_kept_by_the_browser(shared_server: Server) -> None:
    script = re.search(r'href="(/assets/[^"]+\.js)"', shared_server.get("/").text)
    assert script

    assert "immutable" in shared_server.get(script[1]).headers["Cache-Control"]
    assert shared_server.get("/studyapp.js").headers["Cache-Control"] == "no-cache"


def test_all_stylesheets_are_one_file_that_the_browser_keeps(shared_server: Server) -> None:
    sheets = re.findall(r'href="([^"]+)" rel="stylesheet"', shared_server.get("/").text)

    assert len(sheets) == 1
    assert "immutable" in shared_server.get(sheets[0]).headers["Cache-Control"]
    assert ".study-card" in shared_server.get(sheets[0]).text


def test_one_build_serves_on_any_port(shared_server: Server, server: Server, open_tab: OpenTab) -> None:
    for each in (shared_server, server):
        tab = open_tab(each)
        sockets: list[str] = []
        tab.page.on("websocket", lambda opened, seen=sockets: seen.append(opened.url))
        tab.open("/")
        assert sockets
        assert all(f":{each.port}/" in url for url in sockets)


@pytest.mark.parametrize("header", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
@pytest.mark.parametrize("path", ["/", "/api/health", "/_event/"])
def test_a_stranger_is_refused(shared_server: Server, path: str, header: dict[str, str]) -> None:
    assert shared_server.get(path, **header).status_code == 403


@pytest.mark.parametrize(
    ("host", "origin", "answer"),
    [
        ("127.0.0.1", "http://127.0.0.1", "101"),
        ("127.0.0.1", "http://evil.example", "403"),
        ("evil.example", "http://evil.example", "403"),
        ("127.0.0.1", "null", "403"),
    ],
)
def test_a_stranger_gets_no_websocket(shared_server: Server, host: str, origin: str, answer: str) -> None:
    port = shared_server.port

    assert _shake_hands(shared_server, host=f"{host}:{port}", origin=f"{origin}:{port}") == answer


def test_sigterm_ends_the_server_and_all_it_started(server: Server, open_tab: OpenTab) -> None:
    tab = open_tab(server)
    tab.open("/")
    family = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]

    assert server.stop() == 0
    _, alive = psutil.wait_procs(family, timeout=60)
    assert alive == []
    tab.forgive()


def test_a_tab_comes_back_after_the_server_was_killed(server: Server, tab: Tab) -> None:
    page = tab.open("/decks")

    server.kill()
    server.start()
    created = server.post("/api/decks", {"title": "Made after the crash"})

    assert created.status_code == 201
    expect(page.get_by_text("Made after the crash")).to_be_visible()
    tab.forgive()


def test_a_taken_port_is_named_in_a_sentence(shared_server: Server, tmp_path: Path, frontend_dir: Path) -> None:
    second = Server(tmp_path / "second", frontend_dir=frontend_dir, port=shared_server.port)

    with pytest.raises(AssertionError, match=f"Port {shared_server.port} cannot be used"):
        second.start()


def test_other_machines_are_refused_while_nobody_signs_in(start_server: StartServer) -> None:
    with pytest.raises(AssertionError, match=r"set STUDYAPP_HOST=127\.0\.0\.1"):
        start_server(STUDYAPP_HOST="0.0.0.0")


def test_what_is_built_is_not_built_again(frontend_dir: Path) -> None:
    said: list[str] = []

    frontend.prepare(frontend_dir, said.append)

    assert said == []


def test_the_lock_of_the_node_packages_is_complete(frontend_dir: Path) -> None:
    """Bun installs what the lock lists; a package missing there would be installed in its newest version."""
    ours, used = Path(frontend.__file__).parents[2] / "reflex.lock", frontend_dir / "reflex.lock"

    assert (used / "bun.lock").read_text() == (ours / "bun.lock").read_text(), "run `make lock`"
    assert json.loads((used / "package.json").read_text()) == json.loads((ours / "package.json").read_text())


def _shake_hands(server: Server, *, host: str, origin: str) -> str:
    """Ask for the pages' websocket without a browser, which would not allow forged headers. Returns the status."""
    request = (
        "GET /_event/?EIO=4&transport=websocket&token=test HTTP/1.1",
        f"Host: {host}",
        f"Origin: {origin}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {b64encode(b'0123456789abcdef').decode()}",
        "",
        "",
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall("\r\n".join(request).encode())
        return connection.recv(1024).split()[1].decode()
