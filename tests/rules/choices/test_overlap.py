"""D8 and D11: options apart from each other, and from the right answers of other cards."""

import pytest

from studyapp.rules.items import KnownCard
from tests.rules.choices.findings import found, item


@pytest.mark.parametrize(
    ("key", "distractor", "expected"),
    [
        ("0–10 %", "10–20 %", set()),
        ("0–10 %", "9–20 %", {"D8!"}),
        ("0–10 %", "9–20 kg", set()),
        ("more than 20 %", "10–30 %", {"D8!"}),
        ("more than 20 %", "less than 20 %", set()),
        ("between 5 and 10", "from 7 to 9", {"D8!"}),
        ("1914–1918", "1915–1919", set()),
        ("DNA polymerase", "DNA", {"D8"}),
        ("Ohm's law", "Hooke's law", set()),
    ],
)
def test_ranges_do_not_overlap_and_options_are_not_nested(key: str, distractor: str, expected: set[str]) -> None:
    assert found(item(key, distractor), least=1) == expected


def test_a_wrong_answer_is_not_right_on_another_card() -> None:
    others = (KnownCard("Which gas makes up the air?", "Oxygen"), KnownCard("What do plants breathe?", "Argon"))
    stem = "Which gas makes up the air?"
    assert found(item("Nitrogen", "oxygen", "argon", "neon", stem=stem), others=others) >= {"D11"}
    assert found(item("Nitrogen", "Helium", "Argon", "Neon", stem=stem), others=others) == set()
