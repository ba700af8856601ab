"""The connection to a server that speaks the Messages API. No other module uses the SDK.

The SDK's own retries are off, because the engine retries and knows what has been saved already.
"""

import asyncio
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
from studyapp.generation.messages_api import answer_limits
from studyapp.generation.prompts.prompt import Prompt
from studyapp.settings import Settings, secrets_in

HOME: Final = "https://api.anthropic.com"
_CONNECT_SECONDS: Final = 10.0
_STREAM: Final = "text/event-stream"
_SCHEMAS: Final = "schemas"
_ODD: Final = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""Errors raised where an answer does not have the agreed shape."""
_NO_KEY: Final = "none"
"""Local servers require the header but ignore its content."""


class Client:
    def __init__(self, settings: Settings) -> None:
        key = settings.anthropic_api_key
        self._key = key.get_secret_value().strip() if key else ""
        self._address = settings.anthropic_base_url or None
        self._secrets = [secret for secret in (self._key, *secrets_in(self._address or "")) if secret]
        self.model = settings.model
        self.patience = settings.provider_timeout_seconds
        """Seconds of silence after which a call fails."""
        self.service = Service(self.model, self._address, has_key=bool(self._key))
        self._lacks: set[str] = set()
        """Features that this server turned out not to have."""

    async def list_models(self, *, patience: float) -> None:
        """Make the cheapest request there is. Raises `GenerationFailed` if it fails."""
        with self.failures(patience):
            async with self._connection(patience) as client:
                await client.models.list(limit=1)

    async def greet(self, *, patience: float) -> None:
        """Make one real, tiny call to the model. Raises `GenerationFailed` if it fails."""
        with self.failures(patience):
            async with self._connection(patience) as client:
                await client.messages.create(
                    model=self.model, max_tokens=16, messages=[{"role": "user", "content": "Say OK."}]
                )

    async def events(
        self, prompt: Prompt, *, answered: Callable[[], Awaitable[None]]
    ) -> AsyncGenerator[RawMessageStreamEvent]:
        """The events of the answer as they arrive. Calls `answered` before the first. Raises `GenerationFailed`."""
        with self.failures():
            async with self._connection(self.patience) as client, await self._ask(client, prompt) as stream:
                await answered()
                kind = stream.response.headers.get("content-type", "").partition(";")[0].strip().lower()
                if kind != _STREAM:
                    raise failures.no_stream(self.service, kind)
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
        """The fields of the request. There is no temperature among them, because newer models refuse it."""
        return {
            "model": self.model,
            "max_tokens": prompt.tokens,
            "system": prompt.system,
            "messages": [{"role": "user", "content": prompt.user}],
        }

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
        message = error.api_message if isinstance(error.api_message, str) else ""
        for secret in self._secrets:
            message = message.replace(secret, "***")
        wait = failures.wait_asked_for(error.response.headers)
        return failures.of_status(status, self.service, message=message, retry_after=wait)


@cache
def _tls() -> Any:
    """The certificates. Reading them takes 20 ms or more, so it is done once and not on the event loop."""
    return httpx2.create_ssl_context()


def _minds_the_schema(error: anthropic.APIStatusError) -> bool:
    text = str(error).lower()
    return any(word in text for word in ("output_config", "output_format", "json_schema", "structured output"))
