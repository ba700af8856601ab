"""The kinds of options. One option of another kind stands out, and is found or excluded without any knowledge."""

import re
from enum import StrEnum
from typing import Final

from studyapp.rules.choices.reading.dates import Exactness, read_date
from studyapp.rules.choices.reading.numbers import Number, read_range
from studyapp.rules.sentences import split_sentences
from studyapp.rules.text import normalise, word_set


class Kind(StrEnum):
    VERDICT = "yes or no"
    NUMBER = "number"
    RANGE = "range"
    DATE = "date"
    NAME = "name"
    SENTENCE = "sentence"
    CODE = "code"
    FORMULA = "formula"
    TERM = "term"
    """One word, or words that may be a name or a phrase."""
    PHRASE = "phrase"
    """Several words that are certainly not a name."""


VERDICTS: Final = word_set("yes no ja nein oui non sí sì sim não nej")
_CODE: Final = re.compile(r"```.*```|`[^`]+`", re.DOTALL)
_FORMULA: Final = re.compile(r"\$.*\$|\\[(\[].*\\[)\]]", re.DOTALL)
_OPERATORS: Final = re.compile(r"[=+*^<>|\\{}\[\]]|^\w{1,4}\([^()]*\)$|\w\s[-−–/]\s\w")
_FULL_STOP: Final = re.compile(r"[.!?。！？][\"'”’»)\]]{0,2}$")
_NAMED: Final = frozenset({Exactness.MONTH, Exactness.WEEKDAY})
"""Dates that consist of words and may also be names, e.g. `May`, `Mars` and `Tuesday`."""
_LEAST_SENTENCE_WORDS: Final = 2
_MOST_NAME_WORDS: Final = 6
_LINKS: Final = word_set("of the and von van de der du des la le del di da zu y et und & for in den dem das die")
_WORD: Final = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")


def kind_of(raw: str, text: str, number: Number | None) -> Kind:
    """The kind of an option: `raw` is how it was written, `text` is what the learner sees, in one line."""
    if _CODE.fullmatch(raw.strip()):
        return Kind.CODE
    if (date := read_date(text)) and date.exactness not in _NAMED:
        return Kind.DATE
    if number or read_range(text):
        return Kind.NUMBER if number else Kind.RANGE
    if _FORMULA.fullmatch(raw.strip()) or _is_expression(text):
        return Kind.FORMULA
    if normalise(text) in VERDICTS:
        return Kind.VERDICT
    return Kind.SENTENCE if _is_sentence(text) else _kind_of_words(text)


def _is_expression(text: str) -> bool:
    """Whether the text is a short expression, e.g. `x = 2`, `f(x)` or `∞`."""
    return not any(sign.isalnum() for sign in text) or (len(text.split()) <= 3 and _OPERATORS.search(text) is not None)


def _is_sentence(text: str) -> bool:
    if len(split_sentences(text)) > 1:
        return True
    tokens = _WORD.findall(text)
    has_small_word = any(token[0].islower() and token not in _LINKS for token in tokens)
    return bool(_FULL_STOP.search(text)) and len(tokens) >= _LEAST_SENTENCE_WORDS and has_small_word


def _kind_of_words(text: str) -> Kind:
    tokens = _WORD.findall(text[:400])
    if any(sign.isdigit() for sign in text) or len(tokens) < 2 or not any(_is_cased(token) for token in tokens):
        return Kind.TERM
    telling = [token for token in tokens if token.casefold() not in _LINKS]
    if not any(token[0].isupper() for token in tokens[1:]):
        return Kind.TERM if "'s" in text or "’s" in text else Kind.PHRASE
    is_name = len(tokens) <= _MOST_NAME_WORDS and all(token[0].isupper() for token in telling) and len(telling) > 1
    return Kind.NAME if is_name and "'s" not in text and "’s" not in text else Kind.TERM


def _is_cased(token: str) -> bool:
    return token[0].isupper() or token[0].islower()
