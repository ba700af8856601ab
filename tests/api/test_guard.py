from collections.abc import Sequence

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from studyapp.api.guard import Guard

OWN_HOSTS = ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:3000", "[::1]", "[::1]:8000", "127.8.8.8"]
FOREIGN_HOSTS = [
    "evil.example",
    "evil.example:8000",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "127.0.0.1@evil.example",
    "evil.example@127.0.0.1",
    "10.0.0.1",
    "0.0.0.0",
    "[::2]",
    "[bad",
    "",
]
OWN_PLACES = [
    ("127.0.0.1:8000", "http://127.0.0.1:8000"),
    ("localhost:8000", "http://LOCALHOST:8000"),
    ("localhost", "https://localhost"),
    ("[::1]:8000", "http://[::1]:8000"),
]
FOREIGN_ORIGINS = [
    "https://evil.example",
    "http://localhost.evil.example",
    "http://127.0.0.1@evil.example",
    "null",
    "",
    "file://",
    "chrome-extension://localhost",
    "http://[bad",
    "http://localhost",
    "http://127.0.0.1:3000",
    "http://127.0.0.1:port",
    "http://127.0.0.1/path",
]


async def page(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("the page")


async def event_socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text("connected")
    await websocket.close()


pages = Starlette(routes=[Route("/", page, methods=["GET", "POST"]), WebSocketRoute("/_event", event_socket)])


async def ask(
    guard: Guard, *, host: str | Sequence[str] = "127.0.0.1", origins: Sequence[str] = (), method: str = "GET"
) -> httpx.Response:
    headers = [("Host", name) for name in ([host] if isinstance(host, str) else host)]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(guard), base_url="http://127.0.0.1") as client:
        request = client.build_request(method, "/")
        request.headers = httpx.Headers([*headers, *(("Origin", origin) for origin in origins)])
        return await client.send(request)


def connect(guard: Guard, *, host: str, origin: str | None = None) -> str:
    headers = {"host": host} | ({"origin": origin} if origin is not None else {})
    client = TestClient(guard, base_url="http://127.0.0.1")
    with client.websocket_connect("/_event", headers=headers) as socket:
        return socket.receive_text()


@pytest.mark.parametrize("host", OWN_HOSTS)
async def test_a_page_is_served_under_a_loopback_name(host: str) -> None:
    answer = await ask(Guard(pages), host=host)
    assert (answer.status_code, answer.text) == (200, "the page")


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
async def test_a_name_pointed_at_this_machine_is_refused_with_a_sentence(host: str) -> None:
    answer = await ask(Guard(pages), host=host)
    assert answer.status_code == 403
    assert answer.json()["code"] == "FORBIDDEN"
    assert "STUDYAPP_ALLOWED_HOSTS" in answer.json()["error"]


@pytest.mark.parametrize("hosts", [(), ("127.0.0.1", "evil.example"), ("evil.example", "127.0.0.1")])
async def test_a_request_has_exactly_one_host(hosts: Sequence[str]) -> None:
    assert (await ask(Guard(pages), host=hosts)).status_code == 403


@pytest.mark.parametrize("host", ["study.home", "study.home:443", "STUDY.home"])
async def test_a_listed_name_is_answered_on_any_port(host: str) -> None:
    assert (await ask(Guard(pages, allowed_hosts=["study.home"]), host=host)).status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
async def test_a_page_of_another_site_is_refused(origin: str, method: str) -> None:
    answer = await ask(Guard(pages), origins=[origin], method=method)
    assert answer.status_code == 403
    assert answer.json() == {
        "error": "A page from another site asked for this, so it was refused; open the app itself instead.",
        "code": "FORBIDDEN",
    }


@pytest.mark.parametrize(("host", "origin"), OWN_PLACES)
async def test_our_own_pages_may_post(host: str, origin: str) -> None:
    assert (await ask(Guard(pages), host=host, origins=[origin], method="POST")).status_code == 200


async def test_a_listed_name_may_ask_from_any_port() -> None:
    """A proxy may pass on its own name as `Host`, or our address."""
    guard = Guard(pages, allowed_hosts=["study.home"])
    for host in ("study.home", "127.0.0.1:8000"):
        assert (await ask(guard, host=host, origins=["https://study.home:8443"], method="POST")).status_code == 200


async def test_while_developing_the_pages_come_from_another_port_of_this_machine() -> None:
    guard = Guard(pages, any_port=True)
    assert (await ask(guard, host="localhost:8000", origins=["http://localhost:3000"])).status_code == 200
    assert (await ask(guard, host="localhost:8000", origins=["http://evil.example:3000"])).status_code == 403


async def test_a_second_foreign_origin_does_not_hide_behind_a_good_one() -> None:
    assert (await ask(Guard(pages), origins=["http://127.0.0.1", "https://evil.example"])).status_code == 403


async def test_programs_send_no_origin_and_may_post() -> None:
    assert (await ask(Guard(pages), method="POST")).status_code == 200


def test_our_own_pages_may_open_the_websocket() -> None:
    assert connect(Guard(pages), host="127.0.0.1:8000", origin="http://127.0.0.1:8000") == "connected"


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_a_page_of_another_site_cannot_open_the_websocket(origin: str) -> None:
    with pytest.raises(WebSocketDisconnect):
        connect(Guard(pages), host="127.0.0.1:8000", origin=origin)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000"])
def test_a_name_pointed_at_this_machine_cannot_open_the_websocket(host: str) -> None:
    with pytest.raises(WebSocketDisconnect):
        connect(Guard(pages), host=host, origin=f"http://{host}")


async def test_with_accounts_any_host_is_answered_but_its_pages_alone_may_ask() -> None:
    guard = Guard(pages, any_host=True)
    assert (await ask(guard, host="study.example")).status_code == 200
    assert (await ask(guard, host="study.example", origins=["https://study.example"])).status_code == 200
    assert (await ask(guard, host="study.example", origins=["https://evil.example"])).status_code == 403
    assert (await ask(guard, host="study.example", origins=["http://localhost:3000"])).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "evil.example"])
async def test_every_answer_forbids_framing_and_sniffing(host: str) -> None:
    headers = (await ask(Guard(pages), host=host)).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert f"connect-src 'self' ws://{host} wss://{host};" in headers["Content-Security-Policy"]


async def test_a_page_talks_to_the_port_it_came_from_and_to_no_other() -> None:
    policy = (await ask(Guard(pages), host="127.0.0.1:8000")).headers["Content-Security-Policy"]
    assert "connect-src 'self' ws://127.0.0.1:8000 wss://127.0.0.1:8000;" in policy


async def test_a_host_cannot_write_into_the_content_policy() -> None:
    headers = (await ask(Guard(pages, any_host=True), host="a;script-src *")).headers
    assert "script-src *" not in headers["Content-Security-Policy"]
