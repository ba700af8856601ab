"""Shuts the server down: first running jobs are given back, then the remaining connections are closed.

Otherwise a half-sent request, an idle websocket or a silent client could delay the end for any length of time, while
nobody works on the jobs and nobody answers clicks.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

GOING_AWAY: Final = 1012
"""The websocket close code of a server that restarts; clients connect again."""

log = structlog.get_logger(__name__)

_duties: Final[list[Callable[[], Awaitable[None]]]] = []


def register_duty(duty: Callable[[], Awaitable[None]]) -> None:
    """Register a duty to perform while everybody is still connected. It may be called twice, and must allow that."""
    _duties.append(duty)


async def perform_duties(seconds: float) -> None:
    """Perform the duties. What takes longer than `seconds` is left to the next start, which recovers as from a power
    cut.
    """
    try:
        async with asyncio.timeout(seconds):
            await asyncio.gather(*(duty() for duty in _duties))
    except TimeoutError:
        log.warning("server.left_in_a_hurry")
    except Exception:
        log.exception("server.duty_failed")


class Websockets:
    """ASGI middleware that can close all open websockets."""

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
            with suppress(Exception):  # the socket may have closed by itself
                await send({"type": "websocket.close", "code": GOING_AWAY, "reason": "restarting"})
