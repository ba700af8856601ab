"""The language model, through the Messages API.

Anthropic, Ollama, LM Studio, llama.cpp, vLLM and LiteLLM all speak it, so this uses what all of them can do: JSON as
plain text, described in the prompt. `output_config.format` is added for servers that enforce a schema. Others ignore
that field, and a server that refuses it is asked again without it.

A forced tool was the alternative. It was rejected for three reasons: newer Claude models refuse `tool_choice`, local
models without a tool template refuse `tools`, and most servers send tool input in one piece, but stream text.
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, TypeVar

from studyapp.errors import ErrorCode, GenerationFailed, Outage
from studyapp.generation import failures
from studyapp.generation.calls import Call
from studyapp.generation.messages_api.call_adapters import ADAPTERS, CallAdapter
from studyapp.generation.messages_api.client import Client
from studyapp.generation.messages_api.meter import Meter
from studyapp.generation.messages_api.reading.answer import AnswerReader
from studyapp.generation.prompts.prompt import Prompt
from studyapp.generation.provider import Enough, Hear, Portion, Sign, Unread, Usage, hear_nothing, never
from studyapp.settings import Settings

_TO_THINK: Final = 12_000
"""How many tokens of an answer are for thinking, where a model thinks before it answers."""
_CUT: Final = ("max_tokens", "model_context_window_exceeded", "refusal")
"""The reasons for which an answer stops before it is finished."""
_KNOCK_SECONDS: Final = 2.0
_ENDING_SECONDS: Final = 2.0
"""How long to wait for the end of an answer, which says what it cost, once it has brought enough."""

T = TypeVar("T")
E = TypeVar("E")


class AnthropicProvider:
    name = "anthropic"
    chunk_chars = 8_000
    """The most characters of a chunk. A longer one would not make the cards better."""

    def __init__(self, settings: Settings) -> None:
        self.model = settings.model
        self._client = Client(settings)
        self._hear: Hear = hear_nothing
        self._room = 1

    def heard_by(self, hear: Hear) -> "AnthropicProvider":
        heard = copy(self)
        heard._hear = hear  # noqa: SLF001
        return heard

    def with_room(self, factor: int) -> "AnthropicProvider":
        roomy = copy(self)
        roomy._room = factor  # noqa: SLF001
        return roomy

    async def portion(self, material: str = "") -> Portion:
        window = await self._client.windows.current()
        return Portion(min(self.chunk_chars, window.chunk_chars(material)), window.items_at_once())

    def stream(self, call: Call[T], *, enough: Enough = never) -> AsyncGenerator[T | Unread | Usage]:
        """See `Provider.stream`. The connection lives as long as the iterator; closing or cancelling it hangs up."""
        adapter: CallAdapter[Call[T], T] = ADAPTERS[type(call)]
        return self._answer(call, adapter, enough)

    async def knock(self) -> bool:
        """Ask for the list of models, which costs nothing. Any answer will do, unless a gateway gave it."""
        try:
            await self._client.list_models(patience=_KNOCK_SECONDS)
        except Outage:
            return False
        except GenerationFailed as failed:
            return failed.error_code is not ErrorCode.TIMEOUT
        return True

    async def check(self) -> timedelta:
        began = time.monotonic()
        await self._client.greet(patience=self._client.patience)
        return timedelta(seconds=time.monotonic() - began)

    async def _answer(
        self, call: Call[T], adapter: CallAdapter[Call[T], T], enough: Enough
    ) -> AsyncGenerator[T | Unread | Usage]:
        meter, failure = Meter(self.name, self.model), None
        request = await self._fitted(call, adapter)
        limit = _Limit(request.prompt.most, enough)
        try:
            async with aclosing(self._said(call, adapter, request, limit, meter)) as said:
                async for part in said:
                    yield part
        except GenerationFailed as failed:
            failure = None if limit.is_reached() else failed  # what follows the last wanted item does no harm
        if failure is not None and not isinstance(failure, Outage):
            await self._answered()
        yield meter.usage()
        if failure is not None:
            raise failure

    async def _fitted(self, call: Call[T], adapter: CallAdapter[Call[T], T]) -> "_Request":
        """The request, shortened until the model's context has room for it."""
        window, traits = await self._client.windows.current(), self._client.traits
        if window.tokens is not None:
            call = _shortened(call, adapter, times=self._room.bit_length() - 1)
        prompt = adapter.prompt(call, brief=not traits.is_claude)
        while not window.fits(prompt.system + prompt.user):
            shorter = adapter.shorten(call)
            if shorter is None:
                raise failures.out_of_context(self._client.service)
            call = shorter
            prompt = adapter.prompt(call, brief=not traits.is_claude)
        wanted = self._room * prompt.tokens + (_TO_THINK if traits.thinks(self._client.effort(prompt)) else 0)
        limits = (wanted, traits.most_tokens, window.room(prompt.system + prompt.user))
        most = min(limit for limit in limits if limit is not None)
        is_models_most = most == traits.most_tokens
        may_have_more = most == wanted or (not is_models_most and adapter.shorten(call) is not None)
        return _Request(prompt, most, may_have_more)

    async def _said(
        self, call: Call[T], adapter: CallAdapter[Call[T], T], request: "_Request", limit: "_Limit", meter: Meter
    ) -> AsyncGenerator[T | Unread]:
        reader = AnswerReader(request.prompt.key)
        async with aclosing(self._read(reader, request, limit, meter)) as closed:
            async for items in closed:
                if (fields := reader.take_fields()) is not None and (said := adapter.preface(call, fields)) is not None:
                    yield said
                for item in items:
                    if limit.is_reached():
                        return
                    limit.count()
                    yield item if isinstance(item, Unread) else adapter.read(call, item)

    async def _read(
        self, reader: AnswerReader, request: "_Request", limit: "_Limit", meter: Meter
    ) -> AsyncGenerator[list[object]]:
        """The items that each event of the answer completes, then those that its end leaves."""
        is_over = False
        answer = self._client.events(request.prompt, most_tokens=request.most_tokens, answered=self._answered)
        async with aclosing(_ending_soon(answer, limit)) as events:
            async for event in events:
                with self._client.failures():
                    meter.read(event)
                    speaks, text = _speaks(event), _text(event)
                is_over = is_over or event.type == "message_stop"
                if speaks:
                    await self._hear(Sign.WORDS)
                yield reader.feed(text)
        yield reader.end(is_cut=not is_over or meter.stop_reason in _CUT)
        self._check_ending(meter.stop_reason, reader, request, is_over=is_over)

    async def _answered(self) -> None:
        await self._hear(Sign.ANSWERED)

    def _check_ending(
        self, stop_reason: str | None, reader: AnswerReader, request: "_Request", *, is_over: bool
    ) -> None:
        """Raise if the answer is incomplete or holds nothing that can be read. The stop reason decides which error."""
        if stop_reason == "refusal":
            raise failures.refused()
        if reader.is_complete:
            return
        match stop_reason:
            case "max_tokens":
                service, most = self._client.service, request.most_tokens
                raise failures.out_of_tokens(service, most, retryable=request.may_have_more)
            case "model_context_window_exceeded":
                raise failures.out_of_context(self._client.service)
            case None if not is_over:
                raise failures.broken_off(self._client.service)
            case _ if reader.is_thinking:
                raise failures.only_thought(self._client.service)
            case _:
                raise failures.unreadable(self._client.service)


