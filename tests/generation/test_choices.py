"""Selecting from the distractors a model writes."""

import pytest

from studyapp.generation import choices
from studyapp.generation.calls import DistractorCall
from studyapp.generation.choices import Judgement, judge

STEM, KEY = "Which organ produces insulin?", "Pancreas"
GOOD = ("Liver", "Kidney", "Spleen")


def test_three_that_pass_are_the_choices():
    assert judge(STEM, KEY, GOOD) == Judgement(GOOD, (), ())
    assert judge(STEM, KEY, GOOD).is_complete


def test_letters_in_front_of_them_are_taken_off():
    assert judge(STEM, KEY, ("A) Liver", "B) Kidney", "D) Spleen")) == Judgement(GOOD, (), ())


@pytest.mark.parametrize(
    ("distractors", "kept", "rules"),
    [
        (("Liver", "Kidney"), ("Liver", "Kidney"), ()),
        (("Liver", "Pancreas", "Kidney"), ("Liver", "Kidney"), ("D1",)),
        (("Liver", "liver", "The liver"), ("Liver",), ("D1", "D1")),
        (("Liver", "None of the above", "Kidney"), ("Liver", "Kidney"), ("D2",)),
        (("Liver", "", "Kidney"), ("Liver", "Kidney"), ()),
        (("Liver", "X" * 130, "Kidney"), ("Liver", "Kidney"), ("D13",)),
        (("Liver", "B) Kidney", "Spleen"), ("Liver", "Spleen"), ("D12",)),
        ((), (), ()),
    ],
)
def test_those_that_can_stay_are_kept_and_the_others_have_a_reason(
    distractors: tuple[str, ...], kept: tuple[str, ...], rules: tuple[str, ...]
):
    judgement = judge(STEM, KEY, distractors)
    assert (judgement.kept, judgement.rules, judgement.is_complete) == (kept, rules, False)
    assert len(judgement.complaints) == len(rules)


def test_a_set_that_tells_the_key_though_each_is_good_loses_one_of_them():
    stem, key = "What does the pump of a dialysis machine move?", "Blood through the pump"
    judgement = judge(stem, key, ("Water to the filter", "Salt to the kidney", "Urea to the liver"))
    assert not judgement.is_complete
    assert len(judgement.kept) == 2
    assert judgement.rules == ("D5",)


def test_a_repair_asks_for_what_is_missing_with_the_reasons():
    judgement = judge(STEM, KEY, ("Liver", "Pancreas", "Kidney"))
    repair = choices.repair(DistractorCall(STEM, KEY), judgement)
    assert (repair.kept, repair.count) == (("Liver", "Kidney"), 1)
    [complaint] = repair.complaints
    assert complaint.startswith("Pancreas – ")


@pytest.mark.parametrize(
    ("stem", "key", "askable"),
    [(STEM, KEY, True), (STEM, "a long answer " * 12, False), ("Is water wet?", "Yes", False)],
)
def test_an_answer_beside_which_nothing_can_stand_is_known_beforehand(stem: str, key: str, askable: bool):
    assert (choices.unaskable(stem, key) is None) == askable
