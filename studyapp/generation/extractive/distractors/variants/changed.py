"""Wrong answers that are the right one with one word changed: another number, the opposite, another of its kind.

They fit the question by their form, and nobody who has not learned it can tell which of them is right.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Final

from studyapp.generation.extractive.distractors.families.members import nearest, places, split_article
from studyapp.generation.extractive.distractors.nearness import lead
from studyapp.generation.extractive.distractors.variants.opposites import has_another_sense, opposites, pattern_of
from studyapp.rules.choices.reading import Option
from studyapp.rules.choices.reading.kinds import Kind
from studyapp.rules.choices.reading.numbers import SPELLED_OUT
from studyapp.rules.text import normalise, strip_markup

_CHANGED: Final = frozenset({Kind.PHRASE, Kind.TERM, Kind.SENTENCE})
_LONGEST: Final = 200
_MOST_SLOTS: Final = 4
_RECENT: Final = 2_000
_MOST_KIN: Final = 4
_FEWEST_KIN: Final = 3
_MOST_MEMBER_WORDS: Final = 3
_FEWEST_WORDS: Final = 2
_GOES_WITH: Final = re.compile(
    r"\b(?:as|when|if|because|while|the more|wenn|je|weil|während|quand|lorsque|si|parce|cuando|porque|the \w+er)\b",
    re.IGNORECASE,
)
"""Where one thing goes with another, two opposites may say the same as the right answer."""
_NUMERAL: Final = re.compile(r"(?<![\w.,/-])\d{1,4}(?![\w/-]|[.,]\d)")
_WORD: Final = re.compile(r"(?<![\w-])[^\W\d_]{3,}(?![\w-])")
_AN: Final = re.compile(r"\b(a)n? $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A part of the right answer, by its place, and what can stand there instead."""

    start: int
    end: int
    others: tuple[str, ...]


def changed_answers(key: Option) -> Iterator[str]:
    """The right answer with one of its words changed, or two; none if it is a name, a number or a single word."""
    text = key.raw.strip()
    if key.number is not None or key.date is not None or key.range is not None:
        return
    if (
        not (key.kind in _CHANGED or _is_no_name(key))
        or len(key.words) < _FEWEST_WORDS
        or len(text) > _LONGEST
        or text != strip_markup(text)
    ):
        return
    for changes in _changes(text, key.language):
        if (changed := _with(text, changes, key.language)) != text:
            yield changed


def _is_no_name(key: Option) -> bool:
    """Whether words with capitals are no name, since a small word or, in German, an article stands before them."""
    return key.kind is Kind.NAME and (lead(key) != "" or (key.language == "de" and split_article(key.text)[0] != ""))


def _changes(text: str, language: str) -> Iterator[Sequence[tuple[_Slot, str]]]:
    wide, flips = [*_numbers(text, language), *_kin(text, language)], list(_opposites(text, language))
    for slot in wide[:1]:
        yield from ([(slot, other)] for other in slot.others)
    for slot in flips:
        yield [(slot, slot.others[0])]
    if not _GOES_WITH.search(text):
        for one, other in combinations(flips, 2):
            yield [(one, one.others[0]), (other, other.others[0])]


def _numbers(text: str, language: str) -> Iterator[_Slot]:
    for match in _NUMERAL.finditer(text):
        value = int(match[0])
        if 1 < value < _RECENT:
            zeros = len(match[0]) - len(match[0].rstrip("0"))
            step = 10 ** (zeros - 1 if zeros > 1 else zeros)
            near = (value + step, value - step, value + 2 * step, value + 3 * step)
            yield _Slot(match.start(), match.end(), tuple(str(each) for each in near if each > 1))
    listing = SPELLED_OUT.get(language, ())
    for match in _WORD.finditer(text):
        value = listing.index(match[0].casefold()) if match[0].casefold() in listing else 0
        if value > 1:
            near = (value + 1, value - 1, value + 2, value + 3)
            words = (listing[each] for each in near if 1 < each < len(listing) and listing[each] != "_")
            yield _Slot(match.start(), match.end(), tuple(_as_written(match[0], word) for word in words))


def _opposites(text: str, language: str) -> Iterator[_Slot]:
    if has_another_sense(language, text):
        return
    listed = opposites(language)
    for match in islice(pattern_of(language).finditer(text), _MOST_SLOTS):
        other = listed.get(match[0]) or listed.get(match[0].casefold())
        if other:
            yield _Slot(match.start(), match.end(), (_as_written(match[0], other),))


def _kin(text: str, language: str) -> Iterator[_Slot]:
    """Members of a closed set, e.g. a colour or an organ. Those that stand in for one another have the same article."""
    found, end = list(_WORD.finditer(text)), 0
    for at, first in enumerate(found):
        for last in reversed(found[at : at + _MOST_MEMBER_WORDS]):
            named = text[first.start() : last.end()]
            others = _others(named, language, is_first=not first.start()) if first.start() >= end else ()
            if language == "de" and not others and named[0].islower():
                others = _inflected(named)
            fitting = [other for other in others if other.casefold() not in text.casefold()]
            if len(fitting) >= _FEWEST_KIN:
                yield _Slot(first.start(), last.end(), tuple(fitting[:_MOST_KIN]))
                end = last.end()
                break


def _others(named: str, language: str, *, is_first: bool) -> Sequence[str]:
    """The other members, nearest first, of the set that has the name; none if it is used as another word."""
    for family, at in places(language).get(normalise(named), ()):
        article, own = split_article(family.members[at])
        if family.is_exchanged and (is_first or own[:1].isupper() == named[:1].isupper()):
            near = [split_article(name) for name in nearest(family, at)]
            return [_as_written(named, bare) for other, bare in near if other == article]
    return ()


def _inflected(word: str) -> Sequence[str]:
    """For a German adjective with an ending, e.g. `grünes`, the others of its set with the same ending."""
    ending = next((each for each in ("es", "er", "en", "em", "e") if word.endswith(each)), "")
    stem = word.removesuffix(ending)
    return [other + ending for other in _others(stem, "de", is_first=False)] if ending and len(stem) > 2 else ()


def _as_written(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _with(text: str, changes: Sequence[tuple[_Slot, str]], language: str) -> str:
    for slot, other in sorted(changes, key=lambda change: -change[0].start):
        before = _before(text[: slot.start], other) if language == "en" else text[: slot.start]
        text = before + other + text[slot.end :]
    return text


def _before(text: str, word: str) -> str:
    """The text before the word, with `a` or `an` as its first letter wants it if it ends in one of them."""
    match = _AN.search(text)
    return text[: match.end(1)] + ("n " if word[0].casefold() in "aeiou" else " ") if match else text
