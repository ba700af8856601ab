"""The cost of a call, at the prices in the settings."""

from typing import Any

import pytest
from anthropic.types import RawMessageDeltaEvent, RawMessageStartEvent

from studyapp.generation.messages_api.meter import Meter
from studyapp.generation.messages_api.prices import cost_usd
from studyapp.generation.provider import Usage
from studyapp.settings import Settings


def priced(price_in: float | None, price_out: float | None) -> Settings:
    return Settings(price_in=price_in, price_out=price_out)


def used(tokens_in: int | None, tokens_out: int | None, **cache: int) -> Usage:
    return Usage("anthropic", "m", tokens_in, tokens_out, **cache)


def test_tokens_in_and_out_have_their_own_prices() -> None:
    assert cost_usd(used(2_000_000, 100_000), priced(3, 15)) == pytest.approx(7.5)


@pytest.mark.parametrize(("price_in", "price_out"), [(None, None), (3, None), (None, 15)])
def test_without_both_prices_nothing_is_said(price_in: float | None, price_out: float | None) -> None:
    assert cost_usd(used(1000, 1000), priced(price_in, price_out)) is None


def test_a_model_of_ones_own_costs_nothing_and_rules_have_no_price() -> None:
    assert cost_usd(used(1000, 1000), priced(0, 0)) == 0
    assert cost_usd(used(None, None), priced(3, 15)) is None


def test_of_an_answer_that_broke_off_what_went_in_is_paid() -> None:
    assert cost_usd(used(1_000_000, None), priced(3, 15)) == pytest.approx(3)


def test_cached_tokens_cost_what_the_messages_api_bills_for_them() -> None:
    usage = used(1_000_000, 0, cache_written=400_000, cache_read=500_000)
    assert cost_usd(usage, priced(10, 0)) == pytest.approx(1 + 5 + 0.5)


def test_the_meter_tells_cached_tokens_from_others() -> None:
    counts = {"input_tokens": 100, "cache_creation_input_tokens": 40, "cache_read_input_tokens": 60}
    message: dict[str, Any] = {
        "id": "m", "type": "message", "role": "assistant", "content": [], "model": "m", "stop_reason": None,
        "stop_sequence": None, "usage": counts | {"output_tokens": 1},
    }  # fmt: skip
    meter = Meter("anthropic", "m")
    meter.read(RawMessageStartEvent.model_validate({"type": "message_start", "message": message}))
    delta = {"stop_reason": "end_turn", "stop_sequence": None}
    end = {"type": "message_delta", "delta": delta, "usage": {"output_tokens": 30}}
    meter.read(RawMessageDeltaEvent.model_validate(end))
    assert meter.usage() == used(200, 30, cache_written=40, cache_read=60)
