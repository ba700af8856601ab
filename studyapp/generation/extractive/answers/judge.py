"""Judges a written answer by the key points it says, as far as words, numbers and negations tell."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Final

from studyapp.generation.calls import AnswerCall
from studyapp.generation.extractive.answers.points import Found, Weights, found_in
from studyapp.generation.extractive.answers.reading import Statement, read
from studyapp.models import Verdict
from studyapp.rules.language import language_of
from studyapp.rules.lessons.grades import Grade, agreeing, at_most
from studyapp.rules.text import word_set

_MOST: Final = 95
"""The score of an answer with all key points: words alone never tell that it is perfect."""
_OR: Final = word_set("or oder ou")
_BY_WORDS: Final = "Judged by its words, without a language model."


def judge(call: AnswerCall) -> Grade:
    language = (call.language or language_of(f"{call.stem} {call.expected}") or "en").partition("-")[0]
    wanted = [point for point in call.key_points if point.strip()] or [call.expected]
    answer, stem = read(call.answer, language=language), read(call.stem, language=language)
    points = [read(point, language=language) for point in wanted]
    found = [found_in(answer, point, _weights(point, points, stem), language=language) for point in points]
    missed = tuple(point for point, each in zip(wanted, found, strict=True) if each is not Found.SAID)
    said = len(wanted) - len(missed)
    verdict = Verdict.WRONG if not said else Verdict.PARTLY if missed else Verdict.RIGHT
    score = round(_MOST * said / len(wanted))
    grade = agreeing(Grade(verdict, score, _feedback(found), missed))
    known = frozenset[Fraction]().union(
        *(each.figures for each in (stem, read(call.expected, language=language), *points))
    )
    return at_most(grade, Verdict.PARTLY) if _guesses(answer, known) else grade


def _guesses(answer: Statement, known: Collection[Fraction]) -> bool:
    """Whether it leaves open which of several figures it means, e.g. `46 or 48`."""
    return not _OR.isdisjoint(answer.words) and not answer.figures <= frozenset(known)


def _weights(point: Statement, points: Sequence[Statement], stem: Statement) -> Weights:
    elsewhere = frozenset[str]().union(*(other.content for other in points if other is not point))
    return Weights(asked=stem.content, elsewhere=elsewhere, telling=point.abbreviations)


def _feedback(found: Sequence[Found]) -> str:
    if Found.CONTRADICTED in found:
        return f"It says the opposite of a key point. {_BY_WORDS}"
    said = sum(each is Found.SAID for each in found)
    if said == len(found):
        return f"All key points are there. {_BY_WORDS}"
    return f"{said} of {len(found)} key points {'is' if said == 1 else 'are'} there. {_BY_WORDS}"
