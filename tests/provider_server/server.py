"""The server: chooses the behaviour of each call, and records requests and who closed each connection."""

import asyncio
import threading
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any, Self

from tests.provider_server import messages
from tests.provider_server.answering import Call, Pace, answer
from tests.provider_server.behaviours import Behaviour, Step, spell_in
from tests.provider_server.prompt import Asked, asked_for
from tests.provider_server.wire import Request, Response, read_request


class ProviderServer:
    """Listens on loopback once entered with `async with`; `port=0` takes a free port."""

    def __init__(self, *, port: int = 0, delay: float = 0.0, behaviour: Behaviour = Behaviour.OK) -> None:
        self.port = port
        self.delay = delay
        self.usual = Step(behaviour)
        self.calls: list[Call] = []
        self.knocks = 0
        """How often the list of models was requested."""
        self._most: int | None = None
        self._next: deque[Step] = deque()
        self._enchanted: set[str] = set()
        self._connections: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def open_calls(self) -> list[Call]:
        return [call for call in self.calls if call.outcome == "running"]

    def then(self, behaviour: Behaviour, **how: Any) -> Self:
        """Answer the next call that has no step yet in this way."""
        self._next.append(Step(behaviour, **how))
        return self

    def always(self, behaviour: Behaviour, **how: Any) -> Self:
        """Answer every call without a step of its own in this way."""
        self.usual = Step(behaviour, **how)
        return self

    def hold_after(self, items: int) -> Self:
        """Stop every answer after this many items until released, so that jobs stay active while a test looks."""
        self._most = items
        return self

    def hold(self) -> Self:
        """Stop every answer before its first word, which in an answer with questions or a tree is its opening."""
        return self.hold_after(-1)

    def go_on(self) -> None:
        self._most = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await read_request(reader)
            if request is not None:
                await self._route(request, reader, writer)
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _route(self, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        match request.method, request.path:
            case "POST", "/v1/messages":
                await self._converse(request, reader, writer)
            case "GET", path if path.startswith("/v1/models"):
                self.knocks += 1
                await Response(writer).json({"data": [], "has_more": False, "first_id": None, "last_id": None})
            case "POST", "/admin/behaviour":
                await Response(writer).json(self._instruct(request.body))
            case "GET", "/admin/calls":
                await Response(writer).json([_row(call) for call in self.calls])
            case _:
                await Response(writer).json(messages.error("not_found_error", request.path), status=404)

    def _instruct(self, order: dict[str, Any]) -> dict[str, Any]:
        """Set a behaviour from `{"behaviour", "after"?, "seconds"?, "delay"?, "times"?}`; without `times` it is
        permanent.
        """
        times = order.pop("times", None)
        behaviour = Behaviour(order.pop("behaviour"))
        if times is None:
            self.always(behaviour, **order)
        for _ in range(times or 0):
            self.then(behaviour, **order)
        return {"usual": self.usual.behaviour, "next": [step.behaviour for step in self._next]}

    async def _converse(self, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = asked_for(request.body)
        call = Call(request.headers, request.body, asked, self._step(asked), monotonic())
        self.calls.append(call)
        answering = asyncio.create_task(answer(call, self._response(call, writer), pace=self._pace(call)))
        leaving = asyncio.create_task(_until_left(reader))
        try:
            await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
            call.close(answering.result() if answering.done() else "disconnected")
        except ConnectionError:
            call.close("disconnected")
        finally:
            answering.cancel()
            leaving.cancel()
            await asyncio.gather(answering, leaving, return_exceptions=True)

    def _response(self, call: Call, writer: asyncio.StreamWriter) -> Response:
        return Response(writer)

    def _pace(self, call: Call) -> Pace:
        delay = self.delay if call.step.delay is None else call.step.delay

        async def pace(item: int) -> None:
            await asyncio.sleep(delay if item else 0)
            while self._most is not None and item > max(self._most, call.most):
                await asyncio.sleep(0.02)

        return pace

    def _step(self, asked: Asked) -> Step:
        if self._next and asked.material:
            return self._next.popleft()
        spell = spell_in(asked.material)
        if spell and (spell.always or asked.material not in self._enchanted):
            self._enchanted.add(asked.material)
            return spell.step
        return self.usual


async def _until_left(reader: asyncio.StreamReader) -> None:
    """Return when the client closes its end. It has nothing more to send, so any end of input means that."""
    with suppress(ConnectionError):
        await reader.read()


def _row(call: Call) -> dict[str, Any]:
    return {
        "behaviour": call.step.behaviour,
        "outcome": call.outcome,
        "kind": call.asked.kind,
        "count": call.count,
        "avoid": call.asked.avoid,
        "material": call.material,
        "body": call.body,
        "seconds": None if call.closed_at is None else round(call.closed_at - call.opened_at, 3),
    }


@contextmanager
def in_thread(**options: Any) -> Generator[ProviderServer]:
    """Run the server in a thread, for tests that are not async."""
    server, ready, loop = ProviderServer(**options), threading.Event(), asyncio.new_event_loop()
    stopping = asyncio.Event()

    async def serve() -> None:
        async with server:
            ready.set()
            await stopping.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    ready.wait(60)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join(60)
        loop.close()
