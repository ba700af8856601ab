"""D5 and D7: no words that give the right answer away."""

import pytest

from tests.rules.choices.findings import found, item


def test_a_word_of_the_question_may_stand_in_key_and_distractor() -> None:
    stem = "Which law relates current and voltage?"
    assert found(item("Ohm's law", "Hooke's law", "Snell's law", "Boyle's law", stem=stem)) == set()
    assert found(item("Ohm's law", "Hooke's rule", "Snell's ratio", "Boyle's test", stem=stem)) == {"D5!"}
    assert found(item("Ohm's rule", "Hooke's law", "Snell's law", "Boyle's law", stem=stem)) == set()


@pytest.mark.parametrize(
    ("key", "distractors", "is_fine"),
    [
        ("It grows slowly", ("It always shrinks", "It melts fast", "It breaks apart"), False),
        ("It always grows", ("It always shrinks", "It melts fast", "It breaks apart"), True),
        ("It grows slowly", ("It shrinks only at night", "It melts fast", "It breaks apart"), True),
        ("It grows slowly", ("It shrinks only at night", "It melts all day", "It breaks apart"), False),
        ("It often grows", ("It shrinks", "It melts fast", "It breaks apart"), False),
        ("It often grows", ("It often shrinks", "It melts fast", "It breaks apart"), True),
        ("Sometimes", ("Always", "Never", "Rarely"), True),
        ("March–May", ("June–August", "July–October", "June–December"), True),
        ("May Day", ("Labour Day", "Bank Holiday", "Easter Monday"), True),
    ],
)
def test_strong_and_careful_words_are_spread(key: str, distractors: tuple[str, ...], is_fine: bool) -> None:
    assert ("D7!" not in found(item(key, *distractors))) == is_fine
