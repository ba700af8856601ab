"""What a generator is asked for: one class per kind of request, which says what the answer consists of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Generic, TypeVar

from studyapp.rules.choices import DISTRACTORS
from studyapp.rules.items import CardDraft, KnownCard

T = TypeVar("T")

MOST_QUESTIONS: Final = 50
"""A prompt becomes this many questions at most."""
QUESTIONS_AT_ONCE: Final = 20
"""Questions one call is asked for: a longer answer outgrows what many models may say at once."""
MOST_READ: Final = 3
"""Items read for each one that is wanted: a model may repeat what exists, but not for ever."""


class Call(Generic[T]):
    """A request whose answer consists of `T`, one after the other."""

    __slots__ = ()

    without_model: ClassVar[str] = "This needs a language model, and none is set."
    """What a learner who has set no model is told."""


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
class CardCall(Call[CardDraft]):
    """One request for the cards of a chunk. With `complaints` it is a repair call."""

    chunk: Chunk
    title: str | None = None
    avoid: Sequence[str] = ()
    """Questions that exist already."""
    complaints: Sequence[str] = ()
    """Cards that were rejected, each with the reason."""
    in_all: int = 0
    """Cards wanted from this stretch, with those that exist already: a model may begin with these once more."""


@dataclass(frozen=True, slots=True)
class DistractorCall(Call[str]):
    """One request for wrong answers to a question. With `complaints` it is a repair call for what `kept` lacks."""

    without_model = "There are not enough cards of the same kind to take wrong answers from."

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
class Intent:
    """How a prompt was understood, said before the first question."""

    sentence: str
    total: int | None
    """Questions to come in all, as far as the model can tell; 1 to `MOST_QUESTIONS`."""


@dataclass(frozen=True, slots=True)
class QuestionCall(Call[Intent | CardDraft]):
    """One request for questions on what the learner's prompt says; at most `QUESTIONS_AT_ONCE` are written."""

    without_model = "Questions from a prompt need a language model, and none is set."

    prompt: str
    count: int | None = None
    """How many; None: the model decides how many there should be in all."""
    intent: str | None = None
    """How the prompt was understood by an earlier call."""
    avoid: Sequence[str] = ()
    complaints: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RewriteCall(Call[CardDraft]):
    """One request for a better version of a card, of the same kind."""

    without_model = "Rewriting a card needs a language model, and none is set."

    card: CardDraft
    feedback: str = ""
    """What the learner wants changed. If empty, whatever the rules and good sense want."""
    siblings: Sequence[KnownCard] = ()
    """Other cards of the deck, which the new version must not repeat."""
    complaints: Sequence[str] = ()
