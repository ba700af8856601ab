"""The evidence of a concept, added up from its answers one by one: what the database must find as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import mul
from typing import Final

from studyapp.models import Verdict
from studyapp.services.lessons.evidence import WEIGHTS, WORTH, Evidence
from studyapp.services.lessons.mastery import Mastery, mastery
from studyapp.services.scheduling.study_days import StudyCalendar
from tests.factories import NOON

VERDICTS: Final = {"R": Verdict.RIGHT, "P": Verdict.PARTLY, "W": Verdict.WRONG}
CALENDAR: Final = StudyCalendar.of("UTC", 4)


@dataclass(frozen=True)
class Given:
    """A judged answer to a check-in."""

    check_in: str
    verdict: Verdict
    at: datetime


def given(verdicts: str, *, items: int = 2, days: int = 2) -> list[Given]:
    """Answers to so many check-ins in turn; the last one on the last of so many days, the others on those before."""
    last = len(verdicts) - 1
    return [
        Given(
            f"item {number % items}",
            VERDICTS[verdict],
            NOON + timedelta(days=max(0, days - 1 - last + number), minutes=number),
        )
        for number, verdict in enumerate(verdicts)
    ]


def evidence(answers: Sequence[Given], *, recall: float | None = None, check_ins: int = 2) -> Evidence:
    """Of these answers, oldest first."""
    newest = list(reversed(answers))[: len(WEIGHTS)]
    right = [each for each in answers if each.verdict is Verdict.RIGHT]
    worth = [WORTH[each.verdict] for each in newest]
    weights = WEIGHTS[: len(worth)]
    return Evidence(
        check_ins=check_ins,
        recall=recall,
        answered=len({each.check_in for each in answers}),
        recent=len(newest),
        recent_right=worth.count(1.0),
        score=sum(map(mul, weights, worth)) / sum(weights) if weights else 0.0,
        slips=worth[:2].count(0.0),
        is_last_right=worth[:1] == [1.0],
        right=len(right),
        right_check_ins=len({each.check_in for each in right}),
        first_right_at=min((each.at for each in right), default=None),
        last_right_at=max((each.at for each in right), default=None),
    )


def known(answers: Sequence[Given], *, recall: float | None = None, check_ins: int = 2) -> Mastery:
    """How well a concept is known after these answers."""
    return mastery(evidence(answers, recall=recall, check_ins=check_ins), CALENDAR)
