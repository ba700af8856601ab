"""Asks a server how many tokens its model takes at once. The Messages API has no question for this, so each server has
its own.
"""

import asyncio
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import httpx2

_SECONDS: Final = 2.0
_SECONDS_IN_ALL: Final = 5.0
_MOST_BYTES: Final = 4 * 1024 * 1024
_UNLOADED: Final = 4_096
"""What Ollama and LM Studio give a model that they load for a call, unless told otherwise."""
_END: Final = re.compile(r"/*(?:/v1(?:/messages)?)?/*$")


@dataclass(frozen=True, slots=True)
class _Question:
    path: str
    rows: str
    """The field with the list of models; empty if the answer is about the one model."""
    lengths: tuple[str, ...]
    """Where the length stands, the first that is there; dots lead into objects."""
    names: tuple[str, ...] = ("id",)
    unloaded: int | None = None
    """The length of a model that is not in the list."""


_QUESTIONS: Final = (
    # llama.cpp, tools/server/README.md: what one slot of the server holds
    _Question("/props", "", ("default_generation_settings.n_ctx",)),
    # Ollama, docs/api.md: list running models
    _Question("/api/ps", "models", ("context_length",), ("model", "name"), unloaded=_UNLOADED),
    # LM Studio, REST API v0; its max_context_length is what the model could have
    _Question("/api/v0/models", "data", ("loaded_context_length",), unloaded=_UNLOADED),
    # LiteLLM proxy, model management
    _Question("/v1/model/info", "data", ("model_info.max_input_tokens", "model_info.max_tokens"), ("model_name",)),
    # vLLM, OpenAI-compatible server; gateways use the other names
    _Question("/v1/models", "data", ("max_model_len", "context_length", "context_window", "max_input_tokens")),
)


def root_of(address: str) -> str:
    """The address without the part of a path that the SDK adds itself, e.g. `/v1`, as many servers show it."""
    return _END.sub("", address.strip())


async def context_length(address: str, model: str, *, key: str) -> int | None:
    """The context length in tokens, or None if the server does not tell. Takes a few seconds at most, never raises."""
    headers = {"authorization": f"Bearer {key}", "x-api-key": key} if key else {}
    try:
        async with (
            asyncio.timeout(_SECONDS_IN_ALL),
            httpx2.AsyncClient(timeout=_SECONDS, headers=headers, follow_redirects=False) as client,
        ):
            return await _first_told(client, address, model)
    except (TimeoutError, httpx2.HTTPError, httpx2.InvalidURL):
        return None


async def _first_told(client: httpx2.AsyncClient, address: str, model: str) -> int | None:
    for question in _QUESTIONS:
        if length := await _asked(client, address, question, model):
            return length
    return None


async def _asked(client: httpx2.AsyncClient, address: str, question: _Question, model: str) -> int | None:
    try:
        return _length(question, await _answer(client, address + question.path), model)
    except (ValueError, RecursionError):  # it is not JSON
        return None


async def _answer(client: httpx2.AsyncClient, url: str) -> Mapping[str, object]:
    """The answer; empty if it is no JSON object of reasonable size."""
    async with client.stream("GET", url) as response:
        if not response.is_success:
            return {}
        read = bytearray()
        async for part in response.aiter_bytes():
            read += part
            if len(read) > _MOST_BYTES:
                return {}
    return object_of(json.loads(read))


def _length(question: _Question, answer: Mapping[str, object], model: str) -> int | None:
    if not question.rows:
        return _first(answer, question.lengths)
    rows = answer.get(question.rows)
    if not isinstance(rows, list):
        return None
    known = map(object_of, rows)  # pyright: ignore[reportUnknownArgumentType]
    of_model = (row for row in known if _is_named(row, question, model))
    return next(filter(None, (_first(row, question.lengths) for row in of_model)), None) or question.unloaded


def _is_named(row: Mapping[str, object], question: _Question, model: str) -> bool:
    names = {str(row.get(name)) for name in question.names}
    return model in names or f"{model}:latest" in names


def _first(fields: Mapping[str, object], paths: Iterable[str]) -> int | None:
    return next(filter(None, (_number(fields, path) for path in paths)), None)


def _number(fields: Mapping[str, object], path: str) -> int | None:
    *outer, last = path.split(".")
    for name in outer:
        fields = object_of(fields.get(name))
    value = fields.get(last)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def object_of(value: object) -> Mapping[str, object]:
    """The value if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}  # pyright: ignore[reportUnknownVariableType]
