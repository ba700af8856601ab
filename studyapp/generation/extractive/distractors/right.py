"""When the answer of another card may be right here as well. Better no choices than two right ones."""

import re
from typing import Final

from rapidfuzz import fuzz

from studyapp.generation.calls import DistractorCall
from studyapp.generation.extractive.distractors.nearness import telling
from studyapp.rules.cards.duplicates import SAME
from studyapp.rules.choices.reading import Option
from studyapp.rules.items import KnownCard
from studyapp.rules.text import contains_words, front_key, strip_markup

_ALIKE: Final = 80
"""From this similarity (per cent) on, two terms may be forms of the same word."""
_SHORTEST: Final = 5
_MOST_TERM_WORDS: Final = 4
_SYNONYM: Final = (
    r"\b(?:also called|also known as|known as|or|aka|i\.e\.|that is|auch|genannt|d\.\s?h\.|aussi appelée?|ou|"
    r"también llamad[oa]|o)\s+(?:(?:a|an|the)\s+)?{0}\b|\(\s*{0}\s*\)"
)


def may_be_right(call: DistractorCall, key: Option, card: KnownCard, option: Option) -> bool:
    """Whether the option may be right: a synonym or part of the answer, a word of the question, or the answer to the
    same question.
    """
    if is_near_the_key(call, key, option):
        return True
    is_same = fuzz.token_sort_ratio(front_key(call.stem), front_key(card.question), score_cutoff=SAME) > 0
    return is_same and not _ask_of_two_things(call.stem, card.question)


def _ask_of_two_things(one: str, other: str) -> bool:
    """Whether two questions differ in one word of weight each: `… symbol of iron` and `… symbol of lead`."""
    own, others = telling(one), telling(other)
    return len(own - others) == len(others - own) == 1


def is_near_the_key(call: DistractorCall, key: Option, option: Option) -> bool:
    """Whether the option is a synonym or part of the answer, or a word of the question."""
    if not option.words or contains_words(option.text, key.text) or contains_words(key.text, option.text):
        return True
    if _are_forms_of_one_word(key, option):
        return True
    if contains_words(strip_markup(call.stem), option.text):
        return True
    synonym = re.compile(_SYNONYM.format(re.escape(option.text)), re.IGNORECASE)
    return any(text and synonym.search(text) for text in (call.explanation, call.quote))


def _are_forms_of_one_word(key: Option, option: Option) -> bool:
    """Whether two terms are spelled alike. Definitions that are worded alike are of two things all the same."""
    if len(key.text) < _SHORTEST or len(key.words) > _MOST_TERM_WORDS or key.number is not None:
        return False
    return fuzz.ratio(option.text.casefold(), key.text.casefold()) >= _ALIKE
