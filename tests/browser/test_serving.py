"""The server as a browser, a stranger's page and a service manager meet it."""

import socket
from base64 import b64encode
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import expect

from studyapp import frontend
from tests.browser.conftest import NARROW, WIDE, OpenTab, StartServer
from tests.browser.server import Server
from tests.browser.tab import Tab


def test_the_first_page_opens_without_a_complaint(tab: Tab) -> None:
    page = tab.open("/")

    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/decks", "/tasks", "/settings"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_are_accessible_and_fit_the_screen(
    server: Server, open_tab: OpenTab, path: str, theme: str, width: int
) -> None:
    tab = open_tab(server, width=width, theme=theme)
    page = tab.open(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    assert tab.accessibility_violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_that_does_not_exist_says_so(server: Server) -> None:
    assert server.get("/nowhere").status_code == 404


def test_pages_of_known_addresses_are_found_on_a_direct_visit(server: Server) -> None:
    assert {path: server.get(path).status_code for path in ("/", "/decks", "/tasks", "/settings")} == {
        "/": 200,
        "/decks": 200,
        "/tasks": 200,
        "/settings": 200,
    }


def test_one_build_serves_on_any_port(start_server: StartServer, open_tab: OpenTab) -> None:
    first, second = start_server(), start_server()

    for server in (first, second):
        tab = open_tab(server)
        sockets: list[str] = []
        tab.page.on("websocket", lambda opened, seen=sockets: seen.append(opened.url))
        tab.open("/")
        assert sockets
        assert all(f":{server.port}/" in url for url in sockets)


@pytest.mark.parametrize("header", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
@pytest.mark.parametrize("path", ["/", "/api/health", "/_event/"])
def test_a_stranger_is_refused(server: Server, path: str, header: dict[str, str]) -> None:
    assert server.get(path, **header).status_code == 403


@pytest.mark.parametrize(
    ("host", "origin", "answer"),
    [
        ("127.0.0.1", "http://127.0.0.1", "101"),
        ("127.0.0.1", "http://evil.example", "403"),
        ("evil.example", "http://evil.example", "403"),
        ("127.0.0.1", "null", "403"),
    ],
)
def test_a_stranger_gets_no_websocket(server: Server, host: str, origin: str, answer: str) -> None:
    assert _shake_hands(server, host=f"{host}:{server.port}", origin=f"{origin}:{server.port}") == answer


def test_sigterm_ends_the_server_and_all_it_started(server: Server, open_tab: OpenTab) -> None:
    tab = open_tab(server)
    tab.open("/")
    family = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]

    assert server.stop() == 0
    _, alive = psutil.wait_procs(family, timeout=3)
    assert alive == []
    tab.forgive()


def test_a_tab_comes_back_after_the_server_was_killed(server: Server, tab: Tab) -> None:
    page = tab.open("/decks")

    server.kill()
    server.start()
    created = server.post("/api/decks", {"title": "Made after the crash"})

    assert created.status_code == 201
    expect(page.get_by_text("Made after the crash")).to_be_visible(timeout=15_000)
    tab.forgive()


def test_a_taken_port_is_named_in_a_sentence(server: Server, tmp_path: Path, frontend_dir: Path) -> None:
    second = Server(tmp_path / "second", frontend_dir=frontend_dir, port=server.port)

    with pytest.raises(AssertionError, match=f"Port {server.port} cannot be used"):
        second.start()


def test_other_machines_are_refused_while_nobody_signs_in(start_server: StartServer) -> None:
    with pytest.raises(AssertionError, match=r"set STUDYAPP_HOST=127\.0\.0\.1"):
        start_server(STUDYAPP_HOST="0.0.0.0")


def test_what_is_built_is_not_built_again(frontend_dir: Path) -> None:
    said: list[str] = []

    frontend.prepare(frontend_dir, said.append)

    assert said == []


def test_the_lock_of_the_node_packages_is_complete(frontend_dir: Path) -> None:
    checkout = Path(frontend.__file__).parent.parent

    for name in ("bun.lock", "package.json"):
        assert (frontend_dir / "reflex.lock" / name).read_text() == (checkout / "reflex.lock" / name).read_text(), (
            "run `make lock`"
        )


def _shake_hands(server: Server, *, host: str, origin: str) -> str:
    """Ask for the pages' websocket by hand, since browsers do not let their headers be forged. Returns the status."""
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
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall("\r\n".join(request).encode())
        return connection.recv(1024).split()[1].decode()
