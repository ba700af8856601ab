"""As much HTTP/1.1 as one client on the same machine needs, and ways to break it on purpose."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any, Final

_REASONS: Final = {200: "OK", 400: "Bad Request", 404: "Not Found", 429: "Too Many Requests", 529: "Overloaded"}


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    """Header names are in lower case."""
    body: dict[str, Any]


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """Read the request of this connection; None if it was closed without one."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    method, path, _ = first.split(" ")
    return Request(method, path, headers, json.loads(body) if body else {})


class Response:
    """A response written directly to the socket. Every connection serves one request."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    async def json(self, data: object, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        await self.whole(json.dumps(data).encode(), status=status, kind="application/json", headers=headers)

    async def whole(self, body: bytes, *, status: int, kind: str, headers: dict[str, str] | None = None) -> None:
        self._head(status, {"content-type": kind, "content-length": str(len(body)), **(headers or {})})
        self._writer.write(body)
        await self._writer.drain()

    def start_events(self) -> None:
        self._head(200, {"content-type": "text/event-stream", "transfer-encoding": "chunked"})

    async def send(self, data: bytes) -> None:
        self._writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        await self._writer.drain()

    async def end(self) -> None:
        """Write the last chunk, which distinguishes a complete body from a broken one."""
        self._writer.write(b"0\r\n\r\n")
        await self._writer.drain()

    def _head(self, status: int, headers: dict[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} {_REASONS.get(status, 'Error')}"]
        lines += [f"{name}: {value}" for name, value in (headers | {"connection": "close"}).items()]
        self._writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
