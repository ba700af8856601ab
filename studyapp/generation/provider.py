"""What a generator is: one protocol for the language model and for the extractive rules."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from studyapp.rules.items import CardDraft


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of material that goes to the generator in one call, and how many cards are wanted from it."""

    index: int
    text: str
    count: int
    heading: str | None = None
    page: int | None = None
    """1-based page the chunk starts on, where the material has pages."""
    start: int = 0
    """Where `text` begins in the material; it is an exact stretch of it."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one provider call cost; tokens are unknown to the extractive generator."""

    provider: str
    model: str | None
    tokens_in: int | None
    tokens_out: int | None
    duration: timedelta


@dataclass(frozen=True, slots=True)
class CardCall:
    """One request for cards. `avoid` are questions that exist already; `complaints` turn it into a repair call."""

    chunk: Chunk
    title: str | None = None
    avoid: Sequence[str] = ()
    complaints: Sequence[str] = ()


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

    def cards(self, call: CardCall) -> AsyncGenerator[CardDraft | Usage]:
        """At most `chunk.count` drafts in the order they arrive, then one `Usage`, also before a failure is raised."""
        ...

    async def check(self) -> timedelta:
        """Make one real, tiny call; how long it took. Raises `GenerationFailed` when it does not work."""
        ...
