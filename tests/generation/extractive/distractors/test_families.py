"""Closed sets, in the language of the question alone."""

import pytest

from studyapp.generation.extractive.distractors.families.members import families_of, key_of
from studyapp.generation.extractive.distractors.families.relatives import relatives
from tests.generation.extractive.distractors.making import made


@pytest.mark.parametrize(
    ("stem", "answer", "language"),
    [
        ("What is the capital of Italy?", "Rome", "en"),
        ("Where did they meet in the end?", "Madrid", "en"),
        ("Was ist die Hauptstadt von Italien?", "Rom", "de"),
        ("Wo trafen sie sich am Ende?", "Madrid", "de"),
        ("Quelle est la capitale de l'Italie ?", "Rome", "fr"),
        ("Dans quel pays se trouve le Rif ?", "Maroc", "fr"),
        ("¿Cuál es la capital de Italia?", "Roma", "es"),
        ("¿En qué país está el Rif?", "Marruecos", "es"),
        ("Welcher Planet hat die meisten Monde?", "Saturn", "de"),
    ],
)
def test_wrong_answers_come_from_the_language_of_the_question(stem: str, answer: str, language: str) -> None:
    own = {key for family in families_of(language) for key in family.keys}
    assert len(made(stem, answer)) == 3
    assert {key_of(text) for text in relatives(stem, answer, language)} <= own


def test_a_city_that_goes_by_another_name_in_the_language_of_the_question_has_no_relatives() -> None:
    assert relatives("In which city did he write the whole of his work?", "Weimar", "en") == ()
    assert relatives("In welcher Stadt schrieb er das ganze Werk?", "Weimar", "en")


def test_a_question_too_short_to_tell_its_language_takes_one_language_and_no_mixture() -> None:
    assert not set(relatives("Capital: Portugal", "Madrid", "en")) & {"Lissabon", "Lisbonne", "Lisboa"}
    assert "Lisbon" in relatives("Capital: Portugal", "Madrid", "en")
