"""Closed sets, in the language of the question alone."""

import pytest

from studyapp.generation.extractive.distractors.families.members import LANGUAGES, families_of, key_of
from studyapp.generation.extractive.distractors.families.relatives import relatives, strangers
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


def test_members_are_written_like_the_right_answer() -> None:
    assert "le tibia" in made_of("Quel est l'os le plus long du corps ?", "le fémur")
    assert "Tibia" in made_of("Quel est l'os le plus long du corps ?", "Fémur")
    assert "the tibia" in made_of("Which bone is the longest of the body?", "the femur")
    assert "adenine" not in made_of("Which bone is the longest of the body?", "femur")
    assert set(made_of("Which base pairs with it in the DNA?", "thymine")) <= {
        "adenine",
        "guanine",
        "cytosine",
        "uracil",
    }
    assert made_of("Which bone is the longest of the body?", "a femur") == ()


def made_of(stem: str, answer: str) -> tuple[str, ...]:
    return relatives(stem, answer, "en")


def test_a_noun_of_the_question_gives_members_though_the_answer_is_none() -> None:
    assert "Femur" in strangers("Which bone of the ear is the smallest?", "Stapes", "en")
    assert strangers("Which bone of the ear is the smallest?", "In the ear", "en") == ()
    assert strangers("Which city did he come from?", "Smallville", "en") == ()


def test_every_line_of_the_lists_has_members_that_differ() -> None:
    for language in LANGUAGES:
        for family in families_of(language):
            assert len(set(family.keys)) == len(family.keys) >= 2, family.members


def test_a_noun_of_more_senses_gives_no_members_where_the_answer_is_none() -> None:
    assert strangers("Which case founded the modern law of negligence in Britain?", "Donoghue", "en") == ()
