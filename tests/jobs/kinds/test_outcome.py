"""Every exception becomes a decision and a sentence."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from studyapp.errors import (
    BadInput,
    Conflict,
    ErrorCode,
    GenerationFailed,
    Locked,
    NoLongerWanted,
    NotFound,
    Outage,
    TooLarge,
)
from studyapp.jobs.kinds.backoff import backoff
from studyapp.jobs.kinds.outcome import ADVICE, Cancelled, Failed, RetryLater, WaitOut, decide, explain


class Payload(BaseModel):
    count: int


def invalid() -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        Payload.model_validate({"count": "many"})
    return caught.value


def provider(code: ErrorCode, *, retryable: bool) -> GenerationFailed:
    return GenerationFailed(code, "What the provider said.", retryable=retryable)


@pytest.mark.parametrize(
    ("error", "code", "retried", "retryable"),
    [
        (provider(ErrorCode.RATE_LIMITED, retryable=True), "RATE_LIMITED", True, True),
        (provider(ErrorCode.OVERLOADED, retryable=True), "OVERLOADED", True, True),
        (provider(ErrorCode.NETWORK, retryable=True), "NETWORK", True, True),
        (provider(ErrorCode.BAD_OUTPUT, retryable=True), "BAD_OUTPUT", True, True),
        (provider(ErrorCode.INTERNAL, retryable=True), "INTERNAL", True, True),
        (provider(ErrorCode.API_KEY, retryable=False), "API_KEY", False, False),
        (provider(ErrorCode.REFUSED, retryable=False), "REFUSED", False, False),
        (TimeoutError(), "TIMEOUT", True, True),
        (ConnectionResetError(), "NETWORK", True, True),
        (TooLarge("Too much."), "TOO_LARGE", False, False),
        (BadInput("Too little."), "BAD_INPUT", False, False),
        (Locked("It has a password."), "LOCKED", False, False),
        (NotFound("The deck is gone."), "BAD_INPUT", False, False),
        (invalid(), "BAD_INPUT", False, False),
        (Conflict("Somebody was faster."), "INTERNAL", False, True),
        (ZeroDivisionError("internal"), "INTERNAL", False, True),
    ],
)
def test_what_becomes_of_a_first_attempt(error: Exception, code: str, retried: bool, retryable: bool) -> None:
    outcome = decide(error, attempts=1, max_attempts=3, jitter=1)
    assert isinstance(outcome, RetryLater if retried else Failed)
    assert (outcome.failure.code, outcome.failure.retryable) == (code, retryable)
    assert outcome.failure.sentence.endswith(".")
    assert "internal" not in outcome.failure.sentence


def test_what_nobody_wants_any_more_counts_as_cancelled() -> None:
    assert decide(NoLongerWanted("This skill is not there."), attempts=1, max_attempts=3, jitter=1) == Cancelled()


def test_the_last_attempt_is_not_followed_by_another() -> None:
    error = provider(ErrorCode.NETWORK, retryable=True)
    assert isinstance(decide(error, attempts=2, max_attempts=3, jitter=1), RetryLater)
    assert isinstance(decide(error, attempts=3, max_attempts=3, jitter=1), Failed)


@pytest.mark.parametrize("is_general", [True, False])
def test_an_outage_is_waited_out_however_many_attempts_there_were(is_general: bool) -> None:
    error = Outage(ErrorCode.NETWORK, "Nobody there.", is_general=is_general)
    for attempts in (1, 3):
        outcome = decide(error, attempts=attempts, max_attempts=3, jitter=1, patience=timedelta(hours=2))
        assert outcome == WaitOut(explain(error), timedelta(hours=2), is_general)


def test_without_patience_an_outage_is_tried_three_times_a_second_and_two_apart() -> None:
    error = Outage(ErrorCode.OVERLOADED, "Too busy.")
    delays = [decide(error, attempts=attempts, max_attempts=3, jitter=1) for attempts in (1, 2, 3)]
    failure = explain(error)
    assert failure.retryable
    assert delays == [
        RetryLater(failure, timedelta(seconds=1)),
        RetryLater(failure, timedelta(seconds=2)),
        Failed(failure),
    ]


def test_every_code_has_a_sentence_and_something_to_do() -> None:
    assert set(ADVICE) == set(ErrorCode)
    for advice in ADVICE.values():
        assert advice.sentence.endswith(".")
        assert advice.what_to_do.endswith(".")


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (500, 60)])
def test_the_pause_doubles_up_to_a_minute(attempts: int, seconds: int) -> None:
    assert backoff(None, attempts=attempts, jitter=1) == timedelta(seconds=seconds)


@given(
    attempts=st.integers(1, 60),
    jitter=st.floats(0.5, 1.5),
    wish=st.none() | st.floats(),
)
def test_a_pause_is_never_shorter_than_asked_for_and_never_endless(
    attempts: int, jitter: float, wish: float | None
) -> None:
    pause = backoff(wish, attempts=attempts, jitter=jitter)
    assert timedelta(seconds=0.5) <= pause <= timedelta(days=1)
    if wish is not None and 0 < wish <= 86_400:
        assert pause >= timedelta(seconds=wish)
    if wish is None or not wish > 60:
        assert pause <= timedelta(seconds=60)
