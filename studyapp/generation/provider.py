"""The protocol of a generator, which the language model and the extractive rules share."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from studyapp.generation.calls import Call

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Usage:
    """What one provider call used up. The extractive generator has no tokens."""

    provider: str
    model: str | None
    tokens_in: int | None
    """All input tokens, cached or not."""
    tokens_out: int | None
    cache_written: int = 0
    """How many of `tokens_in` were written to the provider's cache."""
    cache_read: int = 0
    """How many of `tokens_in` were read from the provider's cache."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Stands for an item of the answer that could not be read."""


class Sign(StrEnum):
    """A sign of life during a call, before its items arrive."""

    ANSWERED = "answered"
    """The provider answered: it accepted the call or refused it."""
    WORDS = "words"
    """Text or thinking arrived. Pings do not count."""


Hear = Callable[[Sign], Awaitable[None]]


async def hear_nothing(_: Sign) -> None:
    """The `Hear` of a provider whose signs nobody needs."""


Enough = Callable[[], bool]


def never() -> bool:
    """The `Enough` of a call whose answer is read to its end."""
    return False


@dataclass(frozen=True, slots=True)
class Portion:
    """How much suits one call to a provider."""

    chunk_chars: int
    """How many characters of material."""
    items: int | None
    """The most items to ask for; None if there is no limit."""


class Provider(Protocol):
    """Asks for content and yields it item by item, each as soon as it is complete.

    Every failure is raised as `errors.GenerationFailed`. Closing the iterator closes the connection at once.
    """

    @property
    def name(self) -> str: ...

    @property
    def model(self) -> str | None: ...

    async def portion(self, material: str = "") -> Portion:
        """How much suits one call. It may ask the server, takes at most a few seconds and never raises."""
        ...

    def stream(self, call: Call[T], *, enough: Enough = never) -> AsyncGenerator[T | Unread | Usage]:
        """The items of the answer, each as soon as it is complete, then one `Usage`, even if an error follows.

        `enough` is called between items. Once it returns True, nothing more is read.
        """
        ...

    def heard_by(self, hear: Hear) -> "Provider":
        """The same provider, but with calls that report their signs of life to `hear`."""
        ...

    def with_room(self, factor: int) -> "Provider":
        """The same provider, but with answers that may have `factor` times as many tokens."""
        ...

    async def knock(self) -> bool:
        """Whether the server answers. Takes at most a few seconds, costs nothing and never raises."""
        ...

    async def check(self) -> timedelta:
        """Make one real, tiny call and return how long it took. Raises `GenerationFailed` if it fails."""
        ...
