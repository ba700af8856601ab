"""What is sent to each Claude model, against a server that refuses what the model does not take."""

from typing import Any

import pytest

from studyapp.generation.messages_api.models import TRAITS, Thinking, traits_of
from studyapp.settings import Effort
from tests.generation.messages_api.test_provider import asking, outcome_of
from tests.generation.models import model_of
from tests.provider_server.dialects import OLLAMA, DialectServer
from tests.provider_server.dialects.anthropic import anthropic_with

LOW: dict[str, Any] = {"effort": "low"}
SENT: list[tuple[str, dict[str, Any], str | None]] = [
    ("claude-fable-5-1", LOW, None),
    ("claude-opus-5-5", LOW, None),
    ("claude-sonnet-5-5", LOW, "between_tools"),
    ("claude-haiku-5-5", LOW, "disabled"),
    ("claude-opus-5", LOW, "disabled"),
    ("claude-opus-4-8", LOW, None),
    ("claude-sonnet-4-6", LOW, None),
    ("claude-haiku-4-5", {}, None),
    ("claude-sonnet-9", LOW, None),
]


@pytest.mark.parametrize(("model", "effort", "thinking"), SENT)
async def test_each_model_gets_the_fields_it_takes(model: str, effort: dict[str, Any], thinking: str | None):
    async with DialectServer(anthropic_with(model), window=200_000) as server:
        outcome = await outcome_of(model_of(server))
    assert (outcome.failure, len(outcome.drafts), server.refused) == (None, 4, [])
    [asked] = server.asked
    assert {
        name: asked.body["output_config"][name] for name in asked.body["output_config"] if name != "format"
    } == effort
    assert asked.body.get("thinking", {}).get("type") == thinking


async def test_an_old_model_that_knows_no_schema_is_asked_without_and_for_no_more_than_it_gives():
    async with DialectServer(anthropic_with("claude-3-haiku-20240307"), window=200_000) as server:
        model = model_of(server)
        assert len((await outcome_of(model, asking(4))).drafts) == 4
        assert len((await outcome_of(model, asking(4))).drafts) == 4
    assert [asked.wanted for asked in server.asked] == [4_096] * 3
    assert ["output_config" in asked.body for asked in server.asked] == [True, False, False]


@pytest.mark.parametrize(
    ("effort", "thinking", "room"), [("low", "between_tools", 0), ("medium", None, 12_000), ("high", None, 12_000)]
)
async def test_the_effort_that_is_set_counts_and_thinking_gets_its_room(
    effort: Effort, thinking: str | None, room: int
):
    async with DialectServer(anthropic_with("claude-sonnet-5-5"), window=200_000) as server:
        await outcome_of(model_of(server, effort=effort), asking(4))
    [asked] = server.asked
    assert asked.body["output_config"]["effort"] == effort
    assert asked.body.get("thinking", {}).get("type") == thinking
    assert asked.wanted == 4_000 + 4 * 400 + room


async def test_a_model_that_always_thinks_has_room_for_it_at_low_effort():
    async with DialectServer(anthropic_with("claude-opus-5-5"), window=200_000, thinks=5_000) as server:
        outcome = await outcome_of(model_of(server), asking(4))
    assert (outcome.failure, len(outcome.drafts)) == (None, 4)


async def test_a_model_of_ones_own_gets_neither_effort_nor_marks_for_a_cache():
    async with DialectServer(OLLAMA) as server:
        await outcome_of(model_of(server, effort="high"))
    [asked] = server.asked
    assert asked.body["output_config"].keys() == {"format"}
    assert "thinking" not in asked.body
    assert "cache_control" not in str(asked.body)


@pytest.mark.parametrize(
    ("name", "known_as"),
    [
        ("claude-opus-4-20250514", "claude-opus-4"),
        ("claude-opus-4-1-20250805", "claude-opus-4"),
        ("claude-sonnet-4.5", "claude-sonnet-4-5"),
        ("anthropic/claude-haiku-4.5", "claude-haiku-4-5"),
        ("us.anthropic.claude-3-5-sonnet-20241022-v2:0", "claude-3-5"),
        ("vertex_ai/claude-opus-5-5@default", "claude-opus-5-5"),
        ("databricks-claude-3-7-sonnet", "claude-3-7"),
        ("~anthropic/claude-sonnet-latest", "claude"),
        ("Claude-Mythos-Preview", "claude-mythos"),
        ("qwen3:8b", None),
        ("Qwen3.5-27B-Claude-4.6-Opus-Reasoning-Distilled-GGUF", None),
        ("openclaude-7b", None),
    ],
)
def test_a_model_is_known_by_its_name_whatever_a_gateway_puts_before_it(name: str, known_as: str | None):
    traits = traits_of(name)
    assert traits.is_claude == (known_as is not None)
    assert known_as is None or traits is TRAITS[known_as]


def test_who_may_think_unasked_takes_an_effort():
    assert all(traits.takes_effort for traits in TRAITS.values() if traits.thinking is not Thinking.ON_REQUEST)
