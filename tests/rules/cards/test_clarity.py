"""F11: wording that lasts."""

import pytest

from tests.rules.cards.findings import draft, found


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("It is currently Canberra", {"F11"}),
        ("It is currently (2025) Canberra", set()),
        ("By the GHJK process", {"F11"}),
        ("By the GHJK (green house junk keeper) process", set()),
        ("By DNA", set()),
        ("In XVII", set()),
    ],
)
def test_words_that_age_and_bare_acronyms_are_noted(answer: str, expected: set[str]) -> None:
    assert found(draft(answer=answer)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is not allowed in chess?", set()),
        ("What is not allowed without a king in chess?", {"F11"}),
        ("What is neither animal nor plant, and not a fungus?", set()),
    ],
)
def test_double_negation_is_noted(question: str, expected: set[str]) -> None:
    assert found(draft(question, "Something")) == expected
