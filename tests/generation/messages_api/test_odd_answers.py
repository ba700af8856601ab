"""Servers with unexpected answers: the call fails with a sentence, never with an error of ours, and always ends."""

import asyncio
import gzip
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from studyapp.errors import ErrorCode, GenerationFailed, Outage
from studyapp.generation.calls import CardCall, Chunk
from studyapp.generation.messages_api import answer_limits
from studyapp.generation.messages_api.meter import MOST_TOKENS
from studyapp.generation.messages_api.provider import AnthropicProvider
from studyapp.generation.provider import Unread, Usage
from studyapp.rules.items import CardDraft
from studyapp.settings import Settings

CALL = CardCall(Chunk(0, "Osmosis is the movement of water through a membrane.", 3))
Serve = Callable[[asyncio.StreamWriter], Any]


@asynccontextmanager
async def server(serve: Serve) -> AsyncGenerator[str]:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if b"content-length" in line)
            await reader.readexactly(length)
            await serve(writer)
            await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(connected, "127.0.0.1", 0)
    async with listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"


def saying(body: bytes, *, status: int = 200, kind: str = "text/event-stream", **headers: str) -> Serve:
    async def serve(writer: asyncio.StreamWriter) -> None:
        head = [f"HTTP/1.1 {status} Odd", f"Content-Type: {kind}", f"Content-Length: {len(body)}", "Connection: close"]
        head += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join([*head, "", ""]).encode() + body)

    return serve


async def ask(url: str) -> tuple[list[CardDraft | Unread], Usage]:
    settings = Settings(anthropic_base_url=url, anthropic_api_key=None, model="odd", provider_timeout_seconds=60)
    cards: list[CardDraft | Unread] = []
    async for part in AnthropicProvider(settings).stream(CALL):
        if isinstance(part, Usage):
            return cards, part
        cards.append(part)
    raise AssertionError("a call ends with its usage")


async def failure(serve: Serve) -> GenerationFailed:
    async with server(serve) as url:
        return await failure_at(url)


async def failure_at(url: str) -> GenerationFailed:
    settings = Settings(anthropic_base_url=url, anthropic_api_key=None, model="odd", provider_timeout_seconds=60)
    with pytest.raises(GenerationFailed) as failed:
        async for _ in AnthropicProvider(settings).stream(CALL):
            pass
    return failed.value


def event(kind: str, **data: Any) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind} | data)}\n\n".encode()


def stream(text: str, *, usage: Any = None, stop: Any = "end_turn") -> bytes:
    message = {"id": "m", "type": "message", "role": "assistant", "model": "odd", "content": [], "usage": usage}
    return (
        event("message_start", message=message)
        + event("content_block_start", index=0, content_block={"type": "text", "text": ""})
        + event("content_block_delta", index=0, delta={"type": "text_delta", "text": text})
        + event("message_delta", delta={"stop_reason": stop}, usage=usage)
        + event("message_stop")
    )


GOOD = json.dumps({"cards": [{"question": "What is osmosis?", "answer": "Water moving."}]})
DEEP = "[" * 100_000
ODD_BODIES: dict[str, bytes] = {
    "nothing": b"",
    "null": b"data: null\n\n",
    "a list": b"event: message_start\ndata: [1, 2]\n\n",
    "no JSON": b"event: content_block_delta\ndata: {nope\n\n",
    "a deep event": f"event: content_block_delta\ndata: {DEEP}\n\n".encode(),
    "no bytes of text": b"event: content_block_delta\ndata: \xff\xfe\xfd\n\n",
    "message null": event("message_start", message=None),
    "message text": event("message_start", message="hello"),
    "delta null": event("content_block_delta", index=0, delta=None),
    "delta list": event("content_block_delta", index=0, delta=[]),
    "delta of no kind": event("content_block_delta", index=0, delta={}),
    "text null": event("content_block_delta", index=0, delta={"type": "text_delta", "text": None}),
    "text number": event("content_block_delta", index=0, delta={"type": "text_delta", "text": 7}),
    "text list": event("content_block_delta", index=0, delta={"type": "text_delta", "text": ["a"]}),
    "message delta null": event("message_delta", delta=None, usage=None),
    "an error that is a list": event("error", error=["overloaded"]),
    "an error that is null": event("error", error=None),
    "an error of an odd type": event("error", error={"type": {"a": 1}, "message": {"b": 2}}),
    "an unknown event": event("surprise", anything=1),
    "deep items": stream('{"cards": [' + DEEP),
    "stop that is a number": stream("{}", stop=5),
    "many lines": b"data: x\n" * (answer_limits.MOST_EVENT_LINES + 5),
    "a long event": b"data: " + b"x" * (answer_limits.MOST_EVENT_BYTES + 5) + b"\n\n",
    "too much": event("ping") * (answer_limits.MOST_BYTES // len(event("ping")) + 1),
}


@pytest.mark.parametrize("body", ODD_BODIES.values(), ids=ODD_BODIES)
async def test_an_odd_answer_is_a_failure_that_may_pass(body: bytes) -> None:
    failed = await failure(saying(body))
    assert failed.error_code in {ErrorCode.BAD_OUTPUT, ErrorCode.NETWORK, ErrorCode.OVERLOADED}, failed.sentence
    assert failed.retryable


ODD_ERRORS: dict[str, bytes] = {
    "empty": b"",
    "no JSON": b"<html>oops",
    "an error that is text": b'{"error": "no"}',
    "an error that is null": b'{"type": "error", "error": null}',
    "a message that is none": b'{"error": {"type": ["x"], "message": {"deep": [1]}}}',
    "a list": b"[1]",
    "deep": DEEP.encode(),
    "too much": b'{"error": {"message": "' + b"x" * (answer_limits.MOST_ERROR_BYTES + 5),
}


@pytest.mark.parametrize("status", [400, 401, 429, 500, 503, 529])
@pytest.mark.parametrize("body", ODD_ERRORS.values(), ids=ODD_ERRORS)
async def test_an_odd_refusal_is_a_failure_with_a_sentence(body: bytes, status: int) -> None:
    failed = await failure(saying(body, status=status, kind="application/json"))
    assert failed.error_code is not ErrorCode.INTERNAL
    assert len(failed.sentence) < 400


@pytest.mark.parametrize("count", [None, "12", -5, 1.5, True, [3], 2**70, {"a": 1}])
async def test_a_count_that_cannot_be_is_none_or_the_most_there_is(count: Any) -> None:
    usage = {"input_tokens": count, "output_tokens": count, "cache_read_input_tokens": count}
    async with server(saying(stream(GOOD, usage=usage))) as url:
        cards, used = await ask(url)
    assert len(cards) == 1
    for tokens in (used.tokens_in, used.tokens_out):
        assert tokens is None or 0 <= tokens <= 3 * MOST_TOKENS


async def test_what_comes_packed_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * 10_000_000)
    for status in (200, 400):
        failed = await failure(saying(bomb, status=status, Content_Encoding="gzip"))
        assert failed.error_code is ErrorCode.BAD_OUTPUT


