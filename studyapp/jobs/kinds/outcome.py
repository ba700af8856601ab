"""Decides from an exception what becomes of the job. Pure, so that every case can be read and tested in one place."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from pydantic import ValidationError

from studyapp.errors import (
    BadInput,
    ErrorCode,
    GenerationFailed,
    Locked,
    NoLongerWanted,
    NotFound,
    Outage,
    StudyError,
    TooLarge,
)
from studyapp.jobs.kinds.backoff import backoff


@dataclass(frozen=True, slots=True)
class Failure:
    code: ErrorCode
    sentence: str
    retryable: bool
    """Whether the same request may succeed later."""
    retry_after: float | None = None
    """How long the provider asked to wait, in seconds."""


@dataclass(frozen=True, slots=True)
class Completed:
    result: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RetryLater:
    failure: Failure
    delay: timedelta | None = None
    """None means that the job is ready at once, at its old position in the queue."""


@dataclass(frozen=True, slots=True)
class WaitOut:
    """The provider is unavailable and the job waits for it. The attempt does not count."""

    failure: Failure
    patience: timedelta
    """A job that has waited this long without saving anything fails."""
    is_general: bool
    """Whether other jobs would fail in the same way."""
    delay: timedelta | None = None
    """None means as long as the outage has lasted so far; see `backoff.lone_wait`."""


@dataclass(frozen=True, slots=True)
class Failed:
    failure: Failure


@dataclass(frozen=True, slots=True)
class Cancelled:
    pass


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The worker is stopping and another one may take the job. The attempt does not count."""


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
    ErrorCode.LOCKED: Advice("This file is protected with a password.", "Give its password where it was added."),
    ErrorCode.INTERRUPTED: Advice("The work was interrupted before it was done.", "Retry: what is finished is kept."),
    ErrorCode.INTERNAL: Advice("Something went wrong inside the app.", "Retry; if it happens again, look at the log."),
}
"""What each error code means in one sentence, and what the learner can do about it."""

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

    `jitter` is a random factor from 0.5 to 1.5. If `patience` is zero, an outage is treated like any other failure.
    """
    if isinstance(error, NoLongerWanted):
        return Cancelled()
    failure = explain(error)
    if isinstance(error, Outage) and patience:
        return WaitOut(failure, patience, error.is_general)
    if not _worth_another_attempt(error, failure) or attempts >= max_attempts:
        return Failed(failure)
    return RetryLater(failure, backoff(failure.retry_after, attempts=attempts, jitter=jitter))


def explain(error: Exception) -> Failure:
    """The code and the sentence for an exception. Only errors of our own have a sentence that the learner sees."""
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
        case Locked():
            return Failure(ErrorCode.LOCKED, error.sentence, retryable=False)
        case BadInput() | NotFound():
            return Failure(ErrorCode.BAD_INPUT, error.sentence, retryable=False)
        case _:
            return Failure(ErrorCode.INTERNAL, error.sentence, retryable=True)


def given_up(failure: Failure, *, waited: timedelta) -> Failure:
    """The same failure, with the length of the wait added to its sentence."""
    return replace(failure, sentence=f"{failure.sentence} It was waited for {_spoken(waited)}.")


def _spoken(length: timedelta) -> str:
    seconds = round(length.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes > 1 else "a minute"


def _worth_another_attempt(error: Exception, failure: Failure) -> bool:
    """Whether to try again automatically. After a defect of ours that would only cost money; the learner may retry."""
    return failure.retryable and (failure.code is not ErrorCode.INTERNAL or isinstance(error, GenerationFailed))


def _known(code: ErrorCode, *, retryable: bool) -> Failure:
    return Failure(code, ADVICE[code].sentence, retryable)
