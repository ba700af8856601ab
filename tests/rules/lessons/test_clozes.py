"""A gap is judged by the word, not by how it is written."""

import pytest

from studyapp.models import Verdict
from studyapp.rules.lessons.clozes import cloze_verdict, forms


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mitochondrion", "mitochondrion"),
        ("  the MITOCHONDRION. ", "mitochondrion"),
        ("mitochondrion", "the mitochondrion"),
        ("Müller", "Muller"),
        ("Mueller", "Müller"),
        ("muller", "Müller"),
        ("Strasse", "Straße"),
        ("resume", "résumé"),
        ("color", "colour | color"),
        ("colour", "colour|color"),
        ("ATP", "ATP (adenosine triphosphate)"),
        ("adenosine triphosphate", "ATP (adenosine triphosphate)"),
        ("cell membranes", "cell membrane"),
        ("die Zelle", "Zelle"),
        ("1.5", "1.5"),
        ("three", "3"),
        ("light  dependent", "light-dependent"),
    ],
)
def test_what_says_the_same_is_right(typed: str, expected: str):
    assert cloze_verdict(typed, expected, language="en") is Verdict.RIGHT


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("nitrite", "nitrate"),
        ("ribosome", "mitochondrion"),
        ("1.6", "1.5"),
        ("14", "1.4"),
        ("I do not know", "mitochondrion"),
        ("not oxygen", "oxygen"),
        ("oxygen, carbon, nitrogen", "oxygen"),
        ("…", "oxygen"),
        ("be", "bee"),
    ],
)
def test_what_says_something_else_is_wrong(typed: str, expected: str):
    assert cloze_verdict(typed, expected, language="en") is Verdict.WRONG


@pytest.mark.parametrize(("typed", "expected"), [("comutator", "commutator"), ("Gallileo", "Galileo")])
def test_a_doubled_letter_amiss_is_partly_right(typed: str, expected: str):
    assert cloze_verdict(typed, expected, language="en") is Verdict.PARTLY


def test_numbers_are_read_in_the_language_of_the_lesson():
    assert cloze_verdict("1.5", "1,5", language="de") is Verdict.RIGHT
    assert cloze_verdict("1500", "1.500", language="de") is Verdict.RIGHT


def test_forms_are_parted_by_a_line_or_by_brackets():
    assert forms("colour | color") == ["colour", "color"]
    assert forms("ATP (adenosine triphosphate)") == ["ATP (adenosine triphosphate)", "ATP", "adenosine triphosphate"]
    assert forms("H(aq)") == ["H(aq)"]
