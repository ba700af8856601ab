"""Whether an answer says a key point, says its opposite, or does not speak of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from studyapp.generation.extractive.answers.reading import Clause, Statement, is_general
from studyapp.generation.extractive.distractors.variants.opposites import opposites
from studyapp.rules.text import word_set, word_stem

_ENOUGH: Final = 0.7
"""So much of the weight of its words must stand in the answer for a point to be said."""
_GENERAL_WEIGHT: Final = 0.3
_ASKED_WEIGHT: Final = 0.5
_SHARED_WEIGHT: Final = 0.4
_TELLING_WEIGHT: Final = 1.5
_LONGER: Final = 5
"""How many letters two forms of a word may differ in length."""
_UNITS: Final = word_set(
    "celsiu fahrenheit kelvin nm meter centimeter millimeter kilometer mile kilogram gram milligram tonn second minut "
    "hour day tag week woch month monat year jahr percent prozent volt amper watt joul newton pascal hertz"
)
_THAN: Final = word_set("than als que")
_OPPOSED: Final = ("un", "in", "im", "non", "dis")
"""What stands before a word and makes it the opposite, e.g. `unabhängig`."""


class Found(StrEnum):
    SAID = "said"
    MISSED = "missed"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each word of a point tells, by what the question and the other points say already."""

    asked: Collection[str]
    elsewhere: Collection[str]
    telling: Collection[str]

    def of(self, stem: str) -> float:
        if is_general(stem):
            return _GENERAL_WEIGHT
        if _match(stem, self.elsewhere):
            return _SHARED_WEIGHT
        if _match(stem, self.asked):
            return _ASKED_WEIGHT
        return _TELLING_WEIGHT if stem in self.telling else 1.0


def found_in(answer: Statement, point: Statement, weights: Weights, *, language: str) -> Found:
    content = sorted(point.content)
    total = sum(map(weights.of, content)) + _TELLING_WEIGHT * len(point.figures)
    matched = [stem for stem in content if _match(stem, answer.content)]
    if _turned_round(answer, point, language) or _other_unit(answer, point) or _other_sign(answer, point):
        return Found.CONTRADICTED
    if not total or not point.figures <= answer.numbers:
        return Found.MISSED
    said = sum(map(weights.of, matched)) + _TELLING_WEIGHT * len(point.figures)
    if said < _ENOUGH * total:
        return Found.MISSED
    if point.figures and _other_figure(answer, matched, point):
        return Found.CONTRADICTED
    is_negated = any(_is_negated(clause, content) for clause in point.clauses)
    about = _clauses_about(answer, matched, point, weights)
    if any(_is_negated(clause, content) != is_negated for clause in about) or _in_other_order(answer, point):
        return Found.CONTRADICTED
    return Found.SAID


def _is_negated(clause: Clause, about: Collection[str]) -> bool:
    turned = sum(_match(stem, about) for stem in clause.turned)
    return (clause.negations + turned) % 2 == 1


def _clauses_about(answer: Statement, matched: Iterable[str], point: Statement, weights: Weights) -> list[Clause]:
    """The clauses of the answer that say most of what it says of the point."""
    worth = [
        sum(weights.of(stem) for stem in matched if _match(stem, clause.content))
        + _TELLING_WEIGHT * len(point.figures & clause.numbers)
        for clause in answer.clauses
    ]
    most = max(worth, default=0.0)
    return [clause for clause, value in zip(answer.clauses, worth, strict=True) if value and value == most]


def _other_figure(answer: Statement, matched: Collection[str], point: Statement) -> bool:
    """Whether the clause that has the words of the point has other figures in it than the point."""
    counts = [sum(_match(stem, clause.content) for stem in matched) for clause in answer.clauses]
    most = max(counts, default=0)
    return any(
        count == most > 0 and clause.figures and clause.figures.isdisjoint(point.figures)
        for clause, count in zip(answer.clauses, counts, strict=True)
    )


def _turned_round(answer: Statement, point: Statement, language: str) -> bool:
    """Whether the answer has the opposite of a word of the point in its place."""
    listed = opposites(language)
    said, wanted = set(answer.words), set(point.words)
    for word in wanted - said:
        other = listed.get(word)
        if other in said and other not in wanted:
            return True
    return any(_opposed(word, said - wanted) for word in wanted - said)


def _opposed(word: str, said: Collection[str]) -> bool:
    """Whether the word is said with or without an `un` that it has not."""
    stem = word_stem(word)
    for prefix in _OPPOSED:
        bare = stem.removeprefix(prefix)
        for other in map(word_stem, said):
            if len(stem) > len(prefix) + 3 and (other == f"{prefix}{stem}" or (bare != stem and other == bare)):
                return True
    return False


def _other_unit(answer: Statement, point: Statement) -> bool:
    wanted, said = point.content & _UNITS, answer.content & _UNITS
    return bool(point.figures and wanted and said and wanted.isdisjoint(said))


def _other_sign(answer: Statement, point: Statement) -> bool:
    """Whether both compare with signs, and not with the same one."""
    return bool(point.signs and answer.signs and point.signs.isdisjoint(answer.signs))


def _in_other_order(answer: Statement, point: Statement) -> bool:
    """Whether both compare two things, and the answer the other way round."""
    sides, others = _sides(point), _sides(answer)
    if not sides or not others:
        return False
    before, after = (frozenset(side) - frozenset(other) for side, other in (sides, sides[::-1]))
    return not before.isdisjoint(others[1]) and not after.isdisjoint(others[0])


def _sides(statement: Statement) -> tuple[frozenset[str], frozenset[str]] | None:
    for clause in statement.clauses:
        for at, word in enumerate(clause.words):
            if word in _THAN and 0 < at < len(clause.words) - 1:
                left, right = clause.words[:at], clause.words[at + 1 :]
                return _stems(left, clause), _stems(right, clause)
    return None


def _stems(words: Iterable[str], clause: Clause) -> frozenset[str]:
    return frozenset(stem for stem in map(word_stem, words) if stem in clause.content)


def _match(stem: str, others: Collection[str]) -> bool:
    """Whether a form of the word is among the others."""
    return stem in others or any(_same_word(stem, other) for other in others)


def _same_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < 4 or len(long) - len(short) > _LONGER:
        return False
    shared = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return shared >= max(4, 0.8 * len(short))
