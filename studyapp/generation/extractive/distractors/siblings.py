"""Wrong answers from the deck itself: learners confuse the answers of other cards with the right one."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from studyapp.generation.calls import DistractorCall
from studyapp.generation.extractive.distractors.sorts import asked, heads, is_same_sort
from studyapp.rules import cloze
from studyapp.rules.cards.duplicates import SAME
from studyapp.rules.choices.clues import telling_words
from studyapp.rules.choices.grammar import is_plural
from studyapp.rules.choices.reading import Option, read_option
from studyapp.rules.choices.reading.kinds import Kind
from studyapp.rules.items import KnownCard
from studyapp.rules.language import SMALL_WORDS
from studyapp.rules.text import contains_words, front_key, strip_markup, word_set, word_stem

_MOST_SIBLINGS: Final = 300
_ALIKE: Final = 80
"""From this similarity (per cent) on, two terms may be forms of the same word."""
_NEAR_LENGTH: Final = 8
_ENDING: Final = 4
_MOST_TERM_WORDS: Final = 3
_FEWEST_ON_TOPIC: Final = 3
_TOPIC_PART: Final = 0.15
_GAP: Final = re.compile(r"(\w*)\s?" + re.escape(cloze.BLANK))
_ARTICLES: Final = word_set("a an the der die das den dem ein eine le la les un une el los las")
_AND: Final = word_set("and or und oder et ou y o")
_FEWEST_SHARED: Final = 2
"""Two questions that ask for differently named things must share at least this many words."""
_SHARED_PART: Final = 0.25
_SYNONYM: Final = (
    r"\b(?:also called|also known as|known as|or|aka|i\.e\.|that is|auch|genannt|d\.\s?h\.|aussi appelée?|ou|"
    r"también llamad[oa]|o)\s+(?:(?:a|an|the)\s+)?{0}\b|\(\s*{0}\s*\)"
)


def siblings_like(call: DistractorCall, key: Option) -> Iterator[str]:
    """Answers of the same form from other cards with similar questions, nearest first, none of which may be right."""
    own, siblings = front_key(call.stem), call.siblings[:_MOST_SIBLINGS]
    topics = _topics(siblings)
    ranked = [
        (_rank(call.stem, key, card, option), at, option.raw)
        for at, card in enumerate(siblings)
        if _is_candidate(call, key, card, option := read_option(card.answer.strip(), language=key.language), topics)
        and not _may_be_right(call, key, card, option, own)
    ]
    for _, _, text in sorted(ranked):
        yield text


def _is_candidate(call: DistractorCall, key: Option, card: KnownCard, option: Option, topics: frozenset[str]) -> bool:
    """Whether the option could stand in place of the right answer."""
    if is_same_sort(call.stem, key, card.question, option):
        return True
    if not _is_like(key, option) or not _fits_gap(call.stem, key, card, option):
        return False
    return _is_related(call.stem, key, card.question, option) or _is_on_topic(call, key, card, option, topics)


def _is_like(key: Option, option: Option) -> bool:
    """Whether two answers are of the same kind and shape, and of similar length."""
    exact = {Kind.CODE, Kind.FORMULA, Kind.SENTENCE, Kind.DATE, Kind.NUMBER, Kind.RANGE, Kind.VERDICT}
    if key.kind is not option.kind and {key.kind, option.kind} & exact:
        return False
    if _lead(key) != _lead(option):
        return False
    if _joins(key) != _joins(option):
        return False
    shorter, longer = sorted((len(key.text), len(option.text)))
    return longer - shorter <= _NEAR_LENGTH or longer < 2 * shorter


def _lead(option: Option) -> str:
    """The small word an answer begins with, e.g. `to`, `in` or `because`; otherwise an empty string."""
    first = option.words[0] if len(option.words) > 1 else ""
    return first if first in SMALL_WORDS and first not in _ARTICLES else ""


def _joins(option: Option) -> tuple[bool, bool, bool]:
    """Whether an answer has a comma, `and` or brackets, e.g. `Arco, Idaho`, `Rome and Carthage`, `Vistula (Poland)`."""
    return "," in option.text, any(word in _AND for word in option.words), "(" in option.text


def _is_related(stem: str, key: Option, question: str, option: Option) -> bool:
    """Whether something shows that the two questions ask for the same sort of thing. Without that, a deck of many
    subjects would give mostly unrelated answers.
    """
    sort, other_sort = asked(stem), asked(question)
    if sort and other_sort and sort != other_sort:
        return False
    named, other_named = heads(stem), heads(question)
    if named & other_named:
        return True
    least = _FEWEST_SHARED if named and other_named else 1
    return _is_close(stem, question, least) or _share_an_ending(key, option)


def _topics(siblings: Sequence[KnownCard]) -> frozenset[str]:
    """The words that many cards of the deck share. A deck of many subjects has none."""
    counts = Counter(word for card in siblings for word in _telling(f"{card.question} {card.answer}"))
    least = max(_FEWEST_ON_TOPIC, _TOPIC_PART * len(siblings))
    return frozenset(word for word, count in counts.items() if count >= least)


def _fits_gap(stem: str, key: Option, card: KnownCard, option: Option) -> bool:
    """Whether the option fits the gap of a sentence: same number, and same article if both stood in sentences."""
    if cloze.BLANK not in stem:
        return True
    before, other_before = _article_before(stem), _article_before(card.question)
    return is_plural(key) == is_plural(option) and (before == other_before or cloze.BLANK not in card.question)


def _article_before(stem: str) -> str:
    match = _GAP.search(stem)
    word = match[1].casefold() if match else ""
    return word if word in _ARTICLES else ""


def _is_on_topic(call: DistractorCall, key: Option, card: KnownCard, option: Option, topics: frozenset[str]) -> bool:
    """Whether both answers are terms of one topic, hidden in sentences about it."""
    if cloze.BLANK not in call.stem or cloze.BLANK not in card.question or len(key.words) > _MOST_TERM_WORDS:
        return False
    sides = (f"{call.stem} {call.answer}", f"{card.question} {card.answer}")
    return key.kind is option.kind and all(topics & _telling(side) for side in sides)


def _is_close(stem: str, question: str, least: int) -> bool:
    """Whether the questions share enough of their significant words."""
    own, others = _telling(stem), _telling(question)
    shared = len(own & others)
    return shared >= least and shared >= _SHARED_PART * min(len(own), len(others))


def _share_an_ending(key: Option, option: Option) -> bool:
    """Whether the two share a word or an ending, e.g. `amylase` and `lipase`, `Peace of Augsburg` and `Peace of
    Westphalia`.
    """
    if (key.stems & option.stems) - SMALL_WORDS:
        return True
    one, other = (side.words[-1] if side.words else "" for side in (key, option))
    return (
        len(key.words) == len(option.words)
        and min(len(one), len(other)) > _ENDING
        and one[-_ENDING:] == other[-_ENDING:]
    )


@lru_cache(maxsize=2_000)
def _telling(question: str) -> frozenset[str]:
    return frozenset(word_stem(word) for word in telling_words(strip_markup(question)))


def _may_be_right(call: DistractorCall, key: Option, card: KnownCard, option: Option, own: str) -> bool:
    """Whether the option may be right: a synonym or part of the answer, a word of the question, or the answer to the
    same question.
    """
    if not option.words or contains_words(option.text, key.text) or contains_words(key.text, option.text):
        return True
    if fuzz.ratio(option.text.casefold(), key.text.casefold()) >= _ALIKE and len(key.text) > 4 and key.number is None:
        return True
    if contains_words(strip_markup(call.stem), option.text):
        return True
    if fuzz.token_sort_ratio(own, front_key(card.question), score_cutoff=SAME):
        return True
    synonym = re.compile(_SYNONYM.format(re.escape(option.text)), re.IGNORECASE)
    return any(text and synonym.search(text) for text in (call.explanation, call.quote))


def _rank(stem: str, key: Option, card: KnownCard, option: Option) -> tuple[bool, int, bool, bool, int]:
    """A sort key, lower for nearer options: same thing asked for, shared words, number, kind, length."""
    is_other_sort = heads(stem).isdisjoint(heads(card.question))
    shared = len(_telling(stem) & _telling(card.question))
    length = abs(len(key.text) - len(option.text))
    return is_other_sort, -shared, is_plural(key) != is_plural(option), key.kind is not option.kind, length
