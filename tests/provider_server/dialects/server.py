"""A provider server that speaks like one of the servers people use, with a model of a given context length."""

import asyncio
import json
from typing import Any, Final

from typing_extensions import override

from tests.provider_server import messages
from tests.provider_server.answering import Call
from tests.provider_server.behaviours import Behaviour, Step
from tests.provider_server.dialects.dialect import Asking, Dialect, Event, Reply, tokens_in
from tests.provider_server.prompt import Asked
from tests.provider_server.server import ProviderServer
from tests.provider_server.wire import Request, Response

_PIECE: Final = 50
"""How many tokens of a thought come at once."""


class DialectServer(ProviderServer):
    def __init__(
        self,
        dialect: Dialect,
        *,
        window: int = 8_192,
        key: str | None = None,
        thinks: int = 0,
        loading: int = 0,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.dialect = dialect
        self.window = window
        self.key = key
        self.thinks = thinks
        """How many tokens of each answer go to thinking."""
        self.loading = loading
        """To how many calls it answers that the model is still being loaded."""
        self.asked: list[Asking] = []
        """All requests for an answer, also those that were refused."""
        self.refused: list[Reply] = []
        self._read: set[str] = set()
        """The beginnings of prompts that are kept in its cache."""

    @override
    async def _route(self, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reply = self._reply(request)
        if reply is None:
            await self._converse(request, reader, writer)
        elif isinstance(reply.body, str):
            await Response(writer).whole(reply.body.encode(), status=reply.status, kind=reply.kind)
        else:
            await Response(writer).json(reply.body, status=reply.status)

    def _reply(self, request: Request) -> Reply | None:
        """What the server says itself; None if the model answers."""
        path, dialect = request.path.partition("?")[0], self.dialect
        asking = Asking(request, self.window)
        if self.key is not None and dialect.wrong_key and asking.key != self.key:
            return dialect.wrong_key
        if request.method == "GET" and path in dialect.pages:
            return Reply(200, dialect.pages[path](dialect.model, self.window))
        if (request.method, path) != ("POST", "/v1/messages"):
            return dialect.nowhere(request)
        self.asked.append(asking)
        refusal = self._refusal(asking)
        if refusal:
            self.refused.append(refusal)
        return refusal

    def _refusal(self, asking: Asking) -> Reply | None:
        if self.loading:
            self.loading -= 1
            return self.dialect.loading
        if asking.body["model"] != self.dialect.model:
            return self.dialect.no_such_model(asking.body["model"])
        return self.dialect.refuse(asking)

    @override
    def _step(self, asked: Asked) -> Step:
        asking = self.asked[-1]
        return Step(Behaviour.CHAT) if asking.is_too_long and self.dialect.forgets else super()._step(asked)

    @override
    def _response(self, call: Call, writer: asyncio.StreamWriter) -> Response:
        asking = self.asked[-1]
        limit = min(asking.wanted, max(asking.window // 2, asking.window - asking.prompt))
        return _Spoken(writer, self.dialect, usage=self._usage(asking), limit=limit, thinks=self.thinks)

    def _usage(self, asking: Asking) -> dict[str, int]:
        if not self.dialect.caches:
            return {"input_tokens": asking.prompt}
        kept = _kept(asking.body)
        at, was_read = tokens_in(kept), kept in self._read
        self._read.add(kept)
        counted = "cache_read_input_tokens" if was_read else "cache_creation_input_tokens"
        return {"input_tokens": asking.prompt - at, counted: at}


class _Spoken(Response):
    """Sends the events in the server's own way, and ends the answer where its tokens are used up."""

    def __init__(
        self, writer: asyncio.StreamWriter, dialect: Dialect, *, usage: dict[str, int], limit: int, thinks: int
    ) -> None:
        super().__init__(writer)
        self._dialect = dialect
        self._usage = usage
        self._left = limit
        self._thinks = thinks
        self._at = 1 if thinks else 0
        self._is_cut = False

    @override
    async def send(self, data: bytes) -> None:
        for part in data.decode().split("\n\n"):
            if part:
                event = json.loads(part.partition("data: ")[2])
                for said in self._counted(event):
                    await self._say(said)

    @override
    async def end(self) -> None:
        if self._dialect.ending:
            await super().send(self._dialect.ending)
        await super().end()

    def _counted(self, event: Event) -> list[Event]:
        """The events for this one, as far as there are tokens left."""
        match event["type"]:
            case "message_start":
                event["message"]["usage"] |= self._usage
                return [event, *self._thinking()]
            case "content_block_start" | "content_block_stop":
                return [event | {"index": self._at}]
            case "content_block_delta":
                return [event | {"index": self._at}] if self._spend(tokens_in(event["delta"]["text"])) else []
            case "message_delta" if self._is_cut:
                event["delta"]["stop_reason"] = "max_tokens"
        return [event]

    def _thinking(self) -> list[Event]:
        if not self._thinks:
            return []
        pieces = [min(_PIECE, self._thinks - at) for at in range(0, self._thinks, _PIECE)]
        deltas = [_thought(tokens) for tokens in pieces if self._spend(tokens)]
        start = {"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": ""}}
        return [start, *deltas, {"type": "content_block_stop", "index": 0}]

    def _spend(self, tokens: int) -> bool:
        """Whether there were so many tokens left."""
        self._is_cut = self._is_cut or tokens > self._left
        self._left -= tokens
        return not self._is_cut

    async def _say(self, event: Event) -> None:
        for said in self._dialect.events(event):
            await super().send(messages.event(said["type"], **{name: said[name] for name in said if name != "type"}))


def _thought(tokens: int) -> Event:
    return {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "Hm " * tokens}}


def _kept(body: dict[str, Any]) -> str:
    """The text up to the last block with `cache_control`; empty if there is none."""
    blocks = [
        block for content in (body.get("system", ""), body["messages"][0]["content"]) for block in _blocks(content)
    ]
    marked = [at for at, block in enumerate(blocks) if block.get("cache_control")]
    return "\n".join(block["text"] for block in blocks[: marked[-1] + 1]) if marked else ""


def _blocks(content: Any) -> list[dict[str, Any]]:
    return [{"text": content}] if isinstance(content, str) else content
