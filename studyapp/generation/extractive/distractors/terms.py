"""Wrong answers that stand in the questions of other cards: terms that are defined there, and people named there."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.generation.calls import DistractorCall
from studyapp.generation.extractive.distractors.cues import GIVEN_NAMES
from studyapp.generation.extractive.distractors.nearness import is_like, lacks_the_noun, share_an_ending
from studyapp.generation.extractive.distractors.people import can_be_exchanged, is_ruled_out_by_sex
from studyapp.generation.extractive.distractors.right import is_near_the_key
from studyapp.generation.extractive.distractors.siblings import MOST_SIBLINGS
from studyapp.generation.extractive.distractors.sorts import ARTICLES, Asked, asked_for, has_article
from studyapp.rules.choices.reading import Option, read_option
from studyapp.rules.text import strip_markup, word_stem, words

_NAME: Final = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+(?:\s(?:(?:von|van|de|da|del|der|di|la)\s){0,2}[A-ZÀ-Þ][\w'’-]+){1,3}")
_CAPITALISED: Final = r"[A-ZÀ-Þ][\w'’-]+"
_LONGEST_READ: Final = 400
_SHORTEST_NAME: Final = 3
_NOUN_AMONG: Final = 2
"""The noun of a definition is among so many of its first words, its article left out."""


def terms_in_questions(call: DistractorCall, key: Option) -> Iterator[str]:
    """Terms where a term is asked for and people where a person is, written like the right answer."""
    own = asked_for(call.stem, call.answer)
    match own.sort:
        case "definition" | "pair" | "gap":
            return
        case "term":
            found = [*_defined(call, key, own), *_namesakes(call, key)]
        case "person":
            found = list(_people(call))
        case _:
            found = [*_namesakes(call, key), *_defined(call, key, own)]
    options = [read_option(text, language=key.language) for text in dict.fromkeys(found)]
    fitting = [each for each in options if _fits(call, key, each)]
    for option in sorted(fitting, key=lambda each: _distance(key, each)):
        yield option.raw


def _fits(call: DistractorCall, key: Option, option: Option) -> bool:
    return (
        is_like(key, option)
        and has_article(key.text) == has_article(option.text)
        and not lacks_the_noun(call.stem, key, option)
        and not is_near_the_key(call, key, option)
    )


def _distance(key: Option, option: Option) -> tuple[bool, int]:
    return not share_an_ending(key, option), abs(len(key.words) - len(option.words))


def _defined(call: DistractorCall, key: Option, own: Asked) -> Iterator[str]:
    """The terms that other cards define, with the capital of the right answer. Where the question names a sort of
    thing, only terms of which that noun is a part, or that are defined by it: `A bond …` where a bond is asked for.
    """
    for card in call.siblings[:MOST_SIBLINGS]:
        term = _without_article(asked_for(card.question, card.answer).defined)
        if not term or (own.sort != "term" and not _is_named(own, term, card.answer)):
            continue
        yield term[0].upper() + term[1:] if key.text[:1].isupper() else term


def _without_article(term: str) -> str:
    first, _, rest = term.partition(" ")
    return rest if first.casefold() in ARTICLES else term


def _is_named(own: Asked, term: str, definition: str) -> bool:
    """Whether the noun of the question stands in the term, or first in its definition."""
    first = [word_stem(word) for word in words(definition) if word not in ARTICLES][:_NOUN_AMONG]
    return bool(own.heads) and own.heads[0] in {*map(word_stem, words(term)), *first}


def _namesakes(call: DistractorCall, key: Option) -> Iterator[str]:
    """Names in the texts of other cards built like the right answer: `Treaty of Rome` beside `Treaty of Versailles`."""
    first, last = key.text.split(" ")[0], key.text.split(" ")[-1]
    if " of " in key.text and first[:1].isupper():
        pattern = re.compile(rf"\b{re.escape(first)} of (?:the )?{_CAPITALISED}(?: {_CAPITALISED})?")
    elif len(key.words) > 1 and last.isalpha() and len(last) >= _SHORTEST_NAME:
        pattern = re.compile(rf"\b{_CAPITALISED} {re.escape(last)}\b")
    else:
        return
    for card in call.siblings[:MOST_SIBLINGS]:
        for text in (card.question, card.answer):
            yield from (match[0] for match in pattern.finditer(strip_markup(text)[:_LONGEST_READ]))


def _people(call: DistractorCall) -> Iterator[str]:
    for card in call.siblings[:MOST_SIBLINGS]:
        if not can_be_exchanged(call.stem, card.question):
            continue
        for match in _NAME.finditer(strip_markup(card.question)[:_LONGEST_READ]):
            before = words(match.string[: match.start()])[-1:]
            if before and before[0] in ARTICLES:  # a work or a place that is named after somebody
                continue
            name = re.sub(r"['’]s?$", "", match[0])
            if name.split()[0] in GIVEN_NAMES and not is_ruled_out_by_sex(call.stem, call.answer, name):
                yield name
