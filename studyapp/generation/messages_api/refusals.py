"""Reads what servers say when they refuse a call: how much room they have, and what they do not know."""

import re
from collections.abc import Mapping
from typing import Any, Final

OPTIONAL: Final = {"output_config", "thinking"}
"""The fields of a request that not all servers and models know."""
ABOUT_FIELDS: Final = (400, 422)
ABOUT_LENGTH: Final = (400, 413, 422, 500)
"""Some versions of vLLM refuse with 500."""
_NUMBER: Final = r"\d[\d,]{0,11}"
_TOO_MANY: Final = (
    re.compile(rf"max_tokens: {_NUMBER} > (?P<most>{_NUMBER})"),
    re.compile(rf"max_tokens\D{{1,60}}(?:\[1, ?|at most |less than or equal to )(?P<most>{_NUMBER})"),
)
"""Anthropic and services that imitate it, of a model that never gives a longer answer."""
_EXCEEDED: Final = (
    re.compile(rf"exceed context limit: (?P<given>{_NUMBER}) \+ {_NUMBER} > (?P<length>{_NUMBER})"),
    re.compile(rf"context length is (?P<length>{_NUMBER}) tokens and your request has (?P<given>{_NUMBER}) input"),
    re.compile(rf"context length is (?P<length>{_NUMBER}) tokens\D{{1,60}}{_NUMBER} tokens \((?P<given>{_NUMBER}) in"),
    re.compile(
        rf"context length is (?P<length>{_NUMBER}) tokens\D{{1,60}}{_NUMBER} output tokens and your prompt contains "
        rf"(?:at least )?(?P<given>{_NUMBER}) input"
    ),
)
"""Anthropic and vLLM in three versions, of an answer that does not fit beside what was asked."""
_CONTEXT: Final = (
    re.compile(rf"exceeds the available context size \((?P<length>{_NUMBER}) tokens\)"),
    re.compile(rf"prompt is too long: {_NUMBER} tokens > (?P<length>{_NUMBER}) maximum"),
    re.compile(rf"context length (?:is|of) (?:only )?(?P<length>{_NUMBER}) tokens"),
    re.compile(rf"\bn_ctx: (?P<length>{_NUMBER})"),
)
"""llama.cpp, Anthropic, vLLM and LM Studio in two versions, of a call that does not fit at all."""
_TOO_LONG: Final = re.compile(r"greater than the context length|context size has been exceeded", re.IGNORECASE)
"""LM Studio without the numbers."""
_OF_A_MODEL: Final = re.compile(r"\bmodel\b", re.IGNORECASE)
_NO_SUCH_MODEL: Final = re.compile(
    r"\binvalid model (?:name|identifier)\b|\bno models? (?:is |are )?loaded\b", re.IGNORECASE
)
"""LiteLLM and LM Studio, with status 400."""


def changed(request: Mapping[str, Any], status: int, message: str, *, prompt_tokens: int) -> dict[str, Any] | None:
    """The request as this server may accept it; None if there is nothing to change about it.

    Servers name the field they mind in many ways or not at all, so any refusal that is about nothing else counts.
    """
    if status in ABOUT_LENGTH:
        room = room_named(message, prompt=prompt_tokens)
        if room is not None and 0 < room < request["max_tokens"]:
            return {**request, "max_tokens": room}
    if status not in ABOUT_FIELDS or says_too_long(message):
        return None
    plain = {name: value for name, value in request.items() if name not in OPTIONAL}
    return None if plain == request else plain


def room_named(message: str, *, prompt: int) -> int | None:
    """How many tokens an answer may have if the message says that too many were asked for, else None.

    `prompt` is about how many tokens the call itself has, because some servers stop counting those.
    """
    if found := _first(_TOO_MANY, message):
        return _number(found["most"])
    found = _first(_EXCEEDED, message)
    if not found:
        return None
    given = _number(found["given"])
    return max(0, _number(found["length"]) - (max(given, prompt) if "at least" in found[0] else given))


def context_named(message: str) -> int | None:
    """The model's context length in tokens if the message says that the call is longer, else None."""
    found = _first(_CONTEXT, message)
    return _number(found["length"]) if found else None


def says_too_long(message: str) -> bool:
    return context_named(message) is not None or bool(_TOO_LONG.search(message))


def names_a_model(message: str, model: str) -> bool:
    """Whether a "not found" is about the model, and not about the address."""
    return model.casefold() in message.casefold() or bool(_OF_A_MODEL.search(message))


def denies_model(message: str) -> bool:
    """Whether a refusal says that there is no such model, although its status does not."""
    return bool(_NO_SUCH_MODEL.search(message))


def denies_address(message: str) -> bool:
    """Whether LM Studio says that there is nothing at the address, which it does with status 200."""
    return message.startswith("Unexpected endpoint")


def _first(patterns: tuple[re.Pattern[str], ...], message: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.search(message) for pattern in patterns)), None)


def _number(digits: str) -> int:
    return int(digits.replace(",", ""))
