"""The level of a concept after its answers, row by row as the table of the design has it."""

from collections.abc import Sequence
from itertools import product

import pytest

from studyapp.services.lessons.mastery import Level, Mastery, Tally
from tests.lesson_evidence import Given, given, known


def level(answers: Sequence[Given], recall: float | None = 0.95, **more: int) -> tuple[Level, bool]:
    found = known(answers, recall=recall, **more)
    return found.level, found.is_weak


@pytest.mark.parametrize(
    ("verdicts", "items", "days", "expected"),
    [
        ("R", 1, 1, Level.INTRODUCED),
        ("RR", 1, 2, Level.INTRODUCED),
        ("RRRRR", 1, 2, Level.INTRODUCED),
        ("RR", 2, 1, Level.UNDERSTOOD),
        ("RRR", 2, 1, Level.UNDERSTOOD),
        ("WRR", 2, 1, Level.UNDERSTOOD),
        ("WRR", 2, 2, Level.UNDERSTOOD),
        ("PPP", 2, 2, Level.INTRODUCED),
        ("RRR", 2, 2, Level.MASTERED),
        ("RRRW", 2, 2, Level.UNDERSTOOD),
        ("RRRWRRRRR", 2, 2, Level.MASTERED),
        ("RRRWR", 2, 2, Level.UNDERSTOOD),
    ],
)
def test_answers_lead_to_a_level(verdicts: str, items: int, days: int, expected: Level):
    assert level(given(verdicts, items=items, days=days)) == (expected, False)


@pytest.mark.parametrize("verdicts", ["RWRWRW", "RRRWW", "W", "WW", "RWW"])
def test_a_concept_whose_answers_go_wrong_is_weak(verdicts: str):
    assert level(given(verdicts)) == (Level.INTRODUCED, True)


@pytest.mark.parametrize(
    ("recall", "expected"),
    [
        (0.85, Level.MASTERED),
        (0.84, Level.UNDERSTOOD),
        (0.8, Level.UNDERSTOOD),
        (0.5, Level.UNDERSTOOD),
        (0.49, Level.INTRODUCED),
        (0.4, Level.INTRODUCED),
    ],
)
def test_what_was_mastered_falls_as_it_is_forgotten(recall: float, expected: Level):
    assert level(given("RRR"), recall) == (expected, False)


def test_nothing_is_known_before_the_first_answer():
    assert known([]) == Mastery(Level.NEW)


def test_without_a_card_it_is_understood_at_most():
    assert level(given("RRRRR"), None) == (Level.UNDERSTOOD, False)


def test_only_the_last_five_answers_count_for_the_score():
    assert known(given("WWWWWRRRRR"), recall=0.95).score == 1.0
    assert known(given("RWRRW"), recall=0.95).score == pytest.approx((0.5 + 0.85 + 0.95) / 4.0)


def test_the_newest_answer_counts_most():
    assert known(given("WR"), recall=None).score > 0.5 > known(given("RW"), recall=None).score


def test_it_says_how_many_of_the_last_answers_are_right():
    found = known(given("RRPWWR"), recall=None)
    assert (found.right, found.recent) == (2, 5)


@pytest.mark.parametrize(
    ("verdicts", "days", "expected"),
    [
        ("RRRRR", 1, Level.INTRODUCED),
        ("RR", 2, Level.UNDERSTOOD),
        ("RRR", 2, Level.MASTERED),
    ],
)
def test_a_concept_with_a_single_check_in_needs_different_days(verdicts: str, days: int, expected: Level):
    assert level(given(verdicts, items=1, days=days), check_ins=1) == (expected, False)


def test_a_section_is_the_mean_of_its_concepts():
    mastered, understood, new = (known(given(verdicts), recall=0.9) for verdicts in ("RRR", "RR", ""))
    assert Tally.of([mastered]).percent == 100
    assert Tally.of([mastered, understood, new]).percent == 57


@pytest.mark.parametrize(
    ("verdicts", "percent"),
    [("", None), ("R", 25), ("P", 12), ("W", 0), ("WW", 0), ("RW", 12), ("RWW", 8), ("RWRWRW", 10), ("RR", 70)],
)
def test_what_is_introduced_counts_as_much_as_was_answered_right(verdicts: str, percent: int | None):
    assert Tally.of([known(given(verdicts), recall=0.9)] if verdicts else []).percent == percent


@pytest.mark.parametrize("recall", [None, 0.4, 0.6, 0.9])
@pytest.mark.parametrize("items", [1, 2])
def test_a_wrong_answer_never_raises_what_a_concept_counts(items: int, recall: float | None):
    for length in range(7):
        for verdicts in product("RPW", repeat=length):
            before, after = (
                known(given("".join(each), items=items), recall=recall).share for each in (verdicts, (*verdicts, "W"))
            )
            assert after <= before, "".join(verdicts)


def test_a_section_without_a_lesson_counts_as_one_concept_that_is_not_learned():
    mastered = Tally.of([known(given("RRR"), recall=0.9)])
    assert (mastered + Tally.of([]) + mastered + Tally.of([])).percent == 50
    assert Tally.of([]).percent is None
