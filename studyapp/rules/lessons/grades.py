"""What is found of a written answer."""

from dataclasses import dataclass, replace
from typing import Final

from studyapp.models import Verdict

_BANDS: Final = {Verdict.RIGHT: (80, 100), Verdict.PARTLY: (30, 79), Verdict.WRONG: (0, 29)}
"""The lowest and the highest score of each verdict, so that the two never disagree."""
_ORDER: Final = (Verdict.WRONG, Verdict.PARTLY, Verdict.RIGHT)


@dataclass(frozen=True, slots=True)
class Grade:
    verdict: Verdict
    score: int
    """From 0 to 100."""
    feedback: str = ""
    """One or two sentences for the learner."""
    missed: tuple[str, ...] = ()
    """The key points that the answer does not say."""


def agreeing(grade: Grade) -> Grade:
    """The grade with a score that goes with its verdict."""
    low, high = _BANDS[grade.verdict]
    return replace(grade, score=min(max(grade.score, low), high))


def at_most(grade: Grade, verdict: Verdict) -> Grade:
    """The grade, lowered to this verdict if it is better."""
    lower = min(grade.verdict, verdict, key=_ORDER.index)
    return agreeing(replace(grade, verdict=lower))


def by_score(score: int) -> Verdict:
    return next(verdict for verdict, (low, _) in _BANDS.items() if score >= low)