@dataclass(frozen=True, slots=True)
class _Request:
    prompt: Prompt
    most_tokens: int
    """The most tokens of the answer, thinking included."""
    may_have_more: bool
    """Whether another attempt can allow the answer more of them."""


class _Limit:
    """Says when an answer has brought enough: what its reader needs, or as many items as are read at most."""

    def __init__(self, most: int, enough: Enough) -> None:
        self._left = most
        self._enough = enough

    def count(self) -> None:
        self._left -= 1

    def is_reached(self) -> bool:
        return self._left <= 0 or self._enough()


def _shortened(call: Call[T], adapter: CallAdapter[Call[T], T], *, times: int) -> Call[T]:
    """The call with less beside what it is about, so that there is more room for the answer."""
    for _ in range(times):
        call = adapter.shorten(call) or call
    return call


def _text(event: Any) -> str:
    """The text in an event. Thinking does not count as text, and a server may send null in place of it."""
    delta = getattr(event, "delta", None)
    if event.type != "content_block_delta" or getattr(delta, "type", None) != "text_delta":
        return ""
    text: Any = getattr(delta, "text", None)  # the SDK does not check its type
    if text is not None and not isinstance(text, str):
        raise TypeError("the text of an event is not a string")
    return text or ""


def _speaks(event: Any) -> bool:
    """Whether the event brings text or thinking, unlike e.g. a ping or an empty delta."""
    if event.type != "content_block_delta":
        return False
    delta = getattr(event, "delta", None)
    return bool(getattr(delta, "text", "") or getattr(delta, "thinking", ""))


async def _ending_soon(events: AsyncGenerator[E], limit: _Limit) -> AsyncGenerator[E]:
    """The events and, once the limit is reached, only those that come within `_ENDING_SECONDS`."""
    until: float | None = None
    async with aclosing(events):
        while True:
            if until is None and limit.is_reached():
                until = asyncio.get_running_loop().time() + _ENDING_SECONDS
            try:
                async with asyncio.timeout_at(until):
                    event = await anext(events)
            except (StopAsyncIteration, TimeoutError):
                return
            yield event
