"""Wrong words for the gap of a sentence: what other sentences of the same topic hide."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from studyapp.generation.calls import DistractorCall
from studyapp.generation.extractive.distractors.nearness import is_close, share_an_ending, telling
from studyapp.generation.extractive.distractors.sorts import ARTICLES
from studyapp.rules import cloze
from studyapp.rules.choices.grammar import is_plural
from studyapp.rules.choices.reading import Option
from studyapp.rules.items import KnownCard

_MOST_TERM_WORDS: Final = 3
_FEWEST_ON_TOPIC: Final = 3
_TOPIC_PART: Final = 0.15
_GAP: Final = re.compile(r"(\w*)\s?" + re.escape(cloze.BLANK))


def topics(siblings: Sequence[KnownCard]) -> frozenset[str]:
    """The words that many cards of the deck share. A deck of many subjects has none."""
    counts = Counter(word for card in siblings for word in telling(f"{card.question} {card.answer}"))
    least = max(_FEWEST_ON_TOPIC, _TOPIC_PART * len(siblings))
    return frozenset(word for word, count in counts.items() if count >= least)


def distance(
    call: DistractorCall, key: Option, card: KnownCard, option: Option, topic_words: frozenset[str]
) -> int | None:
    """How far the two are apart where one of them stands in a gap; None if the option cannot stand there."""
    if not _fits(call.stem, key, card, option):
        return None
    if is_close(call.stem, card.question, 1):
        return 0
    if share_an_ending(key, option):
        return 1
    return 2 if _is_on_topic(call, key, card, option, topic_words) else None


def _fits(stem: str, key: Option, card: KnownCard, option: Option) -> bool:
    """Whether the option fits the gap of a sentence: same number, and same article if both stood in sentences."""
    if cloze.BLANK not in stem:
        return True
    before, other_before = _article_before(stem), _article_before(card.question)
    return is_plural(key) == is_plural(option) and (before == other_before or cloze.BLANK not in card.question)


def _article_before(stem: str) -> str:
    match = _GAP.search(stem)
    word = match[1].casefold() if match else ""
    return word if word in ARTICLES else ""


def _is_on_topic(
    call: DistractorCall, key: Option, card: KnownCard, option: Option, topic_words: frozenset[str]
) -> bool:
    """Whether both answers are terms of one topic, hidden in sentences about it."""
    if cloze.BLANK not in call.stem or cloze.BLANK not in card.question or len(key.words) > _MOST_TERM_WORDS:
        return False
    sides = (f"{call.stem} {call.answer}", f"{card.question} {card.answer}")
    return key.kind is option.kind and all(topic_words & telling(side) for side in sides)
