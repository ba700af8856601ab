"""Cards of pairs that the learner has written already."""

from collections.abc import Iterable, Iterator
from typing import Final

from studyapp.generation.calls import CardCall
from studyapp.generation.extractive.cards.proposals import Candidate
from studyapp.generation.extractive.reading.sentences import PLACES
from studyapp.generation.pairs.listing import cards_of
from studyapp.generation.pairs.pair import Pair
from studyapp.rules.items import CardDraft
from studyapp.rules.text import note_key

_ASKED: Final = 0.97
_IN_TABLE: Final = 0.7


def drafts(call: CardCall) -> list[CardDraft]:
    """The cards of a chunk that is a word list, without those that exist."""
    pairs = cards_of(call.chunk.text, both_directions=call.both_directions)
    existing = {note_key(question) for question in call.avoid}
    new = [pair for pair in pairs if note_key(pair.front) not in existing]
    return [_draft(pair, page=call.chunk.page) for pair in new[: call.chunk.count]]


def _draft(pair: Pair, *, page: int | None) -> CardDraft:
    kind = "cloze" if pair.is_cloze else "basic"
    return CardDraft(pair.front, pair.back, pair.more or None, quote=pair.quote, page=page, kind=kind)


def candidates(pairs: Iterable[Pair]) -> Iterator[Candidate]:
    """A card for each pair in a text that is no word list."""
    for pair in pairs:
        score = _IN_TABLE if pair.turned else _ASKED
        yield Candidate(pair.front, pair.back, pair.quote, pair.line * PLACES, score)
