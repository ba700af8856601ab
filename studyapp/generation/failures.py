"""Turns a provider's failures into our errors, so that no other module has to know a status.

A provider that is absent, not ready or overloaded is waited for (`Outage`). After 429, 500, silence or unfinished
output, another attempt may succeed. After 400, 401, 403, 404 or a refusal, no attempt will.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

from studyapp.errors import ErrorCode, GenerationFailed, Outage, OutOfTokens, TooLong
from studyapp.settings import without_secrets

LONGEST_WAIT: Final = 86_400.0
_LONGEST_MESSAGE: Final = 200

STATUS_OF: Final = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "api_error": 500,
    "timeout_error": 504,
    "overloaded_error": 529,
}
"""The status of each error type, for errors that arrive in the middle of a stream that began with status 200."""


@dataclass(frozen=True, slots=True)
class Service:
    """The provider as error sentences name it."""

    model: str
    address: str | None
    """None for Anthropic's own server."""
    has_key: bool

    @property
    def name(self) -> str:
        """The name in error sentences. Nothing else shows the address, because this hides a password in it."""
        return without_secrets(self.address) if self.address else "Anthropic"

    @property
    def about_the_key(self) -> str:
        if self.has_key:
            return "does not accept the API key; check ANTHROPIC_API_KEY"
        return "wants an API key; set ANTHROPIC_API_KEY"


_PASSING: Final = {ErrorCode.RATE_LIMITED, ErrorCode.OVERLOADED, ErrorCode.TIMEOUT, ErrorCode.NETWORK}
_MEANINGS: Final = {
    300: (ErrorCode.NO_MODEL, "{service.name} sends elsewhere; set ANTHROPIC_BASE_URL to where that leads."),
    400: (ErrorCode.BAD_INPUT, "{service.name} did not accept the request{said}"),
    401: (ErrorCode.API_KEY, "{service.name} {service.about_the_key}."),
    402: (ErrorCode.API_KEY, "{service.name} asks for payment first{said}"),
    403: (ErrorCode.API_KEY, "The API key may not use the model “{service.model}”{said}"),
    404: (ErrorCode.NO_MODEL, "{service.name} knows no model “{service.model}”; check STUDYAPP_MODEL."),
    408: (ErrorCode.TIMEOUT, "{service.name} did not get the request in time."),
    409: (ErrorCode.OVERLOADED, "{service.name} cannot answer just now{said}"),
    413: (ErrorCode.TOO_LARGE, "{service.name} finds the text too long{said}"),
    429: (ErrorCode.RATE_LIMITED, "{service.name} limits how often it may be asked."),
    500: (ErrorCode.OVERLOADED, "{service.name} is out of order{said}"),
    502: (ErrorCode.NETWORK, "{service.name} cannot be reached, says a server on the way there."),
    503: (ErrorCode.OVERLOADED, "{service.name} is not ready yet{said}"),
    504: (ErrorCode.NETWORK, "{service.name} cannot be reached, says a server on the way there."),
    529: (ErrorCode.OVERLOADED, "{service.name} is overloaded{said}"),
}
_MESSAGES: Final = "/v1/messages"
_SPEAKS_NOT: Final = (
    "Set ANTHROPIC_BASE_URL to the root of a server that speaks the Messages API, e.g. Ollama from 0.14, LM Studio "
    "from 0.4.1, llama.cpp, vLLM or LiteLLM."
)
_AWAY: Final = (502, 503, 504, 529)
_GATEWAYS: Final = range(520, 525)
"""Cloudflare, which is in front of Anthropic, answers with these if it cannot reach the server."""
_LOADING: Final = re.compile(
    r"\bmodel (?:is )?(?:still )?(?:being loaded|loading)\b|(?<!error )(?<!failed )\bloading (?:the )?model\b",
    re.IGNORECASE,
)
"""What servers of local models say while the model is still loading, with various statuses."""


def of_status(
    status: int, service: Service, *, message: str | None = None, retry_after: float | None = None
) -> GenerationFailed:
    known = _nearest(status, message)
    code, sentence = _MEANINGS[known]
    told = sentence.format(service=service, said=_said(message or "", unlike=sentence))
    if known in _AWAY:
        return Outage(code, told, retry_after=retry_after)
    is_passing = code in _PASSING
    return GenerationFailed(code, told, retryable=is_passing, retry_after=retry_after if is_passing else None)


def _nearest(status: int, message: str | None) -> int:
    """The status in `_MEANINGS` that has the same meaning."""
    if status == 400 and "credit balance" in (message or ""):
        return 402
    if _LOADING.search(message or ""):
        return 503
    if status in _MEANINGS:
        return status
    if status in _GATEWAYS:
        return 502
    if status < 400:
        return 300
    return 500 if status >= 500 else 400


