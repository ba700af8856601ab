"""The wire format: messages, streaming events, and the text of an answer."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from tests.provider_server.behaviours import Behaviour, Step
from tests.provider_server.making import Made, made_for
from tests.provider_server.prompt import Asked, Kind

_DELTA: Final = 23
"""Characters per delta. It is short enough to split words, escapes and keys."""
_STOPS: Final = {Behaviour.MAX_TOKENS: "max_tokens", Behaviour.REFUSAL: "refusal"}
_HALF_ITEMS: Final = {Behaviour.MAX_TOKENS, Behaviour.CUT_OFF, Behaviour.ENDED_EARLY}


@dataclass(frozen=True, slots=True)
class Answer:
    pieces: list[str]
    """The text of an answer: an opening, one piece per item, an ending."""
    stop_reason: str = "end_turn"

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def tokens(self) -> int:
        return max(1, len(self.text) // 4)


def answer(asked: Asked, step: Step) -> Answer:
    """The model's answer. A connection test gets a greeting."""
    if asked.kind is Kind.GREETING:
        return Answer(["OK"])
    if step.behaviour is Behaviour.CHAT:
        return Answer(["What an interesting text! What would you like to know about it?"])
    forgets = step.behaviour is Behaviour.FORGETFUL
    made = made_for(replace(asked, count=step.after, avoid=()) if forgets else asked)
    items = made.instead[step.behaviour] if step.behaviour in made.instead else _items(made, step)
    pieces = [made.opening, *_joined(items), "]}"]
    return Answer(_spoil(pieces, step), _STOPS.get(step.behaviour, "end_turn"))


def _items(made: Made, step: Step) -> list[Any]:
    wanted = made.good[: made.count]
    if spoil := made.spoiled.get(step.behaviour):
        return [spoil(at, item) for at, item in enumerate(wanted)]
    match step.behaviour:
        case Behaviour.TOO_MANY:
            return made.good
        case Behaviour.EMPTY:
            return []
        case Behaviour.TOO_FEW:
            return wanted[: step.after or max(1, made.count // 2)]
        case Behaviour.ALL_BAD:
            return [made.bad(number) for number in range(made.count)]
        case Behaviour.SOME_BAD:
            return [made.bad(at) if at % 2 else item for at, item in enumerate(wanted)]
        case Behaviour.REPEATS:
            return wanted[:1] * made.count
        case _:
            return wanted


def _joined(items: list[Any]) -> list[str]:
    return [(", " if at else "") + json.dumps(item) for at, item in enumerate(items)]


def _spoil(pieces: list[str], step: Step) -> list[str]:
    kept = pieces[: 1 + min(step.after or 0, len(pieces) - 2)]
    if step.behaviour in _HALF_ITEMS:
        broken = pieces[len(kept)]
        return [*kept, broken[: len(broken) // 2]]
    match step.behaviour:
        case Behaviour.PROSE:
            return [
                "Sure! Here is {what} you want:\n\n```json\n",
                *pieces,
                "\n```\nTell me if you want more [of them].",
            ]
        case Behaviour.CARELESS:
            draft = "".join([*pieces[:2], "]}"])
            opening = f"<think>\nLike this? {draft}\n</think>\nHere is [all] of it:\n```json\n["
            return [opening, *pieces[1:-1], ",]\n```\nTell me if you want more."]
        case Behaviour.MALFORMED:
            return [*kept, ", {question: it's broken, "]
        case Behaviour.UNREADABLE_ITEM:
            return [*kept, ', {"question": ::::}', *pieces[len(kept) + 1 :]]
        case Behaviour.REFUSAL | Behaviour.ERROR_EVENT | Behaviour.GARBLED:
            return kept
        case _:
            return pieces


def message(model: str, tokens_in: int, said: Answer) -> dict[str, Any]:
    """The answer without streaming."""
    return _message(model, tokens_in) | {
        "content": [{"type": "text", "text": said.text}],
        "stop_reason": said.stop_reason,
        "usage": {"input_tokens": tokens_in, "output_tokens": said.tokens},
    }


def opening_events(model: str, tokens_in: int) -> bytes:
    start = event("message_start", message=_message(model, tokens_in))
    block = event("content_block_start", index=0, content_block={"type": "text", "text": ""})
    return start + block + event("ping")


def thinking_event() -> bytes:
    return event("content_block_delta", index=0, delta={"type": "thinking_delta", "thinking": "Hm. "})


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
