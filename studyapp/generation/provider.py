"""What a generator is: one protocol for the language model and for the extractive rules."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final, Protocol

from studyapp.rules.items import CardDraft, KnownCard

DISTRACTORS: Final = 3
"""Wrong answers of a multiple-choice question."""
MOST_QUESTIONS: Final = 50
"""A prompt becomes this many questions at most."""
QUESTIONS_AT_ONCE: Final = 20
"""Questions one call is asked for: a longer answer outgrows what many models may say at once."""


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
    """All that went in, from a cache or not."""
    tokens_out: int | None
    cache_written: int = 0
    """Of `tokens_in`: those that were put into the provider's cache."""
    cache_read: int = 0
    """Of `tokens_in`: those that came from it."""


@dataclass(frozen=True, slots=True)
class CardCall:
    """One request for cards. `avoid` are questions that exist already; `complaints` turn it into a repair call."""

    chunk: Chunk
    title: str | None = None
    avoid: Sequence[str] = ()
    complaints: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DistractorCall:
    """One request for wrong answers to a question. With `complaints` it is a repair call for what `kept` lacks."""

    stem: str
    answer: str
    explanation: str | None = None
    quote: str | None = None
    siblings: Sequence[KnownCard] = ()
    """Other cards of the deck: their answers are what a learner may mix up with this one."""
    kept: Sequence[str] = ()
    """Wrong answers that are good already."""
    complaints: Sequence[str] = ()
    """Wrong answers that were rejected, each with the reason."""
    count: int = DISTRACTORS
    """How many are wanted besides `kept`."""


@dataclass(frozen=True, slots=True)
class QuestionCall:
    """One request for questions on what the learner's prompt says; at most `QUESTIONS_AT_ONCE` are written."""

    prompt: str
    count: int | None = None
    """Exactly so many; empty: the model decides how many there should be in all."""
    intent: str | None = None
    """How the prompt was understood by an earlier call."""
    avoid: Sequence[str] = ()
    complaints: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Intent:
    """How a prompt was understood, said before the first question."""

    sentence: str
    total: int | None
    """Questions to come in all, as far as the model can tell; 1 to `MOST_QUESTIONS`."""


@dataclass(frozen=True, slots=True)
class RewriteCall:
    """One request for a better version of a card, of the same kind."""

    card: CardDraft
    feedback: str = ""
    """What the learner wants changed; empty: whatever the rules and good sense want."""
    siblings: Sequence[KnownCard] = ()
    """Other cards of the deck, which the new version must not repeat."""
    complaints: Sequence[str] = ()


class Sign(StrEnum):
    """What a call shows of itself before its items do."""

    ANSWERED = "answered"
    """The provider is there: it took the call or refused it."""
    WORDS = "words"
    """Text or thinking arrived. Pings are no words."""


Hear = Callable[[Sign], Awaitable[None]]


async def hear_nothing(_: Sign) -> None:
    """For calls whose signs nobody waits for."""


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

    def distractors(self, call: DistractorCall) -> AsyncGenerator[str | Usage]:
        """At most `count` wrong answers, then one `Usage`, also before a failure is raised."""
        ...

    def questions(self, call: QuestionCall) -> AsyncGenerator[Intent | CardDraft | Usage]:
        """The `Intent` if there is one, multiple-choice and true/false drafts as they close, then one `Usage`.

        A multiple-choice draft has its key as the answer, a true/false one the word `True` or `False`.
        """
        ...

    def rewrite(self, call: RewriteCall) -> AsyncGenerator[CardDraft | Usage]:
        """One draft of the same kind as the card, then one `Usage`."""
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
