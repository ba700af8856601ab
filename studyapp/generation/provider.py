"""What a generator is: one protocol for the language model and for the extractive rules."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from studyapp.generation.calls import Call

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Usage:
    """What one provider call cost; tokens are unknown to the extractive generator."""

    provider: str
    model: str | None
    tokens_in: int | None
    """All that went in, from a cache or not."""
    tokens_out: int | None
    cache_written: int = 0
    """Of `tokens_in`: those that were put into the provider's cache."""
    cache_read: int = 0
    """Of `tokens_in`: those that came from it."""


class Sign(StrEnum):
    """What a call shows of itself before its items do."""

    ANSWERED = "answered"
    """The provider is there: it took the call or refused it."""
    WORDS = "words"
    """Text or thinking arrived. Pings are no words."""


Hear = Callable[[Sign], Awaitable[None]]


async def hear_nothing(_: Sign) -> None:
    """For calls whose signs nobody waits for."""


Enough = Callable[[], bool]


def never() -> bool:
    """For calls whose answer is read to its end."""
    return False


class Provider(Protocol):
    """Asks for content and yields it item by item, each as soon as it is complete.

    Every failure is raised as `errors.GenerationFailed`. Closing the iterator closes the connection at once.
    """

    @property
    def name(self) -> str: ...

    @property
    def model(self) -> str | None: ...

    @property
    def chunk_chars(self) -> int:
        """How much material one call takes well."""
        ...

    def stream(self, call: Call[T], *, enough: Enough = never) -> AsyncGenerator[T | Usage]:
        """The items of the answer as each is complete, then one `Usage`, also before a failure is raised.

        `enough` is asked after each item; once it says so, nothing more is read.
        """
        ...

    def heard_by(self, hear: Hear) -> "Provider":
        """The same provider, whose calls show their signs to `hear` as they come."""
        ...

    async def knock(self) -> bool:
        """Whether somebody answers there, found out within seconds and at no cost. Never raises."""
        ...

    async def check(self) -> timedelta:
        """Make one real, tiny call; how long it took. Raises `GenerationFailed` when it does not work."""
        ...
