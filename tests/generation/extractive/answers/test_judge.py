"""How well answers are judged without a model, measured against a strict teacher."""

from typing import Final

import pytest

from studyapp.generation.calls import AnswerCall
from studyapp.generation.extractive.answers.judge import judge
from studyapp.models import Verdict
from studyapp.rules.lessons.grades import Grade
from tests.generation.extractive.answers.more_answers import MORE
from tests.generation.extractive.answers.teacher import ENGLISH, GERMAN, MIXED, Question

STEM: Final = "What does the mitochondrion do in a cell?"
EXPECTED: Final = "It makes most of the cell's ATP by cellular respiration."
POINTS: Final = ("makes ATP", "by cellular respiration")


def judged(answer: str, *, stem: str = STEM, expected: str = EXPECTED, points: tuple[str, ...] = POINTS) -> Grade:
    return judge(AnswerCall(stem, expected, answer, points))


def pairs(questions: tuple[Question, ...]) -> list[tuple[Verdict, Verdict]]:
    """The teacher's verdict and ours, of every answer."""
    return [
        (verdict, judged(answer, stem=each.stem, expected=each.expected, points=each.key_points).verdict)
        for each in questions
        for verdict, answer in each.marked()
    ]


@pytest.mark.parametrize(
    ("questions", "answers", "least"), [(ENGLISH, 47, 45), (GERMAN, 37, 37), (MIXED, 38, 37), (MORE, 54, 51)]
)
def test_most_answers_are_judged_as_a_strict_teacher_does(questions: tuple[Question, ...], answers: int, least: int):
    found = pairs(questions)
    assert len(found) == answers
    assert sum(teacher is ours for teacher, ours in found) >= least


def test_no_wrong_answer_is_right_and_no_right_one_wrong():
    verdicts = {Verdict.RIGHT, Verdict.WRONG}
    found = pairs(ENGLISH + GERMAN + MIXED + MORE)
    assert [pair for pair in found if set(pair) == verdicts] == []


def test_the_key_points_that_are_missing_are_named():
    grade = judged("It makes ATP.")
    assert (grade.verdict, grade.missed) == (Verdict.PARTLY, ("by cellular respiration",))
    assert grade.feedback == "1 of 2 key points is there. Judged by its words, without a language model."


def test_the_score_goes_with_the_verdict():
    scores = [judged(answer).score for answer in ("ATP by cellular respiration", "ATP", "Proteins")]
    assert scores == [95, 48, 0]


def test_without_key_points_the_model_answer_is_the_measure():
    assert judged("Most of the ATP of a cell, by cellular respiration", points=()).verdict is Verdict.RIGHT
    assert judged("It makes proteins", points=()).verdict is Verdict.WRONG


@pytest.mark.parametrize(
    "answer",
    [
        "It does not make ATP by cellular respiration.",
        "It never makes ATP, nor by cellular respiration",
        "It can't make ATP by cellular respiration",
    ],
)
def test_a_negation_turns_it_round(answer: str):
    grade = judged(answer)
    assert grade.verdict is Verdict.WRONG
    assert grade.feedback.startswith("It says the opposite of a key point.")


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("46", Verdict.RIGHT),
        ("forty-six", Verdict.RIGHT),
        ("46.0", Verdict.RIGHT),
        ("460", Verdict.WRONG),
        ("4.6", Verdict.WRONG),
        ("46 or 48", Verdict.PARTLY),
    ],
)
def test_numbers_have_to_agree(answer: str, verdict: Verdict):
    stem = "How many chromosomes does a human cell have?"
    assert judged(answer, stem=stem, expected="46 chromosomes", points=("46 chromosomes",)).verdict is verdict


@pytest.mark.parametrize("answer", ["…", "?!", "the", "a" * 2_000, "ATP " * 500, "$\\frac{1}{2}$", "🙂"])
def test_odd_answers_are_judged_as_well(answer: str):
    assert judged(answer).verdict in (Verdict.WRONG, Verdict.PARTLY)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("x > 3", Verdict.RIGHT), ("x < 3", Verdict.WRONG), ("x >= 3", Verdict.WRONG), ("x -> it is > 3", Verdict.RIGHT)],
)
def test_another_sign_is_another_answer(answer: str, verdict: Verdict):
    assert judged(answer, stem="For which x does it hold?", expected="x > 3", points=("x > 3",)).verdict is verdict
