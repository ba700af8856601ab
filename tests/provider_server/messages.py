"""The wire format: messages, their streaming events, and the text a behaviour makes of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from tests.provider_server.behaviours import Behaviour, Step
from tests.provider_server.cards import Card, bad_card, good_cards
from tests.provider_server.prompt import Asked

_DELTA: Final = 23
"""Characters per delta: short enough to split words, escapes and keys."""
_STOPS: Final = {Behaviour.MAX_TOKENS: "max_tokens", Behaviour.REFUSAL: "refusal"}
_HALF_CARDS: Final = {Behaviour.MAX_TOKENS, Behaviour.CUT_OFF, Behaviour.ENDED_EARLY}


@dataclass(frozen=True, slots=True)
class Answer:
    pieces: list[str]
    """The text: an opening, one piece per card, an ending."""
    stop_reason: str = "end_turn"

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def tokens(self) -> int:
        return max(1, len(self.text) // 4)


def answer(asked: Asked, step: Step) -> Answer:
    """What the model would say. Calls without material (the connection test) get a greeting."""
    if not asked.material:
        return Answer(["OK"])
    cards = _cards(asked, step)
    pieces = ['{"cards": [', *_joined(cards), "]}"]
    return Answer(_spoil(pieces, step), _STOPS.get(step.behaviour, "end_turn"))


def _cards(asked: Asked, step: Step) -> list[Card]:
    good = good_cards(asked.material, asked.count + 3, asked.avoid)
    match step.behaviour:
        case Behaviour.TOO_MANY:
            return good
        case Behaviour.EMPTY:
            return []
        case Behaviour.TOO_FEW:
            return good[: step.after or max(1, asked.count // 2)]
        case Behaviour.ALL_BAD:
            return [bad_card(number) for number in range(asked.count)]
        case Behaviour.SOME_BAD:
            return [bad_card(at) if at % 2 else card for at, card in enumerate(good[: asked.count])]
        case Behaviour.REPEATS:
            return good[:1] * asked.count
        case _:
            return good[: asked.count]


def _joined(cards: list[Card]) -> list[str]:
    return [(", " if at else "") + json.dumps(card) for at, card in enumerate(cards)]


def _spoil(pieces: list[str], step: Step) -> list[str]:
    kept = pieces[: 1 + min(step.after or 0, len(pieces) - 2)]
    if step.behaviour in _HALF_CARDS:
        broken = pieces[len(kept)]
        return [*kept, broken[: len(broken) // 2]]
    match step.behaviour:
        case Behaviour.PROSE:
            return ["Sure! Here are {your} cards:\n\n```json\n", *pieces, "\n```\nTell me if you want more [of them]."]
        case Behaviour.MALFORMED:
            return [*kept, ", {question: it's broken, "]
        case Behaviour.REFUSAL | Behaviour.ERROR_EVENT | Behaviour.GARBLED:
            return kept
        case _:
            return pieces


def message(model: str, tokens_in: int, said: Answer) -> dict[str, Any]:
    """The non-streaming answer."""
    return _message(model, tokens_in) | {
        "content": [{"type": "text", "text": said.text}],
        "stop_reason": said.stop_reason,
        "usage": {"input_tokens": tokens_in, "output_tokens": said.tokens},
    }


def opening_events(model: str, tokens_in: int) -> bytes:
    start = event("message_start", message=_message(model, tokens_in))
    block = event("content_block_start", index=0, content_block={"type": "text", "text": ""})
    return start + block + event("ping")


def piece_events(piece: str) -> Iterator[bytes]:
    for at in range(0, len(piece), _DELTA):
        yield event("content_block_delta", index=0, delta={"type": "text_delta", "text": piece[at : at + _DELTA]})


def closing_events(said: Answer) -> bytes:
    delta = {"stop_reason": said.stop_reason, "stop_sequence": None}
    return (
        event("content_block_stop", index=0)
        + event("message_delta", delta=delta, usage={"output_tokens": said.tokens})
        + event("message_stop")
    )


def error(kind: str, sentence: str) -> dict[str, Any]:
    return {"type": "error", "error": {"type": kind, "message": sentence}}


def event(kind: str, **data: Any) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind} | data)}\n\n".encode()


def _message(model: str, tokens_in: int) -> dict[str, Any]:
    return {
        "id": "msg_local",
        "type": "message",
        "role": "assistant",
        "model": model,
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": tokens_in, "output_tokens": 1},
    }
