"""The shapes the content rules speak of: a drafted card, where it came from, and what a rule has to say."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    REJECT = "reject"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    """Its id in the rule tables, say `F4`."""
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class CardDraft:
    """A card as a generator proposes it: not saved, not yet checked."""

    question: str
    answer: str
    explanation: str | None = None
    quote: str | None = None
    """Verbatim words of the material that carry the answer."""
    page: int | None = None
    """1-based page of the quote, where the material has pages."""
    tags: tuple[str, ...] = ()
    kind: str = "basic"
    """A `CardKind` value; this layer does not know the tables."""
    distractors: tuple[str, ...] = ()
    """Wrong answers, where the card has any."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The stretch of material a draft claims to come from."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class KnownCard:
    """A card the learner has already, for the duplicate rule."""

    question: str
    answer: str