async def test_a_redirect_is_not_followed_and_says_what_to_set() -> None:
    asked = 0

    async def elsewhere(writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        await saying(stream(GOOD))(writer)

    async with server(elsewhere) as other:
        failed = await failure(saying(b"", status=307, Location=f"{other}/v1/messages"))
    assert (asked, failed.error_code, failed.retryable) == (0, ErrorCode.NO_MODEL, False)
    assert "ANTHROPIC_BASE_URL" in failed.sentence


async def test_items_that_are_none_are_counted() -> None:
    async with server(saying(stream('{"cards": [1, null, {}, "x", {"answer": "A cell"}]}'))) as url:
        cards, _ = await ask(url)
    assert [card if isinstance(card, Unread) else card.answer for card in cards] == [Unread(), Unread(), "A cell"]


@pytest.mark.parametrize("line_break", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("cut", [1, 7, 64, None])
async def test_an_answer_may_come_in_whatever_pieces(line_break: bytes, cut: int | None) -> None:
    """None splits the answer into lines, as some servers send it."""
    body = (event("ping") * answer_limits.MOST_EVENT_LINES + stream(GOOD)).replace(b"\n", line_break)
    lines = body.splitlines(keepends=True)
    parts = lines if cut is None else [body[at : at + cut] for at in range(0, len(body), cut)]
    assert b"".join([part async for part in counted(parts)]) == body


@pytest.mark.parametrize("line_break", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("part_bytes", [1, 7, 65_536])
@pytest.mark.parametrize(
    "line", [b"data: x", b": y", b"data"], ids=["lines of data", "comments", "fields without a value"]
)
async def test_an_event_without_end_is_noticed_in_whatever_pieces(
    line: bytes, part_bytes: int, line_break: bytes
) -> None:
    body = (line + line_break) * (answer_limits.MOST_EVENT_LINES + 2)
    with pytest.raises(answer_limits.UnfitAnswer):
        async for _ in counted([body[at : at + part_bytes] for at in range(0, len(body), part_bytes)]):
            pass


async def test_empty_lines_without_end_are_noticed() -> None:
    with pytest.raises(answer_limits.UnfitAnswer):
        async for _ in counted([b"\n" * 65_536] * (answer_limits.MOST_LINES // 65_536 + 1)):
            pass


async def counted(parts: Iterable[bytes]) -> AsyncIterator[bytes]:
    async def content() -> AsyncIterator[bytes]:
        for part in parts:
            yield part

    response = httpx2.Response(200, content=content())
    await answer_limits.limit(response)
    async for part in response.aiter_raw():
        yield part


@pytest.mark.parametrize(
    "address", ["127.0.0.1:9", "localhost:9/v1", "http://[::1", "htp://x", "http://127.0.0.1:99999", "nonsense"]
)
async def test_an_address_that_is_none_is_no_outage(address: str) -> None:
    failed = await failure_at(address)
    assert (failed.error_code, failed.retryable) == (ErrorCode.NO_MODEL, False)
    assert "ANTHROPIC_BASE_URL" in failed.sentence
    assert not isinstance(failed, Outage)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html; charset=utf-8", b"<html><title>Sign in</title>"),
        ("application/json", b'{"type": "message", "content": [{"type": "text", "text": "{}"}]}'),
        ("text/plain", b"It works!"),
        ("", b""),
    ],
)
async def test_an_answer_of_another_kind_is_no_broken_connection(kind: str, body: bytes) -> None:
    failed = await failure(saying(body, kind=kind))
    assert (failed.error_code, isinstance(failed, Outage)) == (ErrorCode.BAD_OUTPUT, False)
    assert "Messages API" in failed.sentence


@pytest.mark.parametrize("stop", [None, 7, {"a": 1}])
async def test_an_answer_that_ended_and_holds_no_cards_is_no_broken_connection(stop: Any) -> None:
    failed = await failure(saying(stream("Sorry.", stop=stop)))
    assert (failed.error_code, isinstance(failed, Outage)) == (ErrorCode.BAD_OUTPUT, False)
