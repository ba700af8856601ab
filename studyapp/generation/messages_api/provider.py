"""The language model, through the Messages API. The only module that calls the SDK.

Anthropic, Ollama, LM Studio, llama.cpp, vLLM and LiteLLM all answer here, so this asks for what all of them can do:
JSON as plain text, described in the prompt, with `output_config.format` on top for those that enforce a schema. Others
ignore that field, and one that refuses it is asked again without. A forced tool was the other candidate. It loses on
three counts: newer Claude models refuse `tool_choice`, local models without a tool template refuse `tools`, and tool
input arrives in one piece on most servers, where text streams everywhere.

The SDK's own retries are off: the engine retries, and knows what has been saved already.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing, asynccontextmanager, contextmanager
from copy import copy
from datetime import timedelta
from functools import cache
from typing import Any, Final, TypeVar

import anthropic
import httpx2
from anthropic.types import RawMessageStreamEvent

from studyapp.errors import ErrorCode, GenerationFailed, Outage
from studyapp.generation import failures
from studyapp.generation.calls import Call
from studyapp.generation.failures import Service
from studyapp.generation.messages_api import bounds
from studyapp.generation.messages_api.askings import ASKINGS, Asking
from studyapp.generation.messages_api.items import ItemStream
from studyapp.generation.messages_api.meter import Meter
from studyapp.generation.prompts import Prompt
from studyapp.generation.provider import Enough, Hear, Sign, Usage, hear_nothing, never
from studyapp.settings import Settings, secrets_in

HOME: Final = "https://api.anthropic.com"
_CONNECT_SECONDS: Final = 10.0
_CHECK_SECONDS: Final = 30.0
_KNOCK_SECONDS: Final = 2.0
_STREAM: Final = "text/event-stream"
_SCHEMAS: Final = "schemas"
_ODD: Final = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""What an answer of another shape than agreed raises, wherever it is read."""
_NO_KEY: Final = "none"
"""Local servers want the header and ignore what it says."""

T = TypeVar("T")


