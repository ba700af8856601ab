"""D1, D2 and D13: one right answer and three wrong ones, short, and each an answer of its own."""

import pytest

from tests.rules.choices.findings import found, item


@pytest.mark.parametrize(("count", "expected"), [(2, {"D1!"}), (3, set()), (4, {"D1!"})])
def test_there_are_three_wrong_answers(count: int, expected: set[str]) -> None:
    assert found(item("Mercury", *["Venus", "Earth", "Saturn", "Neptune"][:count])) == expected


def test_an_import_may_have_two() -> None:
    assert found(item("Mercury", "Venus", "Earth"), least=2) == set()
    assert found(item("Mercury", "Venus"), least=2) == {"D1!"}


@pytest.mark.parametrize(
    "option", ["None", "All fours", "Both houses of parliament", "Any prime number", "Option pricing"]
)
def test_words_that_only_resemble_a_way_out_pass(option: str) -> None:
    assert "D2!" not in found(item("Mercury", option), least=1)


@pytest.mark.parametrize(
    "option",
    [
        "All of the above",
        "none of the above.",
        "Both A and B",
        "both (a) and (c)",
        "I don’t know",
        "Not sure",
        "None of the other options",
        "All answers are correct",
        "Keine der genannten",
        "Alle Antworten sind richtig",
        "Aucune de ces réponses",
        "Todas las anteriores",
    ],
)
def test_a_way_out_is_no_option(option: str) -> None:
    assert "D2!" in found(item("Mercury", option), least=1)


@pytest.mark.parametrize(("length", "expected"), [(120, set()), (121, {"D13!"})])
def test_an_option_has_at_most_120_characters(length: int, expected: set[str]) -> None:
    assert found(item("a" * length, "b" * length, "c" * length, "d" * length)) == expected
    assert found(item(*(f"`{sign * length}`" for sign in "abcd"))) == set()
