"""F9: no card twice."""

import pytest

from studyapp.rules.items import KnownCard
from tests.rules.cards.findings import draft, found

KNOWN = (KnownCard("What is the powerhouse of the cell?", "The mitochondrion"),)


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("What is the **powerhouse** of the cell", "ATP", {"F9!"}),
        ("What is the powerhouse of a eukaryotic cell?", "the mitochondrion", {"F9!"}),
        ("What do people call the powerhouse of cells today?", "Mitochondrion", set()),
        ("What is the main powerhouse inside an animal?", "The mitochondrion", {"F9"}),
        ("What is the powerhouse of the cells?", "The chloroplast", {"F9"}),
        ("Which ocean is the deepest?", "The Pacific", set()),
    ],
)
def test_a_duplicate_is_refused_and_a_lookalike_noted(question: str, answer: str, expected: set[str]) -> None:
    assert found(draft(question, answer), known=KNOWN) == expected


def test_questions_about_different_things_may_share_their_answer() -> None:
    known = (KnownCard("Which ocean borders Chile?", "The Pacific"),)
    assert found(draft("Which ocean borders Peru?", "The Pacific"), known=known) == {"F9"}
