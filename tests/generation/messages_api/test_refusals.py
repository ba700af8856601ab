"""What servers say of lengths, in their own words."""

import pytest

from studyapp.generation.messages_api import refusals

LLAMA_CPP = "request (5584 tokens) exceeds the available context size (4096 tokens), try increasing it"
VLLM = (
    "This model's maximum context length is 32768 tokens. However, you requested 16000 output tokens and your prompt "
    "contains 20000 input tokens, for a total of 36000 tokens (20000 + 16000 = 36000 > 32768)."
)
VLLM_STOPPED = (
    "This model's maximum context length is 16384 tokens. However, you requested 4096 output tokens and your prompt "
    "contains at least 12289 input tokens, for a total of at least 16385 tokens."
)


@pytest.mark.parametrize(
    ("message", "room", "context"),
    [
        (LLAMA_CPP, None, 4_096),
        (VLLM, 12_768, 32_768),
        (VLLM_STOPPED, 16_384 - 13_000, 16_384),
        (
            (
                "'max_tokens' is too large: 8000. This model's maximum context length is 4096 tokens and your request "
                "has 2778 input tokens (8000 > 4096 - 2778)."
            ),
            1_318,
            4_096,
        ),
        (
            (
                "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (1000 in the "
                "messages, 8000 in the completion)."
            ),
            7_192,
            8_192,
        ),
        ("This model's maximum context length is 32768 tokens. However, your request has 33000 input", None, 32_768),
        ("prompt is too long: 213,462 tokens > 200,000 maximum", None, 200_000),
        ("input length and `max_tokens` exceed context limit: 178959 + 64000 > 200000, decrease", 21_041, None),
        ("max_tokens: 128000 > 64000, which is the maximum allowed number of output tokens for x", 64_000, None),
        ("Invalid max_tokens value, the valid range of max_tokens is [1, 8192]", 8_192, None),
        ("max_tokens must be less than or equal to 4096", 4_096, None),
        ("the model is loaded with context length of only 7866 tokens, which is not enough", None, 7_866),
        ("greater than the context length (n_keep: 13055>= n_ctx: 4096). Try to load", None, 4_096),
        ("output_config: Extra inputs are not permitted", None, None),
        ("max_tokens: , > ,", None, None),
    ],
)
def test_the_numbers_in_a_refusal_are_read(message: str, room: int | None, context: int | None):
    assert refusals.room_named(message, prompt=13_000) == room
    assert refusals.context_named(message) == context


def test_an_answer_that_cannot_fit_has_no_room():
    said = VLLM.replace("20000 input", "40000 input")
    assert refusals.room_named(said, prompt=1) == 0
    assert refusals.changed({"max_tokens": 100, "output_config": {}}, 400, said, prompt_tokens=1) is None


@pytest.mark.parametrize(
    "message", [LLAMA_CPP, "Context size has been exceeded.", "is greater than the context length."]
)
def test_a_call_that_is_too_long_is_not_tried_without_a_schema(message: str):
    assert refusals.says_too_long(message)
    assert refusals.changed({"max_tokens": 100, "output_config": {}}, 400, message, prompt_tokens=1) is None


@pytest.mark.parametrize(
    "message", ["max_tokens " * 40_000, "context length is 1 tokens " * 15_000, "invalid " * 50_000]
)
def test_a_long_message_is_read_in_no_time(message: str):
    assert refusals.context_named(message) in (None, 1)
    assert refusals.room_named(message, prompt=0) is None
    assert not refusals.denies_model(message)
