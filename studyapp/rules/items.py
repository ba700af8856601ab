"""The data types of the content rules: a drafted card, its source, and a finding about it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    REJECT = "reject"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    """The rule's id, e.g. `F4`."""
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class CardDraft:
    """A card as a generator proposes it, neither saved nor checked yet."""

    question: str
    answer: str
    explanation: str | None = None
    quote: str | None = None
    """Verbatim words of the material that support the answer."""
    page: int | None = None
    """Page of the quote, counted from 1; None where the material has no pages."""
    tags: tuple[str, ...] = ()
    kind: str = "basic"
    """A value of `CardKind`, as a string because this layer may not import the tables."""
    distractors: tuple[str, ...] = ()
    """Wrong answers; empty where the card has none."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of the material a draft claims to come from."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class KnownCard:
    """A card that exists already, for the duplicate rule."""

    question: str
    answer: str
