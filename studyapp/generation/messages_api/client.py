"""The connection to a server that speaks the Messages API. No other module uses the SDK.

The SDK's own retries are off, because the engine retries and knows what has been saved already.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from typing import Any, Final

import anthropic
import httpx2
from anthropic.types import RawMessageStreamEvent

from studyapp.errors import GenerationFailed
from studyapp.generation import failures
from studyapp.generation.failures import Service
from studyapp.generation.messages_api import answer_limits, refusals
from studyapp.generation.messages_api.context_length import context_length, object_of, root_of
from studyapp.generation.messages_api.models import traits_of
from studyapp.generation.messages_api.window import Windows, tokens_in
from studyapp.generation.prompts.prompt import Prompt
from studyapp.settings import Effort, Settings, secrets_in

HOME: Final = "https://api.anthropic.com"
_CONNECT_SECONDS: Final = 10.0
_STREAM: Final = "text/event-stream"
_MOST_REFUSALS: Final = 2
"""One for each thing that a call is changed for: its length, and fields that are not known."""
_ABOUT_ADDRESS: Final = (404, 405)
_ODD: Final = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""Errors raised where an answer does not have the agreed shape."""
_NO_KEY: Final = "none"
"""Local servers require the header but ignore its content."""


class Client:
    def __init__(self, settings: Settings) -> None:
        key = settings.anthropic_api_key
        self._key = key.get_secret_value().strip() if key else ""
        self._address = root_of(settings.anthropic_base_url) if settings.anthropic_base_url else None
        self._secrets = [secret for secret in (self._key, *secrets_in(self._address or "")) if secret]
        self.model = settings.model
        self.traits = traits_of(settings.model)
        self.patience = settings.provider_timeout_seconds
        """Seconds of silence after which a call fails."""
        self.service = Service(self.model, self._address, has_key=bool(self._key))
        self.windows = Windows(settings.context_tokens, self._context_length)
        self._effort: Effort | None = settings.effort
        self._is_plain = False
        """Whether this server turned out to refuse the fields that not all servers know."""

    async def list_models(self, *, patience: float) -> None:
        """Make the cheapest request there is. Raises `GenerationFailed` if it fails."""
        with self.failures(patience):
            async with self._connection(patience) as client:
                await client.models.list(limit=1)

    async def greet(self, *, patience: float) -> None:
        """Make one real, tiny call to the model. Raises `GenerationFailed` if it fails."""
        with self.failures(patience):
            async with (
                self._connection(patience) as client,
                await client.messages.create(
                    model=self.model, max_tokens=16, messages=[{"role": "user", "content": "Say OK."}], stream=True
                ) as stream,
            ):
                await self._check_kind(stream.response)
                if not [event async for event in stream]:
                    raise failures.broken_off(self.service)

    def effort(self, prompt: Prompt) -> Effort:
        """The effort that is set, else the one that suits the call."""
        return self._effort or prompt.effort

    async def events(
        self, prompt: Prompt, *, most_tokens: int, answered: Callable[[], Awaitable[None]]
    ) -> AsyncGenerator[RawMessageStreamEvent]:
        """The events of the answer as they arrive. Calls `answered` before the first. Raises `GenerationFailed`."""
        with self.failures():
            async with (
                self._connection(self.patience) as client,
                await self._ask(client, prompt, most_tokens) as stream,
            ):
                await answered()
                await self._check_kind(stream.response)
                async for event in stream:
                    yield event

    @contextmanager
    def failures(self, patience: float | None = None) -> Generator[None]:
        """Turns the errors of the SDK into `GenerationFailed`."""
        try:
            yield
        except answer_limits.UnfitAnswer as error:
            raise failures.unreadable(self.service) from error
        except anthropic.APIStatusError as error:
            raise self._of_status(error) from error
        except (anthropic.APITimeoutError, httpx2.TimeoutException) as error:
            raise self._of_silence(error, patience or self.patience) from error
        except (anthropic.APIConnectionError, httpx2.InvalidURL) as error:
            raise self._of_connection(error) from error
        except httpx2.TransportError as error:
            raise failures.broken_off(self.service) from error
        except (anthropic.AnthropicError, httpx2.HTTPError, *_ODD) as error:
            raise failures.unreadable(self.service) from error

    async def _context_length(self) -> int | None:
        """The context length of a model on a server of one's own, in tokens; None if it is large or not told."""
        if self.traits.is_claude or self._address is None or not failures.is_address(self._address):
            return None
        return await context_length(self._address, self.model, key=self._key)

    async def _ask(
        self, client: anthropic.AsyncAnthropic, prompt: Prompt, most_tokens: int
    ) -> anthropic.AsyncStream[RawMessageStreamEvent]:
        """Ask; if the server refuses, ask again with the room it names, or without the fields it may not know."""
        request = self._request(prompt, most_tokens)
        for _ in range(_MOST_REFUSALS):
            try:
                return await self._send(client, request)
            except anthropic.APIStatusError as error:
                tokens = tokens_in(prompt.system + prompt.user)
                changed = refusals.changed(request, error.status_code, str(error.message), prompt_tokens=tokens)
                if changed is None:
                    raise
                request = changed
        return await self._send(client, request)

    async def _send(
        self, client: anthropic.AsyncAnthropic, request: dict[str, Any]
    ) -> anthropic.AsyncStream[RawMessageStreamEvent]:
        stream = await client.messages.create(**request, stream=True)
        self._is_plain = not refusals.OPTIONAL & request.keys()
        return stream

    def _request(self, prompt: Prompt, most_tokens: int) -> dict[str, Any]:
        """The fields of the request. There is no temperature among them, because newer models refuse it."""
        plain: dict[str, Any] = {
            "model": self.model,
            "max_tokens": most_tokens,
            "system": prompt.system,
            "messages": [{"role": "user", "content": prompt.user}],
        }
        if self._is_plain:
            return plain
        special = self.traits.fields(self.effort(prompt))
        schema = {"format": {"type": "json_schema", "schema": prompt.schema}}
        request = plain | special | {"output_config": special.get("output_config", {}) | schema}
        return request | _cached(prompt) if self.traits.is_claude else request

    @asynccontextmanager
    async def _connection(self, patience: float) -> AsyncGenerator[anthropic.AsyncAnthropic]:
        """A client for one call. Closing it hangs up, and it never outlives the event loop it was made in."""
        tls = await asyncio.to_thread(_tls)
        timeout = anthropic.Timeout(patience, connect=min(patience, _CONNECT_SECONDS))
        async with anthropic.AsyncAnthropic(
            api_key=self._key or _NO_KEY,
            base_url=self._address or HOME,
            max_retries=0,
            timeout=timeout,
            default_headers=answer_limits.PLAIN,
            http_client=anthropic.DefaultAsyncHttpxClient(
                verify=tls, timeout=timeout, follow_redirects=False, event_hooks={"response": [answer_limits.limit]}
            ),
        ) as client:
            yield client

    async def _check_kind(self, response: httpx2.Response) -> None:
        """Raise if the answer is no stream of events."""
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == _STREAM:
            return
        said = self._without_secrets(await _words(response, kind))
        if refusals.denies_address(said):
            raise failures.no_messages_api(self.service)
        if refusals.says_too_long(said):
            raise self._too_long(said)
        raise failures.no_stream(self.service, kind, said=said)

    def _of_connection(self, error: Exception) -> GenerationFailed:
        if isinstance(error.__cause__, answer_limits.UnfitAnswer):
            return failures.unreadable(self.service)
        if not failures.is_address(self._address or HOME):
            return failures.no_address(self.service)
        return failures.unreachable(self.service)

    def _of_silence(self, error: Exception, patience: float) -> GenerationFailed:
        """The error for a timeout. Without a connection the server is unreachable; with one the model is slow."""
        if any(isinstance(each, httpx2.ConnectTimeout | httpx2.PoolTimeout) for each in (error, error.__cause__)):
            return failures.unreachable(self.service)
        return failures.timed_out(self.service, patience=patience)

    def _of_status(self, error: anthropic.APIStatusError) -> GenerationFailed:
        status = error.status_code if error.status_code >= 300 else failures.STATUS_OF.get(str(error.type), 500)
        message = self._without_secrets(_said(error.body))
        if status in refusals.ABOUT_LENGTH and refusals.says_too_long(message):
            return self._too_long(message)
        if status in _ABOUT_ADDRESS and not refusals.names_a_model(message, self.model):
            return failures.no_messages_api(self.service)
        if status in refusals.ABOUT_FIELDS and refusals.denies_model(message):
            status = 404
        wait = failures.wait_asked_for(error.response.headers)
        return failures.of_status(status, self.service, message=message, retry_after=wait)

    def _too_long(self, message: str) -> GenerationFailed:
        if length := refusals.context_named(message):
            self.windows.learn(length)
        return failures.out_of_context(self.service)

    def _without_secrets(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


@cache
def _tls() -> Any:
    """The certificates. Reading them takes 20 ms or more, so it is done once and not on the event loop."""
    return httpx2.create_ssl_context()


def _cached(prompt: Prompt) -> dict[str, Any]:
    """The same prompt in blocks that the API keeps for some minutes, so that a repair or another call costs less."""
    keep = {"type": "ephemeral"}
    given = {"type": "text", "text": prompt.given, "cache_control": keep}
    return {
        "system": [{"type": "text", "text": prompt.system, "cache_control": keep}],
        "messages": [{"role": "user", "content": [given, {"type": "text", "text": prompt.asked}]}],
    }


async def _words(response: httpx2.Response, kind: str) -> str:
    """What an answer in JSON says is wrong; an empty string if it is something else."""
    return _said(json.loads(await response.aread())) if kind == "application/json" else ""


def _said(body: object) -> str:
    """The message of an error. Some servers send it alone, without the object that should be around it."""
    error = object_of(body).get("error")
    said = object_of(error).get("message", error)
    return said if isinstance(said, str) else ""
