"""Wrong answers that are the right one with a word changed."""

import pytest

from studyapp.generation.extractive.distractors.variants.changed import changed_answers
from studyapp.rules.choices.reading import read_option
from tests.generation.extractive.distractors.making import made


def changed(answer: str, language: str = "en") -> list[str]:
    return list(changed_answers(read_option(answer, language=language)))


@pytest.mark.parametrize(
    ("answer", "language", "wrong"),
    [
        ("A lasting rise in prices", "en", "A lasting fall in prices"),
        ("An increase of the mass", "en", "A decrease of the mass"),
        ("Positive feedback", "en", "Negative feedback"),
        ("A fall in output over two quarters", "en", "A fall in output over three quarters"),
        ("After 30 days of rest", "en", "After 40 days of rest"),
        ("A mean of 100 points", "en", "A mean of 110 points"),
        ("Because it reflects green light", "en", "Because it reflects blue light"),
        ("Weil es grünes Licht reflektiert", "de", "Weil es blaues Licht reflektiert"),
        ("Ein Anstieg der Preise", "de", "Ein Rückgang der Preise"),
        ("Dans l'océan Pacifique", "fr", "Dans l'océan Indien"),
        ("Una pared interna", "es", "Una pared externa"),
    ],
)
def test_a_number_an_opposite_or_a_word_of_a_closed_set_is_exchanged(answer: str, language: str, wrong: str) -> None:
    assert wrong in changed(answer, language)


@pytest.mark.parametrize(
    "answer", ["South Africa", "1989", "30 °C", "Osmosis", "`if high`", "The **high** price", "A right to vote"]
)
def test_names_numbers_code_single_words_and_words_of_another_sense_stay(answer: str) -> None:
    assert changed(answer) == []


def test_two_opposites_are_changed_together_unless_one_thing_goes_with_the_other() -> None:
    assert "The fall of large firms" in changed("The rise of small firms")
    both = "Demand grows less when prices fall"
    assert {"Demand grows more when prices fall", "Demand grows less when prices rise"} <= {
        *changed(both),
        *changed(both),
    }
    assert "Demand grows more when prices rise" not in changed(both)


def test_a_word_that_stands_in_the_answer_already_is_not_repeated() -> None:
    assert not any(text.count("nickel") > 1 for text in changed("De fer et de nickel", "fr"))


def test_changed_answers_fill_a_set_where_the_deck_has_none() -> None:
    assert len(made("Why do leaves look as they do?", "Because the dye in them reflects green light")) == 3
