"""What a server says beyond the answers of its model, as data: where it tells what, how it refuses, how it streams."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.provider_server.wire import Request

Event = dict[str, Any]

_TOKEN = re.compile(r"[^\W\d_]{1,6}|\d{1,3}|[^\w\s]|_")
"""A piece of a word, of a number, or a sign. English has about 0.25 of these for a character, as real tokens are."""


def tokens_in(text: str) -> int:
    return sum(1 for _ in _TOKEN.finditer(text))


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: object
    """Sent as JSON unless it is text."""
    kind: str = "text/plain"
    """The content type of a text."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A request for an answer, and what the server knows about its model."""

    request: Request
    window: int
    """The context length that the model is loaded with."""

    @property
    def body(self) -> dict[str, Any]:
        return self.request.body

    @property
    def wanted(self) -> int:
        return self.body["max_tokens"]

    @property
    def prompt(self) -> int:
        """How many tokens the rules and the messages have."""
        texts = [self.body.get("system", ""), *(message["content"] for message in self.body["messages"])]
        return sum(tokens_in(text) for text in map(_text, texts))

    @property
    def is_too_long(self) -> bool:
        return self.prompt >= self.window

    @property
    def key(self) -> str:
        headers = self.request.headers
        return headers.get("x-api-key") or headers.get("authorization", "").removeprefix("Bearer ")


def accept_all(_: Asking) -> Reply | None:
    return None


def as_it_is(event: Event) -> list[Event]:
    return [event]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    name: str
    model: str = "qwen3:8b"
    nowhere: Callable[[Request], Reply]
    """The answer at a path that does not exist."""
    no_such_model: Callable[[str], Reply]
    wrong_key: Reply | None
    """None for a server that takes no keys."""
    loading: Reply | None
    """None for a server that answers late, or not at all, while its model is being loaded."""
    pages: Mapping[str, Callable[[str, int], object]] = field(default_factory=dict[str, Callable[[str, int], object]])
    """What can be read with GET, by the path: functions of the model and its context length that return JSON."""
    refuse: Callable[[Asking], Reply | None] = accept_all
    forgets: bool = False
    """Whether a prompt that is too long loses its beginning, instead of being refused."""
    caches: bool = False
    """Whether it counts what it has read before, up to the block that asks for it."""
    events: Callable[[Event], list[Event]] = as_it_is
    """Makes of an event as Anthropic sends it those that this server sends."""
    ending: bytes = b""
    """What follows the last event."""

    def __str__(self) -> str:
        return self.name


def _text(content: Any) -> str:
    return content if isinstance(content, str) else "\n".join(block["text"] for block in content)
