"""Streams in which any field is null or missing: cards, or a failure with a sentence, and never an error of ours."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.generation.messages_api.test_odd_answers import GOOD, ask, saying, server
from tests.generation.messages_api.test_odd_answers import failure as failure_of

EVENTS: list[dict[str, Any]] = [
    {
        "type": "message_start",
        "message": {
            "id": "m", "type": "message", "role": "assistant", "model": "odd", "content": [],
            "stop_reason": None, "stop_sequence": None, "usage": {"input_tokens": 9, "output_tokens": 0},
        },
    },
    {"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": "", "signature": ""}},
    {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "Hm."}},
    {"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": "x"}},
    {"type": "content_block_stop", "index": 0},
    {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
    {"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": GOOD}},
    {"type": "content_block_stop", "index": 1},
    {
        "type": "message_delta",
        "delta": {"stop_reason": "end_turn", "stop_sequence": None},
        "usage": {"input_tokens": 9, "output_tokens": 9},
    },
    {"type": "message_stop"},
]  # fmt: skip
Path = tuple[str | int, ...]


def paths(value: Any, so_far: Path = ()) -> Iterator[Path]:
    """The places of all fields, at any depth, but of the kinds of events, which the stream names itself."""
    fields = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in fields:
        yield (*so_far, name)
        yield from paths(inner, (*so_far, name))


FIELDS = [path for path in paths(EVENTS) if len(path) > 1]
HOLDS_THE_ANSWER = [(6, "type"), (6, "delta"), (6, "delta", "type"), (6, "delta", "text")]


def stream(events: list[dict[str, Any]]) -> bytes:
    kinds = [event["type"] for event in EVENTS]
    return "".join(
        f"event: {kind}\ndata: {json.dumps(event)}\n\n" for kind, event in zip(kinds, events, strict=True)
    ).encode()


def changed(path: Path, *, missing: bool) -> list[dict[str, Any]]:
    events: Any = deepcopy(EVENTS)
    *outer, last = path
    inner = events
    for name in outer:
        inner = inner[name]
    if missing:
        del inner[last]
    else:
        inner[last] = None
    return events


@pytest.mark.parametrize("missing", [False, True], ids=["null", "missing"])
@pytest.mark.parametrize("path", FIELDS, ids=str)
async def test_a_field_that_is_null_or_missing_costs_the_answer_at_most(path: Path, missing: bool):
    answer = saying(stream(changed(path, missing=missing)))
    if path in HOLDS_THE_ANSWER:
        assert (await failure_of(answer)).retryable
        return
    async with server(answer) as url:
        cards, _ = await ask(url)
    assert len(cards) == 1
