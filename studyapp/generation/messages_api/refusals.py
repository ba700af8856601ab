"""Reads what servers say when they refuse a call: how much room they have, and what they do not know."""

import re
from typing import Final

_NUMBER: Final = r"[\d,]{1,12}"
_TOO_MANY: Final = re.compile(rf"max_tokens: {_NUMBER} > (?P<most>{_NUMBER})")
"""Anthropic, of a model that never gives a longer answer."""
_EXCEEDED: Final = (
    re.compile(rf"exceed context limit: (?P<given>{_NUMBER}) \+ {_NUMBER} > (?P<length>{_NUMBER})"),
    re.compile(rf"context length is (?P<length>{_NUMBER}) tokens and your request has (?P<given>{_NUMBER}) input"),
    re.compile(rf"context length is (?P<length>{_NUMBER}) tokens\D{{1,60}}{_NUMBER} tokens \((?P<given>{_NUMBER}) in"),
)
"""Anthropic and vLLM in two versions, of an answer that does not fit beside what was asked."""
_CONTEXT: Final = (
    re.compile(rf"exceeds the available context size \((?P<length>{_NUMBER}) tokens\)"),
    re.compile(rf"prompt is too long: {_NUMBER} tokens > (?P<length>{_NUMBER}) maximum"),
    re.compile(rf"context length is (?:only )?(?P<length>{_NUMBER}) tokens"),
    re.compile(rf"context length of (?:only )?(?P<length>{_NUMBER}) tokens"),
)
"""llama.cpp, Anthropic, vLLM and LM Studio, of a call that does not fit at all."""
_OF_A_MODEL: Final = re.compile(r"\bmodel\b", re.IGNORECASE)


def room_named(message: str) -> int | None:
    """How many tokens an answer may have if the message says that too many were asked for, else None."""
    if found := _TOO_MANY.search(message):
        return _number(found["most"])
    found = next(filter(None, (pattern.search(message) for pattern in _EXCEEDED)), None)
    return max(0, _number(found["length"]) - _number(found["given"])) if found else None


def context_named(message: str) -> int | None:
    """The model's context length in tokens if the message says that the call is longer, else None."""
    found = next(filter(None, (pattern.search(message) for pattern in _CONTEXT)), None)
    return _number(found["length"]) if found else None


def names_a_model(message: str, model: str) -> bool:
    """Whether a "not found" is about the model, and not about the address."""
    return model.casefold() in message.casefold() or bool(_OF_A_MODEL.search(message))


def _number(digits: str) -> int:
    return int(digits.replace(",", ""))
