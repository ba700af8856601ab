"""Answers one call as its step says."""

import asyncio
import math
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final

from tests.provider_server import messages
from tests.provider_server.behaviours import ERRORS, Behaviour, Step
from tests.provider_server.prompt import Asked
from tests.provider_server.wire import Response

PING_SECONDS: Final = 5.0
_LATE: Final = {Behaviour.SLOW, Behaviour.SILENT, Behaviour.THINKING}


@dataclass(slots=True)
class Call:
    """One request to `/v1/messages`."""

    headers: dict[str, str]
    body: dict[str, Any]
    asked: Asked
    step: Step
    opened_at: float
    closed_at: float | None = None
    outcome: str = "running"
    """running | answered | broken (by us, on purpose) | disconnected (by the client)."""
    most: float = -math.inf
    """It goes on up to this item although the server holds all answers."""
    _closed: threading.Event = field(default_factory=threading.Event)

    @property
    def count(self) -> int | None:
        return self.asked.count

    @property
    def key(self) -> str:
        return self.headers.get("x-api-key") or self.headers.get("authorization", "").removeprefix("Bearer ")

    @property
    def material(self) -> str:
        return self.asked.material

    async def ended(self, *, within: float = 20.0) -> str:
        """Wait for the end of the call, and return its outcome."""
        await asyncio.to_thread(self._closed.wait, within)
        return self.outcome

    def go_on(self, items: float = math.inf) -> None:
        """Let this answer alone go on, up to so many items, while the server holds all others."""
        self.most = items

    def close(self, outcome: str) -> None:
        self.outcome, self.closed_at = outcome, monotonic()
        self._closed.set()


Pace = Callable[[int], Awaitable[None]]
"""Waits before the item with this number, counted from 1; 0 is what opens the answer."""


async def answer(call: Call, response: Response, *, pace: Pace) -> str:
    """Answer the call, and return its outcome: `answered` or `broken`."""
    step = call.step
    if step.behaviour is Behaviour.HANG_UP:
        return "broken"
    if step.behaviour in ERRORS and not (step.behaviour is Behaviour.NO_SCHEMA and not _has_schema(call)):
        await _refuse(response, step, key=call.key)
        return "answered"
    if call.body.get("stream"):
        return await _stream(call, response, pace=pace)
    await _linger(step, pause=asyncio.sleep)
    said = messages.answer(call.asked, step)
    await response.json(messages.message(call.body["model"], _tokens_in(call), said))
    return "answered"


async def _stream(call: Call, response: Response, *, pace: Pace) -> str:
    step, said = call.step, messages.answer(call.asked, call.step)
    response.start_events()
    await response.send(messages.opening_events(call.body["model"], _tokens_in(call)))
    await _linger(step, pause=_lingering(response, step.behaviour))
    for at, piece in enumerate(said.pieces):
        if at < len(said.pieces) - 1:
            await pace(at)
        if step.behaviour is Behaviour.PAUSED and at == 1 + (step.after or 1):
            await _sending(response, messages.event("ping"))(60.0 if step.seconds is None else step.seconds)
        for event in messages.piece_events(piece):
            await response.send(event)
    return await _end(response, said, step)


async def _end(response: Response, said: messages.Answer, step: Step) -> str:
    match step.behaviour:
        case Behaviour.CUT_OFF:
            return "broken"
        case Behaviour.ENDED_EARLY:
            pass
        case Behaviour.ERROR_EVENT:
            overloaded = messages.error("overloaded_error", "Overloaded")
            await response.send(messages.event("error", error=overloaded["error"]))
        case Behaviour.GARBLED:
            await response.send(b'event: content_block_delta\ndata: {"type": "content_blo\n\n')
        case _:
            await response.send(messages.closing_events(said))
    await response.end()
    return "answered"


async def _refuse(response: Response, step: Step, *, key: str) -> None:
    status, kind, sentence = ERRORS[step.behaviour]
    wait = 2.0 if step.seconds is None and step.behaviour is Behaviour.RATE_LIMITED else step.seconds
    headers = {} if wait is None else {"retry-after": f"{wait:g}"}
    await response.json(messages.error(kind, sentence.format(key=key)), status=status, headers=headers)


async def _linger(step: Step, *, pause: Any) -> None:
    if step.behaviour in _LATE:
        await pause(60.0 if step.seconds is None else step.seconds)


def _lingering(response: Response, behaviour: Behaviour) -> Any:
    match behaviour:
        case Behaviour.SLOW:
            return _sending(response, messages.event("ping"))
        case Behaviour.THINKING:
            return _sending(response, messages.thinking_event(), every=0.05)
        case _:
            return asyncio.sleep


def _sending(response: Response, event: bytes, *, every: float = PING_SECONDS) -> Any:
    """A pause during which only this is sent, again and again."""

    async def pause(seconds: float) -> None:
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0:
            await asyncio.sleep(min(every, left))
            await response.send(event)

    return pause


def _has_schema(call: Call) -> bool:
    return "output_config" in call.body


def _tokens_in(call: Call) -> int:
    return max(1, len(call.asked.text) // 4)
