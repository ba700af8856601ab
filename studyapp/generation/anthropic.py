"""The language model, through the Messages API. The only module that knows the SDK.

Anthropic, Ollama, LM Studio, llama.cpp, vLLM and LiteLLM all answer here, so this asks for what all of them can do:
JSON as plain text, described in the prompt, with `output_config.format` on top for those that enforce a schema. Others
ignore that field, and one that refuses it is asked again without. A forced tool was the other candidate. It loses on
three counts: newer Claude models refuse `tool_choice`, local models without a tool template refuse `tools`, and tool
input arrives in one piece on most servers, where text streams everywhere.

The SDK's own retries are off: the engine retries, and knows what has been saved already.
"""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any, Final

import anthropic
import httpx2
from anthropic.types import RawMessageStreamEvent

from studyapp.errors import GenerationFailed
from studyapp.generation import failures, prompts
from studyapp.generation.failures import Service
from studyapp.generation.items import ItemStream
from studyapp.generation.provider import CardCall, Usage
from studyapp.rules.items import CardDraft
from studyapp.settings import Settings

HOME: Final = "https://api.anthropic.com"
_CONNECT_SECONDS: Final = 10.0
_CHECK_SECONDS: Final = 30.0
_NO_KEY: Final = "none"
"""Local servers want the header and ignore what it says."""
_TOKENS_TO_START: Final = 4_000
_TOKENS_PER_CARD: Final = 400
"""Room for a card in a script that takes many tokens; what is not used is not paid for."""


class AnthropicProvider:
    name = "anthropic"
    chunk_chars = 8_000

    def __init__(self, settings: Settings) -> None:
        key = settings.anthropic_api_key
        self._key = key.get_secret_value().strip() if key else ""
        self._address = settings.anthropic_base_url or None
        self._patience = settings.provider_timeout_seconds
        self.model = settings.model
        self._service = Service(self.model, self._address, has_key=bool(self._key))
        self._knows_schemas = True

    async def cards(self, call: CardCall) -> AsyncGenerator[CardDraft | Usage]:
        """See `Provider`. A connection lives as long as this iterator: closing or cancelling it hangs up."""
        meter, failure = _Meter(self.model), None
        try:
            async with aclosing(self._drafts(call, meter)) as drafts:
                async for draft in drafts:
                    yield draft
        except GenerationFailed as failed:
            failure = failed
        yield meter.usage()
        if failure is not None:
            raise failure

    async def check(self) -> timedelta:
        began = time.monotonic()
        with self._failures():
            async with self._client(patience=min(self._patience, _CHECK_SECONDS)) as client:
                await client.messages.create(
                    model=self.model, max_tokens=16, messages=[{"role": "user", "content": "Say OK."}]
                )
        return timedelta(seconds=time.monotonic() - began)

    async def _drafts(self, call: CardCall, meter: "_Meter") -> AsyncGenerator[CardDraft]:
        items, sent = ItemStream(prompts.ITEMS_KEY), 0
        async with aclosing(self._events(call)) as events:
            async for event in events:
                meter.read(event)
                for item in items.feed(_text(event)):
                    if sent == call.chunk.count:
                        return
                    sent += 1
                    yield _draft(item)
        self._check_ending(meter.stop_reason, items)

    def _check_ending(self, stop_reason: str | None, items: ItemStream) -> None:
        """An answer counts as whole when its array was closed; why it was not decides what happens next."""
        if stop_reason == "refusal":
            raise failures.refused()
        if items.finished:
            return
        match stop_reason:
            case "max_tokens":
                raise failures.out_of_tokens(self._service)
            case "model_context_window_exceeded":
                raise failures.out_of_context(self._service)
            case None:
                raise failures.broken_off(self._service)
            case _:
                raise failures.unreadable(self._service)

    async def _events(self, call: CardCall) -> AsyncGenerator[RawMessageStreamEvent]:
        with self._failures():
            async with self._client(patience=self._patience) as client, await self._ask(client, call) as stream:
                async for event in stream:
                    yield event

    async def _ask(
        self, client: anthropic.AsyncAnthropic, call: CardCall
    ) -> anthropic.AsyncStream[RawMessageStreamEvent]:
        request = self._request(call)
        if not self._knows_schemas:
            return await client.messages.create(**request, stream=True)
        try:
            return await client.messages.create(**request, stream=True, output_config={"format": _CARD_FORMAT})
        except (anthropic.BadRequestError, anthropic.UnprocessableEntityError) as error:
            if not _minds_the_schema(error):
                raise
            self._knows_schemas = False
        return await client.messages.create(**request, stream=True)

    def _request(self, call: CardCall) -> dict[str, Any]:
        """No temperature: newer models refuse it."""
        system, user = prompts.for_cards(call)
        return {
            "model": self.model,
            "max_tokens": _TOKENS_TO_START + _TOKENS_PER_CARD * call.chunk.count,
            "system": system,
            "messages": [{"role": "user", "content": user}],
        }

    @asynccontextmanager
    async def _client(self, *, patience: float) -> AsyncGenerator[anthropic.AsyncAnthropic]:
        """A client per call: hanging up is closing it, and it never outlives the event loop it was made in."""
        tls = await asyncio.to_thread(_tls)
        timeout = anthropic.Timeout(patience, connect=min(patience, _CONNECT_SECONDS))
        async with anthropic.AsyncAnthropic(
            api_key=self._key or _NO_KEY,
            base_url=self._address or HOME,
            max_retries=0,
            timeout=timeout,
            http_client=anthropic.DefaultAsyncHttpxClient(verify=tls, timeout=timeout),
        ) as client:
            yield client

    @contextmanager
    def _failures(self) -> Generator[None]:
        """The border: what the SDK raises becomes a `GenerationFailed`."""
        try:
            yield
        except anthropic.APIStatusError as error:
            raise self._of_status(error) from error
        except (anthropic.APITimeoutError, httpx2.TimeoutException) as error:
            raise failures.timed_out(self._service) from error
        except (anthropic.APIConnectionError, httpx2.InvalidURL) as error:
            raise failures.unreachable(self._service) from error
        except httpx2.TransportError as error:
            raise failures.broken_off(self._service) from error
        except (anthropic.AnthropicError, httpx2.HTTPError, json.JSONDecodeError, UnicodeDecodeError) as error:
            raise failures.unreadable(self._service) from error

    def _of_status(self, error: anthropic.APIStatusError) -> GenerationFailed:
        status = error.status_code if error.status_code >= 400 else failures.STATUS_OF.get(error.type or "", 500)
        message = error.api_message or ""
        if self._key:
            message = message.replace(self._key, "***")
        wait = failures.wait_asked_for(error.response.headers)
        return failures.of_status(status, self._service, message=message, retry_after=wait)


