"""The concepts that are known worst, and why."""

from datetime import datetime, timedelta
from typing import Final

import pytest

from studyapp.services.lessons.course_mastery import CourseMastery, KnownConcept
from studyapp.services.lessons.mastery import Tally
from studyapp.services.lessons.weak_areas import MOST, weak_areas
from tests.factories import NOON
from tests.lesson_evidence import CALENDAR, VERDICTS, Given, known

DAY: Final = timedelta(days=1)


def concept(name: str, verdicts: str, *, recall: float | None = 0.95, due_at: datetime | None = None) -> KnownConcept:
    """A concept answered on as many days as there are verdicts, the last of them today."""
    moments = [NOON - DAY * (len(verdicts) - 1 - at) for at in range(len(verdicts))]
    answers = [
        Given(f"item {at % 2}", VERDICTS[verdict], moment)
        for at, (verdict, moment) in enumerate(zip(verdicts, moments, strict=True))
    ]
    return KnownConcept(name, name, "lesson", "section", known(answers, recall=recall), 1, due_at)


def course(*concepts: KnownConcept) -> CourseMastery:
    return CourseMastery(Tally(), {}, {}, list(concepts), CALENDAR)


def names(*concepts: KnownConcept) -> list[str]:
    return [area.concept.id for area in weak_areas(course(*concepts), now=NOON)]


def why(one: KnownConcept) -> str:
    [area] = weak_areas(course(one), now=NOON)
    return area.why


def test_the_worst_come_first():
    found = names(
        concept("slipped", "RRRW"),
        concept("wrong", "WW"),
        concept("mastered", "RRR"),
        concept("new", ""),
        concept("partly", "PPP"),
        concept("mixed", "RWRWRW"),
    )
    assert found == ["wrong", "mixed", "partly", "slipped"]


def test_of_two_alike_the_more_forgotten_comes_first():
    assert names(concept("b", "WR", recall=0.9), concept("a", "WR", recall=0.6)) == ["a", "b"]


def test_there_are_ten_at_most():
    assert len(names(*(concept(f"{number:02}", "W") for number in range(MOST + 5)))) == MOST == 10


def test_what_was_answered_right_and_is_remembered_is_not_weak():
    assert names(concept("learned", "RR", due_at=NOON + 20 * DAY)) == []


@pytest.mark.parametrize(
    ("verdicts", "due_at", "said"),
    [
        ("RRWWRWW", None, "1 of the last 5 right"),
        ("W", None, "the last answer is not right"),
        ("WP", None, "0 of the last 2 right"),
        ("RR", NOON - DAY, "is being forgotten"),
        ("RR", NOON + timedelta(hours=1), "is being forgotten"),
        ("RR", NOON + DAY, "will be forgotten by tomorrow"),
        ("RR", NOON + 3 * DAY, "will be forgotten by Saturday"),
        ("WR", NOON + 3 * DAY, "1 of the last 2 right, will be forgotten by Saturday"),
    ],
)
def test_it_says_why(verdicts: str, due_at: datetime | None, said: str):
    assert why(concept("one", verdicts, due_at=due_at)) == said