def timed_out(service: Service, *, patience: float) -> GenerationFailed:
    """The error if the provider was reached and then sent nothing for `patience` seconds."""
    waited = f"The model “{service.model}” took too long: it said nothing for {patience:g} s."
    return _passing(ErrorCode.TIMEOUT, f"{waited} For a slower one, raise STUDYAPP_PROVIDER_TIMEOUT_SECONDS.")


def unreachable(service: Service) -> Outage:
    return Outage(ErrorCode.NETWORK, f"{service.name} cannot be reached.")


def is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets do not match, or the port is not a number
        return False


def no_address(service: Service) -> GenerationFailed:
    sentence = f"ANTHROPIC_BASE_URL is “{service.name}”, which is no address; one begins with http:// or https://."
    return final(ErrorCode.NO_MODEL, sentence)


def broken_off(service: Service) -> Outage:
    """The error if the connection broke. It may concern only this answer, so other jobs need not wait."""
    sentence = f"The connection to {service.name} broke before the answer was complete."
    return Outage(ErrorCode.NETWORK, sentence, is_general=False)


def unreadable(service: Service) -> GenerationFailed:
    return _passing(ErrorCode.BAD_OUTPUT, f"The model “{service.model}” answered with something that is not a card.")


def only_thought(service: Service) -> GenerationFailed:
    """The error if an answer ended in the middle of a thought."""
    sentence = f"The model “{service.model}” thought until its answer ended, and wrote nothing after it."
    return _passing(ErrorCode.BAD_OUTPUT, sentence)


def no_stream(service: Service, kind: str, *, said: str = "") -> GenerationFailed:
    """The error for an answer with status 200 that is no stream of events, e.g. a web page or an error in JSON."""
    sent = "a web page" if kind == "text/html" else kind[:40] or "nothing that has a kind"
    words = f" (“{_short(said)}”)" if said else ""
    sentence = f"{service.name} sent {sent} instead of a stream of events{words}. {_SPEAKS_NOT}"
    return _passing(ErrorCode.BAD_OUTPUT, sentence)


def no_messages_api(service: Service) -> GenerationFailed:
    """The error for a server that answers, but has nothing at the address of the Messages API."""
    return final(ErrorCode.NO_MODEL, f"{service.name} has no Messages API at {_MESSAGES}. {_SPEAKS_NOT}")


def out_of_tokens(service: Service, most: int, *, retryable: bool) -> OutOfTokens:
    sentence = (
        f"The model “{service.model}” used up the {most:,} tokens of its answer before it was complete. A model that "
        "thinks aloud needs fewer cards at once, or a larger context."
    )
    return OutOfTokens(ErrorCode.BAD_OUTPUT, sentence, retryable=retryable)


def out_of_context(service: Service) -> TooLong:
    sentence = f"The text is longer than the model “{service.model}” can take at once."
    return TooLong(ErrorCode.TOO_LARGE, sentence, retryable=False)


def refused() -> GenerationFailed:
    return final(ErrorCode.REFUSED, "The model declined to write about this material.")


def wait_asked_for(headers: Mapping[str, str]) -> float | None:
    """The seconds in `Retry-After`, a number or a date (compared with the server's clock); None if there are none."""
    given = headers.get("retry-after", "")
    try:
        seconds = float(given)
    except ValueError:
        seconds = _seconds_until(given, headers.get("date", ""))
    return min(seconds, LONGEST_WAIT) if seconds > 0 else None


def _seconds_until(moment: str, now: str) -> float:
    try:
        return (parsedate_to_datetime(moment) - parsedate_to_datetime(now)).total_seconds()
    except (TypeError, ValueError):
        return 0.0


def _said(message: str, *, unlike: str) -> str:
    """The end of a sentence: the provider's own words, unless the sentence `unlike` contains them already."""
    words = _short(message)
    if words.rstrip(".").casefold() in unlike.casefold():
        return "."
    return f": {words}" if words.endswith((".", "!", "?", "…")) else f": {words}."


def _short(message: str) -> str:
    line = " ".join(message.split())
    return line if len(line) <= _LONGEST_MESSAGE else f"{line[: _LONGEST_MESSAGE - 1]}…"


def _passing(code: ErrorCode, sentence: str) -> GenerationFailed:
    return GenerationFailed(code, sentence, retryable=True)


def final(code: ErrorCode, sentence: str) -> GenerationFailed:
    return GenerationFailed(code, sentence, retryable=False)
