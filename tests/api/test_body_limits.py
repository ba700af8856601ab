import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message

from studyapp.api.app import create_api
from studyapp.api.body_limits import BodyLimit, SlowBodyLimit

MEGABYTE = 1024 * 1024
JSON = {"Content-Type": "application/json"}


async def count(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


async def in_chunks(size: int) -> AsyncIterator[bytes]:
    for start in range(0, size, 65_536):
        yield bytes(min(65_536, size - start))


@pytest.fixture
def client() -> httpx.AsyncClient:
    limited = BodyLimit(Starlette(routes=[Route("/", count, methods=["POST"])]), max_bytes=MEGABYTE)
    return httpx.AsyncClient(transport=httpx.ASGITransport(limited), base_url="http://127.0.0.1")


async def test_a_body_of_exactly_the_limit_is_taken(client: httpx.AsyncClient) -> None:
    assert (await client.post("/", content=bytes(MEGABYTE))).text == str(MEGABYTE)
    assert (await client.post("/", content=in_chunks(MEGABYTE))).text == str(MEGABYTE)


async def test_a_body_that_declares_too_much_is_refused_with_a_sentence(client: httpx.AsyncClient) -> None:
    answer = await client.post("/", content=bytes(MEGABYTE + 1))
    assert answer.status_code == 413
    assert answer.json() == {
        "error": "That is more than 1 MB, the most this server accepts here at once.",
        "code": "TOO_LARGE",
    }


async def test_a_body_that_grows_too_large_on_the_way_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.post("/", content=in_chunks(MEGABYTE + 1))).status_code == 413


@pytest.mark.parametrize("chunked", [True, False])
async def test_a_refused_body_is_read_to_its_end_so_that_the_sender_hears_why(*, chunked: bool) -> None:
    rest = [{"type": "http.request", "body": bytes(MEGABYTE), "more_body": True}] * 3
    rest += [{"type": "http.request", "body": b"", "more_body": False}]
    answers: list[Message] = []

    async def receive() -> Message:
        return rest.pop(0)

    async def send(message: Message) -> None:
        answers.append(message)

    limited = BodyLimit(Starlette(routes=[Route("/", count, methods=["POST"])]), max_bytes=MEGABYTE)
    headers = [] if chunked else [(b"content-length", str(3 * MEGABYTE).encode())]
    await limited({"type": "http", "method": "POST", "path": "/", "headers": headers}, receive, send)
    assert answers[0]["status"] == 413
    assert rest == []


async def test_a_nonsense_length_is_left_to_the_server(client: httpx.AsyncClient) -> None:
    assert (await client.post("/", content=b"x", headers={"Content-Length": "many"})).text == "1"


async def stops_midway() -> AsyncIterator[bytes]:
    yield b"{"
    await asyncio.Event().wait()


@pytest.mark.parametrize("declared", [{}, {"Content-Length": str(2 * MEGABYTE)}])
async def test_a_body_that_stops_coming_is_not_waited_for(declared: dict[str, str]) -> None:
    limited = SlowBodyLimit(BodyLimit(create_api(), max_bytes=MEGABYTE), patience=0.05)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(limited), base_url="http://127.0.0.1") as client:
        answer = await client.post("/decks", content=stops_midway(), headers=JSON | declared)
    assert (answer.status_code, answer.json()["code"]) == (408, "TOO_SLOW")
    assert "stopped coming" in answer.json()["error"]


async def test_a_page_says_so_too_and_a_body_that_comes_is_read() -> None:
    pages = Starlette(routes=[Route("/", count, methods=["POST"])])
    limited = SlowBodyLimit(BodyLimit(pages, max_bytes=MEGABYTE), patience=0.05)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(limited), base_url="http://127.0.0.1") as client:
        answer = await client.post("/", content=stops_midway())
        assert (answer.status_code, "stopped coming" in answer.text) == (408, True)
        assert (await client.post("/", content=in_chunks(MEGABYTE))).text == str(MEGABYTE)
