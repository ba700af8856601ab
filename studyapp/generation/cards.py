"""Gets cards from a provider and checks each by the content rules as it arrives."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from studyapp.generation.calls import CardCall, Chunk
from studyapp.generation.checking import CheckedCard, checked, complaints
from studyapp.generation.chunks import page_at
from studyapp.generation.extractive.provider import ExtractiveProvider
from studyapp.generation.provider import Enough, Provider, Usage, never
from studyapp.rules.cards import check_card
from studyapp.rules.cards.duplicates import repeated
from studyapp.rules.items import CardDraft, KnownCard, Passage
from studyapp.rules.quotes import locate
from studyapp.rules.text import note_key, words

MOST_AVOIDED: Final = 100
"""The most questions a prompt lists as known, because they cost tokens with every call."""
_TELLING_LETTERS: Final = 5
_RELATED_SHARE: Final = 0.6


def stream(
    provider: Provider,
    call: CardCall,
    *,
    known: list[KnownCard],
    page_starts: Sequence[int] = (),
    enough: Enough = never,
) -> AsyncGenerator[CheckedCard | Usage]:
    """The checked cards of one call, then its `Usage`. Cards that pass are added to `known`."""
    check = partial(_check, chunk=call.chunk, known=known, page_starts=page_starts)
    return checked(provider.stream(call, enough=enough), check, known=known)


def stream_pairs(
    call: CardCall, *, known: list[KnownCard], page_starts: Sequence[int] = (), enough: Enough = never
) -> AsyncGenerator[CheckedCard | Usage]:
    """The cards of a word list, then a `Usage`. No model is asked.

    The learner wrote them, so they are only checked for what would break a deck: an empty side and a second card with
    the same question.
    """
    check = partial(_check_pair, chunk=call.chunk, known=known, page_starts=page_starts)
    return checked(ExtractiveProvider().stream(call, enough=enough), check, known=known)


def repair(call: CardCall, rejected: Sequence[CheckedCard]) -> CardCall:
    """The repair call: it asks for better cards in place of the rejected ones, but not for more than are missing."""
    chunk = replace(call.chunk, count=min(len(rejected), call.chunk.count))
    return replace(call, chunk=chunk, complaints=complaints(rejected))


def questions_to_avoid(text: str, *, own: Sequence[str], known: Sequence[KnownCard]) -> list[str]:
    """Questions not to ask again: `own`, then those of `known` cards on the subject of the text, in their order."""
    vocabulary = set(words(text))
    listed = set(own)
    related = (card.question for card in known if card.question not in listed and _speaks_of(card, vocabulary))
    return [*own, *related][:MOST_AVOIDED]


def _check(draft: CardDraft, *, chunk: Chunk, known: Sequence[KnownCard], page_starts: Sequence[int]) -> CheckedCard:
    placed = replace(draft, page=_page_of(draft, chunk, page_starts))
    passage = Passage(chunk.text, placed.page) if chunk.text else None
    return CheckedCard(placed, tuple(check_card(placed, passage=passage, known=known)))


def _check_pair(
    draft: CardDraft, *, chunk: Chunk, known: Sequence[KnownCard], page_starts: Sequence[int]
) -> CheckedCard:
    placed = replace(draft, page=_page_of(draft, chunk, page_starts))
    is_known = note_key(draft.question) in {note_key(card.question) for card in known}
    return CheckedCard(placed, (repeated(),) if is_known else ())


def _page_of(draft: CardDraft, chunk: Chunk, page_starts: Sequence[int]) -> int | None:
    """The page the draft's quote stands on. If the quote is not found, the draft's own page or the chunk's."""
    found = locate(chunk.text, draft.quote) if page_starts and draft.quote else None
    return page_at(chunk.start + found[0], page_starts) if found else draft.page or chunk.page


def _speaks_of(card: KnownCard, vocabulary: set[str]) -> bool:
    telling = {word for word in words(f"{card.question} {card.answer}") if len(word) >= _TELLING_LETTERS}
    return bool(telling) and len(telling & vocabulary) >= _RELATED_SHARE * len(telling)
