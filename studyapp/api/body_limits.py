"""Limits the size of request bodies before anything reads them."""

import asyncio
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studyapp.api.errors import refusal
from studyapp.errors import TooLarge, TooSlow
from studyapp.material.reading import MAX_UPLOAD_BYTES

MAX_JSON_BYTES: Final = 4 * 1024 * 1024
MAX_FORM_BYTES: Final = MAX_UPLOAD_BYTES + 2 * 1024 * 1024
"""A file, and room for the form around it."""
_PATIENCE_BYTES: Final = 256 * 1024 * 1024
_SLOWEST: Final = 1000
"""In bytes per second."""


class SlowBodyLimit:
    """ASGI middleware that refuses bodies that stall or trickle, because each open request takes up the server.

    Slow connections are allowed for: the limit is 30 s, and one second more for every thousand bytes received.
    """

    def __init__(self, app: ASGIApp, *, patience: float = 30.0) -> None:
        self._app = app
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        loop, received, is_whole = asyncio.get_running_loop(), 0, False
        began = loop.time()

        async def receive_in_time() -> Message:
            nonlocal received, is_whole
            if is_whole:
                return await receive()
            try:
                async with asyncio.timeout_at(began + self._patience + received / _SLOWEST):
                    message = await receive()
            except TimeoutError:
                is_whole = True
                raise _TooSlow from None
            received += len(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            return message

        try:
            await self._app(scope, receive_in_time, send)
        except _TooSlow:  # raised before any app is reached, while the rest of a too long body is read
            await refusal(TooSlow())(scope, receive, send)


class _TooSlow(HTTPException):
    """A subclass of `HTTPException`, because frameworks turn any other error raised while a body is read into a 400."""

    def __init__(self) -> None:
        super().__init__(TooSlow.status, TooSlow().sentence)


class BodyLimit:
    """ASGI middleware that limits the size of bodies. Starlette's own answers in plain text where the API promises
    JSON.
    """

    def __init__(self, app: ASGIApp, *, max_bytes: int, by_path: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._by_path = by_path or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit(scope.get("path", ""))
        if _declared_bytes(scope) > limit:
            await _read_to_the_end(receive)
            await refusal(TooLarge(_sentence(limit)))(scope, receive, send)
        else:
            await self._app(scope, self._counted(receive, limit), send)

    def _limit(self, path: str) -> int:
        """A limit whose path ends with a slash holds for all that is directly below."""
        below = path.rpartition("/")[0] + "/"
        return self._by_path.get(path, self._by_path.get(below, self._max_bytes))

    def _counted(self, receive: Receive, limit: int) -> Receive:
        """Count the bytes of a body, since one sent in chunks declares no length. The app's error handler answers the
        413.
        """
        received = 0

        async def receive_within_limit() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                if message.get("more_body", False):
                    await _read_to_the_end(receive)
                raise HTTPException(413, _sentence(limit))
            return message

        return receive_within_limit


def _sentence(limit: int) -> str:
    return f"That is more than {limit // 1024 // 1024} MB, the most this server accepts here at once."


async def _read_to_the_end(receive: Receive) -> None:
    """Read and drop the rest, since most clients read no answer before they sent all and would see a broken pipe."""
    received = 0
    while received < _PATIENCE_BYTES:
        message = await receive()
        received += len(message.get("body", b""))
        if not message.get("more_body", False):
            return


def _declared_bytes(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isdecimal() else 0
