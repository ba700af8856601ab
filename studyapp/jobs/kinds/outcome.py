"""From an exception to what becomes of the job: pure, so that every case can be read and tested in one place."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from pydantic import ValidationError

from studyapp.errors import BadInput, ErrorCode, GenerationFailed, NotFound, Outage, StudyError, TooLarge
from studyapp.jobs.kinds.backoff import backoff


@dataclass(frozen=True, slots=True)
class Failure:
    code: ErrorCode
    sentence: str
    retryable: bool
    """Whether the same request may succeed later."""
    retry_after: float | None = None
    """The provider's own wish, in seconds."""


@dataclass(frozen=True, slots=True)
class Completed:
    result: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RetryLater:
    failure: Failure
    delay: timedelta | None = None
    """None: as soon as there is a place, in the job's old place in the queue."""


@dataclass(frozen=True, slots=True)
class WaitOut:
    """The provider is away; the attempt does not count."""

    failure: Failure
    patience: timedelta
    """Whoever has waited this long without saving anything has failed."""
    is_general: bool
    """Other jobs would meet it, too."""
    delay: timedelta | None = None
    """None: for as long as it has lasted, within bounds."""


@dataclass(frozen=True, slots=True)
class Failed:
    failure: Failure


@dataclass(frozen=True, slots=True)
class Cancelled:
    pass


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The worker is stopping; the attempt does not count."""


Outcome = Completed | RetryLater | WaitOut | Failed | Cancelled | GivenBack


@dataclass(frozen=True, slots=True)
class Advice:
    sentence: str
    what_to_do: str


ADVICE: Final[dict[ErrorCode, Advice]] = {
    ErrorCode.RATE_LIMITED: Advice(
        "The model provider is limiting how often it answers.", "Wait a few minutes, then retry."
    ),
    ErrorCode.OVERLOADED: Advice("The model provider is overloaded.", "Retry in a few minutes."),
    ErrorCode.NETWORK: Advice(
        "The model provider could not be reached.", "Check the connection and the base URL, then retry."
    ),
    ErrorCode.TIMEOUT: Advice("The model took too long to answer.", "Retry, or ask for fewer items at once."),
    ErrorCode.API_KEY: Advice("The model provider refused the API key.", "Check the key in the settings, then retry."),
    ErrorCode.NO_MODEL: Advice(
        "This needs a language model, and none is configured.", "Set an API key or a base URL in the settings."
    ),
    ErrorCode.BAD_OUTPUT: Advice("The model's answer could not be used.", "Retry, or choose another model."),
    ErrorCode.REFUSED: Advice("The model declined to work with this material.", "Try other material or another model."),
    ErrorCode.BAD_INPUT: Advice("This material could not be used.", "Change it and start again."),
    ErrorCode.TOO_LARGE: Advice("This material is too large.", "Split it into parts and start each on its own."),
    ErrorCode.INTERRUPTED: Advice("The work was interrupted before it was done.", "Retry: what is finished is kept."),
    ErrorCode.INTERNAL: Advice("Something went wrong inside the app.", "Retry; if it happens again, look at the log."),
}
"""What each code means in one sentence, and what the learner can do about it."""

INTERRUPTED: Final = Failure(ErrorCode.INTERRUPTED, ADVICE[ErrorCode.INTERRUPTED].sentence, retryable=True)
STALLED: Final = Failure(
    ErrorCode.TIMEOUT,
    "The model took too long: nothing came from it any more. "
    "For a slower one, raise STUDYAPP_PROVIDER_TIMEOUT_SECONDS.",
    retryable=True,
)


def decide(
    error: Exception, *, attempts: int, max_attempts: int, jitter: float, patience: timedelta = timedelta()
) -> Outcome:
    """What becomes of a job whose attempt number `attempts` (from 1) ended with `error`.

    `jitter` is U(0.5, 1.5). Without `patience` an outage is a failure like others.
    """
    failure = explain(error)
    if isinstance(error, Outage) and patience:
        return WaitOut(failure, patience, error.is_general)
    if not _worth_another_attempt(error, failure) or attempts >= max_attempts:
        return Failed(failure)
    return RetryLater(failure, backoff(failure.retry_after, attempts=attempts, jitter=jitter))


def explain(error: Exception) -> Failure:
    """Any exception as a code and a sentence. Only our own errors speak to the learner in their own words."""
    match error:
        case StudyError():
            return _own_words(error)
        case ValidationError():
            return _known(ErrorCode.BAD_INPUT, retryable=False)
        case TimeoutError():
            return _known(ErrorCode.TIMEOUT, retryable=True)
        case ConnectionError():
            return _known(ErrorCode.NETWORK, retryable=True)
        case _:
            return _known(ErrorCode.INTERNAL, retryable=True)


def _own_words(error: StudyError) -> Failure:
    match error:
        case GenerationFailed():
            return Failure(error.error_code, error.sentence, error.retryable, error.retry_after)
        case TooLarge():
            return Failure(ErrorCode.TOO_LARGE, error.sentence, retryable=False)
        case BadInput() | NotFound():
            return Failure(ErrorCode.BAD_INPUT, error.sentence, retryable=False)
        case _:
            return Failure(ErrorCode.INTERNAL, error.sentence, retryable=True)


def given_up(failure: Failure, *, waited: timedelta) -> Failure:
    """The same, with how long it was waited for."""
    return replace(failure, sentence=f"{failure.sentence} It was waited for {_spoken(waited)}.")


def _spoken(length: timedelta) -> str:
    seconds = round(length.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes > 1 else "a minute"


def _worth_another_attempt(error: Exception, failure: Failure) -> bool:
    """A defect of ours would only be paid for again; the learner may still retry by hand."""
    return failure.retryable and (failure.code is not ErrorCode.INTERNAL or isinstance(error, GenerationFailed))


def _known(code: ErrorCode, *, retryable: bool) -> Failure:
    return Failure(code, ADVICE[code].sentence, retryable)
