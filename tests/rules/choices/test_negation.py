"""D9: no hidden negation."""

import pytest

from tests.rules.choices.findings import found, item


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("Which gas is NOT a greenhouse gas?", set()),
        ("Which gas is **not** a greenhouse gas?", set()),
        ("Which gas is not a greenhouse gas?", {"D9"}),
        ("Which gas isn't a greenhouse gas?", {"D9"}),
        ("All these are greenhouse gases except which?", {"D9"}),
        ("What happens to a plant if it does not get light?", set()),
        ("Which code means “not found” on the web?", set()),
        ("Why does ice not sink?", set()),
        ("Welches Gas ist kein Treibhausgas und nicht in der Luft?", {"D9"}),
    ],
)
def test_a_hidden_negation_draws_a_warning(stem: str, expected: set[str]) -> None:
    assert found(item("Argon", "Methane", "Ozone", "Steam", stem=stem)) == expected
