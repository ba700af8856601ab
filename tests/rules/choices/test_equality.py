"""D1: when two options are the same answer."""

import pytest

from tests.rules.choices.findings import found, item


@pytest.mark.parametrize(
    ("key", "distractor"),
    [
        ("Mercury", "mercury"),
        ("the mitochondrion", "Mitochondrion."),
        ("ﬁve", "five"),
        ("1,000", "1000"),
        ("1000", "1e3"),
        ("1 000 km", "1000 km"),
        ("0.50", "0.5"),
        (".5", "0.5"),
        ("1/2", "2/4"),
        ("1/2", "0.5"),
        ("½", "1/2"),
        ("10³", "1000"),
        ("$10^{-2}$", "0.01"),
        ("$5 million", "$ 5 million"),
        ("Rhein", "der Rhein"),
        ("l'Espagne", "Espagne"),
        ("Osmo\u200bsis", "Osmosis"),
    ],
)
def test_what_is_written_in_two_ways_is_one_answer(key: str, distractor: str) -> None:
    assert "D1!" in found(item(key, distractor), least=1)
    assert "D1!" in found(item(distractor, key), least=1)


@pytest.mark.parametrize(
    ("key", "distractor"),
    [
        ("aa", "Aa"),
        ("AaBb", "AABB"),
        ("Co", "CO"),
        ("`True`", "`true`"),
        ("x²", "x2"),
        ("$x^2$", "$x_2$"),
        ("-4", "4"),
        ("1/2", "12"),
        ("1.5", "15"),
        ("C", "C++"),
        ("`=`", "`==`"),
        ("der See", "die See"),
        ("5 km", "5 m"),
        ("vitamin A", "vitamin"),
        ("a", "an"),
    ],
)
def test_what_differs_in_a_telling_sign_is_two_answers(key: str, distractor: str) -> None:
    assert "D1!" not in found(item(key, distractor), least=1)


def test_the_language_says_which_sign_parts_thousands() -> None:
    german = "Wie viele Meter sind es von hier bis zu der Stadt, und wer ist das?"
    assert "D1!" in found(item("1.500 m", "1500 m", stem=german), least=1)
    assert "D1!" in found(item("1,500 m", "1500 m", stem="How many metres are there in the race?"), least=1)
    assert "D1!" not in found(item("1.500 m", "1500 m", stem="How many metres are there in the race?"), least=1)
