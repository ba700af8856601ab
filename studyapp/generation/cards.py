"""Cards from a provider, each checked by the content rules as it arrives."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Final

from studyapp.generation.chunks import page_at
from studyapp.generation.provider import CardCall, Chunk, Provider, Usage
from studyapp.rules.cards import check_card, is_rejected
from studyapp.rules.items import CardDraft, Finding, KnownCard, Passage, Severity
from studyapp.rules.quotes import locate
from studyapp.rules.text import words

MOST_AVOIDED: Final = 100
"""Questions a prompt lists as known; they cost tokens with every call."""
_TELLING_LETTERS: Final = 5
_RELATED_SHARE: Final = 0.6

REASONS: Final = {
    "F1": "incomplete",
    "F2": "gave the answer away",
    "F3": "answered with yes or no",
    "F4": "more than one fact",
    "F5": "made sense beside the page only",
    "F6": "too long",
    "F7": "talk instead of a card",
    "F8": "not found in the text",
    "F9": "duplicate",
    "F10": "unfinished or in another language",
}
"""Why a rule rejects, in words a count can stand before."""


@dataclass(frozen=True, slots=True)
class CheckedCard:
    draft: CardDraft
    findings: tuple[Finding, ...]

    @property
    def is_rejected(self) -> bool:
        return is_rejected(self.findings)

    @property
    def objections(self) -> list[Finding]:
        """What it was rejected for."""
        return [finding for finding in self.findings if finding.severity is Severity.REJECT]


async def stream(
    provider: Provider, call: CardCall, *, known: list[KnownCard], page_starts: Sequence[int] = ()
) -> AsyncGenerator[CheckedCard | Usage]:
    """Every card of one call with what the rules say of it. Those that pass join `known`."""
    async with aclosing(provider.cards(call)) as items:
        async for item in items:
            if isinstance(item, Usage):
                yield item
                continue
            checked = await asyncio.to_thread(_check, item, call.chunk, known, page_starts)
            if not checked.is_rejected:
                known.append(KnownCard(item.question, item.answer))
            yield checked


def repair(call: CardCall, rejected: Sequence[CheckedCard]) -> CardCall:
    """The one call that may follow: better cards in place of the rejected ones, and no more than are missing."""
    chunk = replace(call.chunk, count=min(len(rejected), call.chunk.count))
    return replace(call, chunk=chunk, complaints=[_complaint(card) for card in rejected])


def questions_to_avoid(chunk: Chunk, *, own: Sequence[str], known: Sequence[KnownCard]) -> list[str]:
    """The job's own questions, and those of the deck that speak of what this chunk speaks of, the newest first."""
    vocabulary = set(words(chunk.text))
    listed = set(own)
    related = (card.question for card in known if card.question not in listed and _speaks_of(card, vocabulary))
    return [*own, *related][:MOST_AVOIDED]


def describe_rejected(rejected: Mapping[str, int]) -> str:
    """`{"F8": 2, "F9": 1}` as “2 not found in the text, 1 duplicate”."""
    return ", ".join(f"{count} {REASONS.get(rule, rule)}" for rule, count in Counter(rejected).most_common())


def _check(draft: CardDraft, chunk: Chunk, known: Sequence[KnownCard], page_starts: Sequence[int]) -> CheckedCard:
    placed = replace(draft, page=_page_of(draft, chunk, page_starts))
    passage = Passage(chunk.text, placed.page)
    return CheckedCard(placed, tuple(check_card(placed, passage=passage, known=known)))


def _page_of(draft: CardDraft, chunk: Chunk, page_starts: Sequence[int]) -> int | None:
    """The page its quote stands on; the chunk's where there is no such quote."""
    found = locate(chunk.text, draft.quote) if page_starts and draft.quote else None
    return page_at(chunk.start + found[0], page_starts) if found else draft.page or chunk.page


def _complaint(card: CheckedCard) -> str:
    return f"{card.draft.question or '(no question)'} – {' '.join(finding.message for finding in card.objections)}"


def _speaks_of(card: KnownCard, vocabulary: set[str]) -> bool:
    telling = {word for word in words(f"{card.question} {card.answer}") if len(word) >= _TELLING_LETTERS}
    return bool(telling) and len(telling & vocabulary) >= _RELATED_SHARE * len(telling)