class AnthropicProvider:
    name = "anthropic"
    chunk_chars = 8_000

    def __init__(self, settings: Settings) -> None:
        key = settings.anthropic_api_key
        self._key = key.get_secret_value().strip() if key else ""
        self._address = settings.anthropic_base_url or None
        self._secrets = [secret for secret in (self._key, *secrets_in(self._address or "")) if secret]
        self._patience = settings.provider_timeout_seconds
        self.model = settings.model
        self._service = Service(self.model, self._address, has_key=bool(self._key))
        self._lacks: set[str] = set()
        """What this server was found not to know; shared by all that are `heard_by` somebody."""
        self._hear: Hear = hear_nothing

    def heard_by(self, hear: Hear) -> "AnthropicProvider":
        heard = copy(self)
        heard._hear = hear  # noqa: SLF001
        return heard

    def stream(self, call: Call[T], *, enough: Enough = never) -> AsyncGenerator[T | Usage]:
        """See `Provider`. A connection lives as long as such an iterator: closing or cancelling it hangs up."""
        asking: Asking[Call[T], T] = ASKINGS[type(call)]
        return self._answer(call, asking, enough)

    async def knock(self) -> bool:
        """The list of models costs nothing; whatever answers but a gateway is somebody."""
        try:
            with self._failures(_KNOCK_SECONDS):
                async with self._client(patience=_KNOCK_SECONDS) as client:
                    await client.models.list(limit=1)
        except Outage:
            return False
        except GenerationFailed as failed:
            return failed.error_code is not ErrorCode.TIMEOUT
        return True

    async def check(self) -> timedelta:
        began = time.monotonic()
        patience = min(self._patience, _CHECK_SECONDS)
        with self._failures(patience):
            async with self._client(patience=patience) as client:
                await client.messages.create(
                    model=self.model, max_tokens=16, messages=[{"role": "user", "content": "Say OK."}]
                )
        return timedelta(seconds=time.monotonic() - began)

    async def _answer(self, call: Call[T], asking: Asking[Call[T], T], enough: Enough) -> AsyncGenerator[T | Usage]:
        meter, failure = Meter(self.name, self.model), None
        try:
            async with aclosing(self._said(call, asking, enough, meter)) as said:
                async for part in said:
                    yield part
        except GenerationFailed as failed:
            failure = failed
        if failure is not None and not isinstance(failure, Outage):
            await self._hear(Sign.ANSWERED)
        yield meter.usage()
        if failure is not None:
            raise failure

    async def _said(self, call: Call[T], asking: Asking[Call[T], T], enough: Enough, meter: Meter) -> AsyncGenerator[T]:
        prompt = asking.prompt(call)
        items, left, is_over = ItemStream(prompt.key), prompt.most, False
        async with aclosing(self._events(prompt)) as events:
            async for event in events:
                with self._failures(self._patience):
                    meter.read(event)
                    speaks, text = _speaks(event), _text(event)
                is_over = is_over or event.type == "message_stop"
                if speaks:
                    await self._hear(Sign.WORDS)
                closed = items.feed(text)
                if (fields := items.take_fields()) is not None and (said := asking.preface(call, fields)) is not None:
                    yield said
                for item in closed:
                    if left == 0 or enough():
                        return
                    left -= 1
                    yield asking.read(call, item)
        self._check_ending(meter.stop_reason, items, is_over=is_over)

    def _check_ending(self, stop_reason: str | None, items: ItemStream, *, is_over: bool) -> None:
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
            case None if not is_over:
                raise failures.broken_off(self._service)
            case _:
                raise failures.unreadable(self._service)

    async def _events(self, prompt: Prompt) -> AsyncGenerator[RawMessageStreamEvent]:
        with self._failures(self._patience):
            async with self._client(patience=self._patience) as client, await self._ask(client, prompt) as stream:
                await self._hear(Sign.ANSWERED)
                kind = stream.response.headers.get("content-type", "").partition(";")[0].strip().lower()
                if kind != _STREAM:
                    raise failures.no_stream(self._service, kind)
                async for event in stream:
                    yield event

    async def _ask(
        self, client: anthropic.AsyncAnthropic, prompt: Prompt
    ) -> anthropic.AsyncStream[RawMessageStreamEvent]:
        request = self._request(prompt)
        if _SCHEMAS in self._lacks:
            return await client.messages.create(**request, stream=True)
        schema: Any = {"type": "json_schema", "schema": prompt.schema}
        try:
            return await client.messages.create(**request, stream=True, output_config={"format": schema})
        except (anthropic.BadRequestError, anthropic.UnprocessableEntityError) as error:
            if not _minds_the_schema(error):
                raise
            self._lacks.add(_SCHEMAS)
        return await client.messages.create(**request, stream=True)

    def _request(self, prompt: Prompt) -> dict[str, Any]:
        """No temperature: newer models refuse it."""
        return {
            "model": self.model,
            "max_tokens": prompt.tokens,
            "system": prompt.system,
            "messages": [{"role": "user", "content": prompt.user}],
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
            default_headers=bounds.PLAIN,
            http_client=anthropic.DefaultAsyncHttpxClient(
                verify=tls, timeout=timeout, follow_redirects=False, event_hooks={"response": [bounds.bound]}
            ),
        ) as client:
            yield client

    @contextmanager
    def _failures(self, patience: float) -> Generator[None]:
        """The border: what the SDK raises becomes a `GenerationFailed`."""
        try:
            yield
        except bounds.UnfitAnswer as error:
            raise failures.unreadable(self._service) from error
        except anthropic.APIStatusError as error:
            raise self._of_status(error) from error
        except (anthropic.APITimeoutError, httpx2.TimeoutException) as error:
            raise self._of_silence(error, patience) from error
        except (anthropic.APIConnectionError, httpx2.InvalidURL) as error:
            raise self._of_connection(error) from error
        except httpx2.TransportError as error:
            raise failures.broken_off(self._service) from error
        except (anthropic.AnthropicError, httpx2.HTTPError, *_ODD) as error:
            raise failures.unreadable(self._service) from error

    def _of_connection(self, error: Exception) -> GenerationFailed:
        if isinstance(error.__cause__, bounds.UnfitAnswer):
            return failures.unreadable(self._service)
        if not failures.is_address(self._address or HOME):
            return failures.no_address(self._service)
        return failures.unreachable(self._service)

    def _of_silence(self, error: Exception, patience: float) -> GenerationFailed:
        """Whoever could not even be connected to is away; whoever was is slow."""
        if any(isinstance(each, httpx2.ConnectTimeout | httpx2.PoolTimeout) for each in (error, error.__cause__)):
            return failures.unreachable(self._service)
        return failures.timed_out(self._service, patience=patience)

    def _of_status(self, error: anthropic.APIStatusError) -> GenerationFailed:
        status = error.status_code if error.status_code >= 300 else failures.STATUS_OF.get(str(error.type), 500)
        message = error.api_message if isinstance(error.api_message, str) else ""
        for secret in self._secrets:
            message = message.replace(secret, "***")
        wait = failures.wait_asked_for(error.response.headers)
        return failures.of_status(status, self._service, message=message, retry_after=wait)


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
        text: Any = event.delta.text  # the SDK does not look whether it is one
        if text is not None and not isinstance(text, str):
            raise TypeError("a text that is none")
        return text or ""
    return ""


def _speaks(event: RawMessageStreamEvent) -> bool:
    """Text or thinking; pings, empty deltas and the frames around them are none."""
    if event.type != "content_block_delta":
        return False
    return bool(getattr(event.delta, "text", "") or getattr(event.delta, "thinking", ""))