@dataclass(slots=True)
class _Meter:
    """Tokens, time and the reason for stopping, gathered while events pass."""

    model: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    stop_reason: str | None = None
    began: float = field(default_factory=time.monotonic)

    def read(self, event: RawMessageStreamEvent) -> None:
        match event.type:
            case "message_start":
                self.model = event.message.model or self.model
                self._count(event.message.usage)
            case "message_delta":
                self.stop_reason = event.delta.stop_reason or self.stop_reason
                self._count(event.usage)
                self.tokens_out = getattr(event.usage, "output_tokens", None)
            case _:
                pass

    def _count(self, usage: object) -> None:
        """What went in. Not every server counts everything; a later event's counts include the earlier ones."""
        given = [getattr(usage, name, None) for name in _INPUT_COUNTS]
        if any(given):
            self.tokens_in = sum(filter(None, given))

    def usage(self) -> Usage:
        duration = timedelta(seconds=time.monotonic() - self.began)
        return Usage(AnthropicProvider.name, self.model, self.tokens_in, self.tokens_out, duration)


_INPUT_COUNTS: Final = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
_CARD_FORMAT: Final[Any] = {"type": "json_schema", "schema": prompts.CARD_SCHEMA}


@cache
def _tls() -> Any:
    """Reading the certificates takes 20 ms and more, so they are read once, and not on the event loop."""
    return httpx2.create_ssl_context()


def _minds_the_schema(error: anthropic.APIStatusError) -> bool:
    text = str(error).lower()
    return any(word in text for word in ("output_config", "output_format", "json_schema", "structured output"))


def _text(event: RawMessageStreamEvent) -> str:
    """The text an event carries; thinking is not text."""
    if event.type == "content_block_delta" and event.delta.type == "text_delta":
        return event.delta.text
    return ""


def _draft(item: object) -> CardDraft:
    """Whatever the model sent, as a draft: what is missing is empty, and the rules say so."""
    given: dict[str, object] = item if isinstance(item, dict) else {}  # pyright: ignore[reportUnknownVariableType]
    return CardDraft(
        question=_line(given.get("question")) or "",
        answer=_line(given.get("answer")) or "",
        explanation=_line(given.get("explanation")),
        quote=_line(given.get("quote")),
    )


def _line(value: object) -> str | None:
    """Text a database takes: no NUL, no halves of surrogate pairs, nothing if there is nothing."""
    if value is None or isinstance(value, dict | list):
        return None
    return str(value).replace("\0", "").encode(errors="replace").decode().strip() or None
