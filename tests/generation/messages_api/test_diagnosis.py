"""What is wrong with a server or its settings is told apart, each with what to do about it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pydantic import SecretStr

from studyapp.errors import ErrorCode, GenerationFailed, Outage, TooLong
from studyapp.generation.messages_api.provider import AnthropicProvider
from tests.generation.messages_api.test_provider import asking, outcome_of
from tests.generation.models import model_of
from tests.provider_server import Behaviour
from tests.provider_server.dialects import (
    ANTHROPIC,
    LITELLM,
    LLAMA_CPP,
    LM_STUDIO,
    LOCAL,
    OLLAMA,
    VLLM,
    Dialect,
    DialectServer,
    Reply,
)  # fmt: skip

ALL = (*LOCAL, ANTHROPIC)


async def failures_of(provider: AnthropicProvider) -> list[GenerationFailed]:
    """The failure of a job's call and that of the Settings page's Test."""
    outcome = await outcome_of(provider)
    assert outcome.failure is not None
    with pytest.raises(GenerationFailed) as failed:
        await provider.check()
    return [outcome.failure, failed.value]


@pytest.mark.parametrize("dialect", ALL, ids=str)
async def test_the_check_works_where_a_call_does(dialect: Dialect):
    async with DialectServer(dialect, window=8_192) as server:
        assert (await model_of(server).check()).total_seconds() > 0
        assert (await outcome_of(model_of(server))).failure is None


@pytest.mark.parametrize("dialect", [each for each in ALL if each is not LLAMA_CPP], ids=str)
async def test_a_wrong_model_is_named_with_its_setting(dialect: Dialect):
    async with DialectServer(dialect) as server:
        for failure in await failures_of(model_of(server, model="qwen99")):
            assert (failure.error_code, failure.retryable) == (ErrorCode.NO_MODEL, False)
            assert "“qwen99”; check STUDYAPP_MODEL" in failure.sentence


@pytest.mark.parametrize("dialect", [each for each in ALL if each.wrong_key], ids=str)
@pytest.mark.parametrize(("key", "words"), [("wrong", "check ANTHROPIC_API_KEY"), (None, "set ANTHROPIC_API_KEY")])
async def test_a_wrong_key_or_none_is_told(dialect: Dialect, key: str | None, words: str):
    async with DialectServer(dialect, key="right") as server:
        secret = SecretStr(key) if key else None
        for failure in await failures_of(model_of(server, anthropic_api_key=secret)):
            assert (failure.error_code, failure.retryable) == (ErrorCode.API_KEY, False)
            assert words in failure.sentence
        assert (await outcome_of(model_of(server, anthropic_api_key=SecretStr("right")))).failure is None


@pytest.mark.parametrize("dialect", ALL, ids=str)
async def test_a_server_without_the_messages_api_is_told_from_a_wrong_model(dialect: Dialect):
    async with DialectServer(dialect) as server:
        for failure in await failures_of(model_of(server, address="/elsewhere")):
            assert (failure.error_code, failure.retryable) == (ErrorCode.NO_MODEL, False)
            assert "has no Messages API at /v1/messages. Set ANTHROPIC_BASE_URL" in failure.sentence


PAGES: dict[str, tuple[Reply, ErrorCode, str]] = {
    "a web page": (
        Reply(200, "<!doctype html><title>Hello</title>", kind="text/html"),
        ErrorCode.BAD_OUTPUT,
        "a web page",
    ),
    "a web page that is not there": (
        Reply(404, "<h1>Not Found</h1>", kind="text/html"),
        ErrorCode.NO_MODEL,
        "no Messages",
    ),
    "GET only": (Reply(405, {"detail": "Method Not Allowed"}), ErrorCode.NO_MODEL, "no Messages API"),
    "a greeting": (Reply(200, "Ollama is running"), ErrorCode.BAD_OUTPUT, "text/plain"),
    "an error with 200": (Reply(200, {"error": {"message": "Out of memory."}}), ErrorCode.BAD_OUTPUT, "Out of memory."),
    "no models loaded": (
        Reply(400, {"error": "No models loaded. Please load one."}),
        ErrorCode.NO_MODEL,
        "STUDYAPP_MODEL",
    ),
}


@pytest.mark.parametrize(("reply", "code", "words"), PAGES.values(), ids=PAGES)
async def test_what_is_no_answer_of_a_model_is_told(reply: Reply, code: ErrorCode, words: str):
    async with DialectServer(replace(VLLM, refuse=lambda _: reply)) as server:
        for failure in await failures_of(model_of(server)):
            assert failure.error_code is code, failure.sentence
            assert words in failure.sentence


@pytest.mark.parametrize("dialect", [each for each in ALL if each.loading], ids=str)
async def test_a_model_that_is_being_loaded_is_waited_for(dialect: Dialect):
    async with DialectServer(dialect, loading=2) as server:
        for failure in await failures_of(model_of(server)):
            assert isinstance(failure, Outage)
            assert failure.retryable


@pytest.mark.parametrize("status", [400, 500, 503])
async def test_loading_is_waited_for_whatever_its_status(status: int):
    loading = Reply(status, {"error": {"message": "The model is still loading.", "type": "x"}})
    async with DialectServer(replace(OLLAMA, refuse=lambda _: loading)) as server:
        assert all(isinstance(failure, Outage) for failure in await failures_of(model_of(server)))


async def test_a_slow_model_is_waited_for_as_long_as_is_set_by_the_test_too():
    async with DialectServer(OLLAMA) as server:
        server.always(Behaviour.SILENT, seconds=30)
        for failure in await failures_of(model_of(server, provider_timeout_seconds=0.2)):
            assert failure.error_code is ErrorCode.TIMEOUT
            assert (
                "it said nothing for 0.2 s. For a slower one, raise STUDYAPP_PROVIDER_TIMEOUT_SECONDS"
                in failure.sentence
            )
        server.always(Behaviour.SILENT, seconds=0.5)
        await model_of(server).check()


Said = Callable[[int], object]
TOO_LONG: list[tuple[int, Said]] = [
    (
        200,
        lambda _: {"error": "The number of tokens to keep from the initial prompt is greater than the context length."},
    ),
    (400, lambda _: {"error": {"message": "Context size has been exceeded.", "type": "invalid_request_error"}}),
    (
        500,
        lambda n: {"error": {"message": f"This model's maximum context length is {n} tokens. However, your request"}},
    ),
]


@pytest.mark.parametrize(("status", "said"), TOO_LONG)
async def test_a_call_that_is_too_long_is_told_whatever_the_status(status: int, said: Said):
    async with DialectServer(replace(LM_STUDIO, refuse=lambda asking: Reply(status, said(asking.window)))) as server:
        outcome = await outcome_of(model_of(server))
    assert isinstance(outcome.failure, TooLong), outcome.failure
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [400, 422])
async def test_a_server_that_refuses_a_schema_in_whatever_words_is_asked_without_from_then_on(status: int):
    def refuse(asking: object) -> Reply | None:
        has_schema = "output_config" in asking.body  # pyright: ignore[reportAttributeAccessIssue]
        return Reply(status, {"oops": ["?"]}) if has_schema else None

    async with DialectServer(replace(VLLM, refuse=refuse)) as server:
        model = model_of(server)
        for _ in range(3):
            assert len((await outcome_of(model, asking(2))).drafts) == 2
    assert ["output_config" in asked.body for asked in server.asked] == [True, False, False, False]


async def test_a_gateway_may_refuse_the_schema_and_then_the_length():
    def refuse(asking: object) -> Reply | None:
        return LITELLM.refuse(asking) or VLLM.refuse(asking)  # pyright: ignore[reportArgumentType]

    async with DialectServer(replace(LITELLM, refuse=refuse, pages={}), window=4_096) as server:
        outcome = await outcome_of(model_of(server), asking(4))
    assert (outcome.failure, len(outcome.drafts), len(server.refused)) == (None, 4, 2)
