import pytest

from studyapp.errors import ErrorCode, Outage
from studyapp.generation import failures
from studyapp.generation.failures import Service

LOCAL = Service(model="qwen3", address="http://localhost:11434", has_key=False)
NOW = "Wed, 21 Oct 2026 07:28:00 GMT"


@pytest.mark.parametrize(
    ("status", "code", "retryable"),
    [
        (400, ErrorCode.BAD_INPUT, False),
        (401, ErrorCode.API_KEY, False),
        (402, ErrorCode.API_KEY, False),
        (403, ErrorCode.API_KEY, False),
        (404, ErrorCode.NO_MODEL, False),
        (405, ErrorCode.BAD_INPUT, False),
        (408, ErrorCode.TIMEOUT, True),
        (413, ErrorCode.TOO_LARGE, False),
        (422, ErrorCode.BAD_INPUT, False),
        (429, ErrorCode.RATE_LIMITED, True),
        (500, ErrorCode.OVERLOADED, True),
        (502, ErrorCode.NETWORK, True),
        (503, ErrorCode.OVERLOADED, True),
        (504, ErrorCode.NETWORK, True),
        (529, ErrorCode.OVERLOADED, True),
        (599, ErrorCode.OVERLOADED, True),
    ],
)
def test_a_status_means(status: int, code: ErrorCode, retryable: bool):
    failure = failures.of_status(status, LOCAL, message="because", retry_after=9)
    assert (failure.error_code, failure.retryable) == (code, retryable)
    assert failure.retry_after == (9 if retryable else None)
    assert failure.sentence.count("\n") == 0
    assert failure.sentence[-1] == "." or failure.sentence.endswith(": because")


@pytest.mark.parametrize("message", ["Overloaded", "overloaded.", ""])
def test_a_message_that_says_the_same_is_not_repeated(message: str) -> None:
    assert failures.of_status(529, LOCAL, message=message).sentence == f"{LOCAL.name} is overloaded."


@pytest.mark.parametrize("message", ["try later", "Try later!", "Is it on?", "word " * 500])
def test_a_message_of_the_provider_ends_as_sentences_do(message: str) -> None:
    sentence = failures.of_status(529, LOCAL, message=message).sentence
    assert sentence.startswith(f"{LOCAL.name} is overloaded: {message[:5].strip()}")
    assert sentence[-1] in ".!?…"
    assert sentence[-2] not in ".!?…"


@pytest.mark.parametrize(
    ("status", "message", "is_away"),
    [
        (502, None, True),
        (503, None, True),
        (504, None, True),
        (522, None, True),
        (529, None, True),
        (503, "Loading model", True),
        (400, "The model is still loading", True),
        (500, "error loading model qwen3: no such file", False),
        (408, None, False),
        (429, None, False),
        (500, "Internal server error", False),
        (400, "Unloading modelling clay", False),
    ],
)
def test_who_is_not_there_or_not_ready_is_waited_for(status: int, message: str | None, is_away: bool):
    failure = failures.of_status(status, LOCAL, message=message, retry_after=9)
    assert isinstance(failure, Outage) == is_away
    assert not is_away or (failure.retryable, failure.retry_after) == (True, 9)


def test_braces_in_what_the_server_says_do_no_harm():
    assert "{x}" in failures.of_status(400, LOCAL, message="bad {x} {said}").sentence


def test_an_empty_balance_is_a_matter_of_the_key():
    failure = failures.of_status(400, LOCAL, message="Your credit balance is too low to access the API.")
    assert failure.error_code is ErrorCode.API_KEY


def test_a_long_message_is_cut():
    assert len(failures.of_status(400, LOCAL, message="word " * 500).sentence) < 300


def test_without_a_key_the_sentence_asks_for_one():
    assert "set ANTHROPIC_API_KEY" in failures.of_status(401, LOCAL).sentence
    with_key = Service(model="m", address=None, has_key=True)
    assert failures.of_status(401, with_key).sentence == (
        "Anthropic does not accept the API key; check ANTHROPIC_API_KEY."
    )


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "17"}, 17),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "Wed, 21 Oct 2026 07:29:30 GMT", "date": NOW}, 90),
        ({"retry-after": "Wed, 21 Oct 2026 07:29:30 GMT"}, None),
        ({"retry-after": "Wed, 21 Oct 2026 07:20:00 GMT", "date": NOW}, None),
        ({"retry-after": "soon", "date": NOW}, None),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, failures.LONGEST_WAIT),
        ({}, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(headers: dict[str, str], seconds: float | None):
    assert failures.wait_asked_for(headers) == seconds
