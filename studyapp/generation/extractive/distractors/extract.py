"""Wrong answers without a model: near numbers and dates, and what other cards of the deck answer.

Only what a learner could believe. Where there is too little of it fewer come back, never filler.
"""

import zlib
from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from typing import Final

from studyapp.generation.calls import DISTRACTORS, DistractorCall
from studyapp.generation.extractive.distractors.dates import near_dates
from studyapp.generation.extractive.distractors.numbers import near_numbers, near_ranges
from studyapp.generation.extractive.distractors.siblings import siblings_like
from studyapp.rules.cards import is_rejected
from studyapp.rules.choices import ChoiceDraft, check_choices, check_key, usable
from studyapp.rules.choices.reading import Item, read_item

_MOST_WEIGHED: Final = 12
"""Candidates of which sets are made; all sets of three are some two hundred."""
_MOST_READ: Final = 60


def make_distractors(call: DistractorCall) -> list[str]:
    """At most `count` besides `kept`, the same ones for the same call; together with `kept` they pass every rule."""
    wanted = min(call.count, DISTRACTORS - len(call.kept))
    if wanted <= 0 or is_rejected(check_key(call.stem, call.answer)):
        return []
    item = read_item(ChoiceDraft(call.stem, call.answer, ()))
    return _best_set(call, _believable(call, item), wanted)


def _believable(call: DistractorCall, item: Item) -> list[str]:
    """Candidates that can stand beside the right answer each by itself, the nearest first."""
    found: list[str] = []
    for text in islice(dict.fromkeys(_candidates(call, item)), _MOST_READ):
        if len(found) < _MOST_WEIGHED and text not in call.kept:
            found += usable(ChoiceDraft(call.stem, call.answer, (text,)))
    return found


def _candidates(call: DistractorCall, item: Item) -> Iterator[str]:
    seed = zlib.crc32(f"{call.stem}\n{call.answer}".encode("utf-8", "surrogatepass"))
    yield from near_dates(item, seed)
    yield from near_numbers(item, seed)
    yield from near_ranges(item, seed)
    if item.key.number is None:
        yield from siblings_like(call, item.key)


def _best_set(call: DistractorCall, candidates: Sequence[str], wanted: int) -> list[str]:
    """The first that passes as a set, as large as can be."""
    for size in range(min(wanted, len(candidates)), 0, -1):
        for chosen in combinations(candidates, size):
            distractors = (*call.kept, *chosen)
            findings = check_choices(
                ChoiceDraft(call.stem, call.answer, distractors), least=len(distractors), others=call.siblings
            )
            if not is_rejected(findings):
                return list(chosen)
    return []
