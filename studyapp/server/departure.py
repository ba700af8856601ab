"""How the server leaves: first what runs is given back, then whoever still hangs on is let go.

A half-sent request, an idle websocket or a silent client would otherwise hold up the end for as long as it likes, with
jobs that nobody works on and clicks that nobody answers.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

GOING_AWAY: Final = 1012
"""The websocket's word for a server that restarts: come again."""

log = structlog.get_logger(__name__)

_duties: Final[list[Callable[[], Awaitable[None]]]] = []


def before_leaving(duty: Callable[[], Awaitable[None]]) -> None:
    """Have this done while everybody is still connected. It may be done again later, so twice is once."""
    _duties.append(duty)


async def perform_duties(seconds: float) -> None:
    """What takes longer is left to the next start, which finds the same as after a power cut."""
    try:
        async with asyncio.timeout(seconds):
            await asyncio.gather(*(duty() for duty in _duties))
    except TimeoutError:
        log.warning("server.left_in_a_hurry")
    except Exception:
        log.exception("server.duty_failed")


class Websockets:
    """ASGI middleware that can close every websocket there is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._open: set[Send] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return

        async def noting(message: Message) -> None:
            if message["type"] == "websocket.accept":
                self._open.add(send)
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            self._open.discard(send)

    async def close_all(self) -> None:
        for send in tuple(self._open):
            with suppress(Exception):  # it may close by itself meanwhile
                await send({"type": "websocket.close", "code": GOING_AWAY, "reason": "restarting"})
