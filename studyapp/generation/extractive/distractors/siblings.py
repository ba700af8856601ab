"""Wrong answers from the deck itself: learners confuse the answers of other cards with the right one."""

from collections.abc import Iterator
from typing import Final

from studyapp.generation.calls import DistractorCall
from studyapp.generation.extractive.distractors import gaps, word_lists
from studyapp.generation.extractive.distractors.families.relatives import is_relative
from studyapp.generation.extractive.distractors.nearness import (
    is_close,
    is_like,
    lacks_the_noun,
    share_an_ending,
    telling,
)
from studyapp.generation.extractive.distractors.people import can_be_exchanged, is_ruled_out_by_sex
from studyapp.generation.extractive.distractors.right import may_be_right
from studyapp.generation.extractive.distractors.sorts import Asked, asked_for, can_define, genus, has_article
from studyapp.rules.choices.grammar import is_plural
from studyapp.rules.choices.reading import Option, read_option
from studyapp.rules.items import KnownCard

MOST_SIBLINGS: Final = 300
_FEWEST_SHARED: Final = 2
"""Two questions that ask for differently named things must share at least this many words."""
_EVERYDAY: Final = frozenset({"", "thing", "manner", "reason", "time"})
"""Sorts that so many things belong to that more must show that two answers are alike."""
_OF_ANY_NAME: Final = frozenset({"person", "city", "country", "river", "mountain", "agreement", "battle", "term"})
"""Sorts whose things can be exchanged whatever the questions call them."""


def siblings_like(call: DistractorCall, key: Option) -> Iterator[str]:
    """Answers of the same form from other cards of the same sort, nearest first, none of which may be right."""
    siblings = call.siblings[:MOST_SIBLINGS]
    topics = gaps.topics(siblings)
    ranked: list[tuple[tuple[int | bool, ...], int, str]] = []
    for at, card in enumerate(siblings):
        option = read_option(card.answer.strip(), language=key.language)
        if not can_stand(call, key, card, option):
            continue
        distance = _distance(call, key, card, option, topics)
        if distance is not None and not may_be_right(call, key, card, option):
            ranked.append(((distance, *_rank(call, key, card, option)), at, option.raw))
    for _, _, text in sorted(ranked):
        yield text


def can_stand(call: DistractorCall, key: Option, card: KnownCard, option: Option) -> bool:
    """Whether the answer of the card looks like the right one and nothing in the two questions rules it out."""
    if not is_like(key, option) or lacks_the_noun(call.stem, key, option):
        return False
    ask_for_people = all(
        asked_for(question, answer).sort == "person"
        for question, answer in ((call.stem, call.answer), (card.question, card.answer))
    )
    if not ask_for_people:
        return True
    return can_be_exchanged(call.stem, card.question) and not is_ruled_out_by_sex(call.stem, call.answer, option.text)


def _distance(call: DistractorCall, key: Option, card: KnownCard, option: Option, topics: frozenset[str]) -> int | None:
    """How far apart the sorts are that the two cards ask for, 0 for the same; None if they differ."""
    own, other = asked_for(call.stem, call.answer), asked_for(card.question, card.answer)
    if "gap" in {own.sort, other.sort}:
        return gaps.distance(call, key, card, option, topics)
    if own.sort == other.sort == "pair" and not (own.heads and other.heads and not own.is_named_like(other)):
        return word_lists.distance(own, key, other, option)
    if own.is_named_like(other):
        return 0
    if "pair" in {own.sort, other.sort}:
        return None
    if own.sort == other.sort == "definition":
        return _apart(own, call.answer, other, card.answer)
    return _looser_distance(call, key, card, option, own=own, other=other)


def _apart(own: Asked, definition: str, other: Asked, sibling: str) -> int | None:
    """How far two definitions are apart, 0 to 3, by what they say the thing is and whether it can be counted; None if
    the name of the term rules the other out.
    """
    if not can_define(own, definition, other, sibling):
        return None
    if has_article(definition) != has_article(sibling):
        return None
    one, two = genus(definition), genus(sibling)
    if one and one == two:
        return 0
    is_like_counted = own.is_counted == other.is_counted
    return 3 - is_like_counted - (not one or not two)


def _looser_distance(
    call: DistractorCall, key: Option, card: KnownCard, option: Option, *, own: Asked, other: Asked
) -> int | None:
    """The distance of two cards whose questions do not name one sort of thing, by the words they share."""
    if own.sort == other.sort and own.sort in _OF_ANY_NAME:
        return 0 if key.kind is option.kind else None
    is_kin = is_relative(call.stem, call.answer, card.answer, key.language)
    if is_kin is not None:
        return 1 if is_kin else None
    if own.sort != other.sort and not {own.sort, other.sort} <= _EVERYDAY:
        return None
    if share_an_ending(key, option):
        return 2
    if own.heads and other.heads:
        return None
    return 3 if own.sort == other.sort and is_close(call.stem, card.question, _FEWEST_SHARED) else None


def _rank(call: DistractorCall, key: Option, card: KnownCard, option: Option) -> tuple[int | bool, ...]:
    """A sort key, lower for nearer options: number, kind, shared words, length."""
    shared = len(telling(call.stem) & telling(card.question))
    length = abs(len(key.text) - len(option.text))
    alike = word_lists.shared_ending(call.stem, card.question) if _is_short(call, card) else 0
    return is_plural(key) != is_plural(option), key.kind is not option.kind, -shared, -alike, length


def _is_short(call: DistractorCall, card: KnownCard) -> bool:
    return all(
        asked_for(question, answer).sort == "pair"
        for question, answer in ((call.stem, call.answer), (card.question, card.answer))
    )
