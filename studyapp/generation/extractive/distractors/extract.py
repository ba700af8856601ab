"""Makes wrong answers without a model, from nearby numbers and dates and from the answers of other cards in the deck.

Every wrong answer must be believable. If there are too few, fewer are returned and none are made up.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice
from typing import Final

from studyapp.generation.calls import DistractorCall
from studyapp.generation.extractive.distractors.families.members import key_of
from studyapp.generation.extractive.distractors.families.relatives import neighbours, relatives, strangers
from studyapp.generation.extractive.distractors.figures.dates import near_dates
from studyapp.generation.extractive.distractors.figures.numbers import near_numbers, near_ranges
from studyapp.generation.extractive.distractors.loosely import loosely_like
from studyapp.generation.extractive.distractors.nearness import is_like
from studyapp.generation.extractive.distractors.right import is_near_the_key, may_be_right
from studyapp.generation.extractive.distractors.siblings import MOST_SIBLINGS, siblings_like
from studyapp.generation.extractive.distractors.terms import terms_in_questions
from studyapp.generation.extractive.distractors.variants.changed import changed_answers
from studyapp.rules.cards import is_rejected
from studyapp.rules.choices import DISTRACTORS, ChoiceDraft, check_choices, check_key, usable
from studyapp.rules.choices.reading import Item, read_item, read_option
from studyapp.rules.items import KnownCard
from studyapp.rules.language import language_of
from studyapp.rules.text import normalise, strip_markup

_MOST_WEIGHED: Final = 12
"""Sets are formed from at most this many candidates, which gives some two hundred sets of three."""
_MOST_READ: Final = 60
_MOST_OF_A_QUESTION: Final = 100
_LONGEST_QUESTION: Final = 2_000
_LONGEST_ANSWER: Final = 1_000
_NAMES_PLACE: Final = re.compile(r"(?<=[\w,] )[A-ZÀ-Þ]\w|\b[12][0-9]{3}\b")
"""A name within the question, or a year."""


def make_distractors(call: DistractorCall) -> list[str]:
    """At most `count` wrong answers besides `kept`, with which they pass every rule. Equal calls give equal answers."""
    wanted = min(call.count, DISTRACTORS - len(call.kept))
    if wanted <= 0 or is_rejected(check_key(call.stem, call.answer)):
        return []
    call = replace(call, siblings=[card for card in call.siblings if _is_short(card)])
    item = _item_of(call)
    return _best_set(call, _believable(call, item), wanted)


def _is_short(card: KnownCard) -> bool:
    """Whether a card is short enough to be compared with others. What is longer has no answer to offer."""
    return len(card.question) <= _LONGEST_QUESTION and len(card.answer) <= _LONGEST_ANSWER


def _item_of(call: DistractorCall) -> Item:
    """The question as it is read in its language or, where it is too short to tell, in that of the deck."""
    item = read_item(ChoiceDraft(call.stem, call.answer, ()))
    if language_of(f"{item.stem} {call.answer}") is not None:
        return item
    deck = language_of(" ".join(card.question[:_MOST_OF_A_QUESTION] for card in call.siblings[:_MOST_READ]))
    language = deck or item.language
    return replace(item, key=read_option(call.answer, language=language), language=language)


def _believable(call: DistractorCall, item: Item) -> list[str]:
    """Candidates that pass the rules each on its own, nearest first."""
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
        yield from _neighbours_first(call, item, _names_and_terms(call, item))
        yield from changed_answers(item.key)
        yield from loosely_like(call, item.key)


def _names_and_terms(call: DistractorCall, item: Item) -> Iterator[str]:
    yield from siblings_like(call, item.key)
    yield from terms_in_questions(call, item.key)
    yield from _kin(call, item)


def _neighbours_first(call: DistractorCall, item: Item, found: Iterator[str]) -> list[str]:
    """First what is of one region with the right answer, where the question names a place or a year: in Vienna the
    Rhine, which is on no card of the deck, is likelier than the Amazon, which is.
    """
    is_placed = _NAMES_PLACE.search(strip_markup(call.stem))
    near = neighbours(call.stem, call.answer, item.language) if is_placed else frozenset[str]()
    return sorted(found, key=lambda text: key_of(text) not in near)


def _kin(call: DistractorCall, item: Item) -> Iterator[str]:
    """Members of the closed set the right answer is in or the question asks for, unless the question names them or a
    card that asks the same has them for its answer.
    """
    cards = {normalise(strip_markup(card.answer)): card for card in call.siblings[:MOST_SIBLINGS]}
    kin = [read_option(text, language=item.language) for text in relatives(call.stem, call.answer, item.language)]
    for text in strangers(call.stem, call.answer, item.language):
        option = read_option(text, language=item.language)
        if option.kind is item.key.kind and is_like(item.key, option):
            kin.append(option)
    for option in kin:
        card = cards.get(normalise(option.text))
        if not is_near_the_key(call, item.key, option) and not (card and may_be_right(call, item.key, card, option)):
            yield option.raw


def _best_set(call: DistractorCall, candidates: Sequence[str], wanted: int) -> list[str]:
    """The largest set of candidates that passes the rules as a set; among equal sizes the first."""
    for size in range(min(wanted, len(candidates)), 0, -1):
        for chosen in combinations(candidates, size):
            distractors = (*call.kept, *chosen)
            findings = check_choices(ChoiceDraft(call.stem, call.answer, distractors), least=len(distractors))
            if not is_rejected(findings):
                return list(chosen)
    return []
