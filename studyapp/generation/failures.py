"""What a provider's answer means for the job: once decided here, nobody below asks for a status again.

429, 5xx, time-outs, broken connections and unfinished output may succeed later. 400, 401, 403, 404 and a refusal will
not, however often they are asked again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Final

from studyapp.errors import ErrorCode, GenerationFailed

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
"""The status an error type stands for, needed where it arrives in the middle of a stream that began with 200."""


@dataclass(frozen=True, slots=True)
class Service:
    """Who was asked, for the sentences."""

    model: str
    address: str | None
    """Empty for Anthropic's own."""
    has_key: bool

    @property
    def name(self) -> str:
        return self.address or "Anthropic"

    @property
    def about_the_key(self) -> str:
        if self.has_key:
            return "does not accept the API key; check ANTHROPIC_API_KEY"
        return "wants an API key; set ANTHROPIC_API_KEY"


_PASSING: Final = {ErrorCode.RATE_LIMITED, ErrorCode.OVERLOADED, ErrorCode.TIMEOUT, ErrorCode.NETWORK}
_MEANINGS: Final = {
    400: (ErrorCode.BAD_INPUT, "{service.name} did not accept the request{said}"),
    401: (ErrorCode.API_KEY, "{service.name} {service.about_the_key}."),
    402: (ErrorCode.API_KEY, "{service.name} asks for payment first{said}"),
    403: (ErrorCode.API_KEY, "The API key may not use the model “{service.model}”{said}"),
    404: (ErrorCode.NO_MODEL, "{service.name} knows no model “{service.model}”."),
    408: (ErrorCode.TIMEOUT, "{service.name} took too long to answer."),
    409: (ErrorCode.OVERLOADED, "{service.name} cannot answer just now{said}"),
    413: (ErrorCode.TOO_LARGE, "{service.name} finds the text too long{said}"),
    429: (ErrorCode.RATE_LIMITED, "{service.name} limits how often it may be asked."),
    500: (ErrorCode.OVERLOADED, "{service.name} is overloaded or out of order{said}"),
    504: (ErrorCode.TIMEOUT, "{service.name} took too long to answer."),
}


def of_status(
    status: int, service: Service, *, message: str | None = None, retry_after: float | None = None
) -> GenerationFailed:
    code, sentence = _MEANINGS[_nearest(status, message)]
    said = f": {_short(message)}" if message else "."
    return GenerationFailed(
        code,
        sentence.format(service=service, said=said),
        retryable=code in _PASSING,
        retry_after=retry_after if code in _PASSING else None,
    )


def _nearest(status: int, message: str | None) -> int:
    """The status in `_MEANINGS` that says the same."""
    if status == 400 and "credit balance" in (message or ""):
        return 402
    if status in _MEANINGS:
        return status
    return 500 if status >= 500 else 400


def timed_out(service: Service) -> GenerationFailed:
    return of_status(504, service)


def unreachable(service: Service) -> GenerationFailed:
    return _passing(ErrorCode.NETWORK, f"{service.name} cannot be reached.")


def broken_off(service: Service) -> GenerationFailed:
    return _passing(ErrorCode.NETWORK, f"The connection to {service.name} broke before the answer was complete.")


def unreadable(service: Service) -> GenerationFailed:
    return _passing(ErrorCode.BAD_OUTPUT, f"The model “{service.model}” answered with something that is not a card.")


def out_of_tokens(service: Service) -> GenerationFailed:
    return _passing(ErrorCode.BAD_OUTPUT, f"The model “{service.model}” stopped before its answer was complete.")


def out_of_context(service: Service) -> GenerationFailed:
    return final(ErrorCode.TOO_LARGE, f"The text is longer than the model “{service.model}” can take at once.")


def refused() -> GenerationFailed:
    return final(ErrorCode.REFUSED, "The model declined to write about this material.")


def wait_asked_for(headers: Mapping[str, str]) -> float | None:
    """Seconds from `Retry-After`, a number or a date (read against the server's own clock)."""
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


def _short(message: str) -> str:
    line = " ".join(message.split())
    return line if len(line) <= _LONGEST_MESSAGE else f"{line[: _LONGEST_MESSAGE - 1]}…"


def _passing(code: ErrorCode, sentence: str) -> GenerationFailed:
    return GenerationFailed(code, sentence, retryable=True)


def final(code: ErrorCode, sentence: str) -> GenerationFailed:
    return GenerationFailed(code, sentence, retryable=False)
