"""Answers of the deck's other cards, of the same sort and never right."""

import pytest

from studyapp.rules.items import KnownCard
from tests.generation.extractive.distractors.making import CELL, made


def test_siblings_of_the_same_sort_are_taken_the_nearest_first() -> None:
    found = made("Which part makes most of the cell's ATP?", "Mitochondrion", CELL)
    assert len(found) == 3
    assert set(found) <= {"Nucleus", "Ribosome", "Chloroplast", "Lysosome"}
    assert set(made("Who named the nucleus of the cell?", "Robert Brown", CELL)) == {
        "Robert Hooke", "Rudolf Virchow", "Matthias Schleiden",
    }  # fmt: skip


def test_definitions_stand_beside_definitions() -> None:
    cards = (
        KnownCard("What does “autarky” mean?", "A state in which a country does not trade abroad"),
        KnownCard("What does “recession” mean?", "A fall in output during two quarters in a row"),
        KnownCard("What does “monopoly” mean?", "A market in which only one firm sells a good"),
        KnownCard("What is a tariff?", "A tax that is laid on goods from other places"),
    )
    assert len(made("What does “autarky” mean?", "A state in which a country does not trade abroad", cards)) == 3


def test_an_answer_that_ends_in_the_noun_of_the_question_stands_beside_its_like_alone() -> None:
    cards = (
        KnownCard("What do bakers call a dough that rises by itself?", "Sour dough"),
        KnownCard("What do bakers call a dough with much butter?", "Rich dough"),
        KnownCard("What do bakers call the rest before the oven?", "Final proof"),
    )
    assert set(made("What do bakers call a dough in many layers?", "Puff dough", cards)) == {"Sour dough", "Rich dough"}


def test_a_definition_with_an_example_behind_it_stands_beside_none_without() -> None:
    stem, answer = "What is a quota?", "A set limit on the amount of a good that comes in."
    other = "A cost that falls on people who did not choose it."
    assert made(stem, answer, (KnownCard("What is an externality?", other),))
    assert not made(stem, answer, (KnownCard("What is an externality?", f"{other} Noise is one."),))


def test_a_sentence_is_no_definition_though_it_begins_like_one() -> None:
    stem, answer = "What is a quota?", "A set limit on the amount of a good that comes in"
    law = "The higher the price of a good, the less of it is sold"
    assert made(stem, answer, (KnownCard("What is a tariff?", "A tax that is laid on goods from other places"),))
    assert not made(stem, answer, (KnownCard("law of demand", law),))


def test_a_man_is_no_wrong_answer_beside_her_husband() -> None:
    cards = (
        KnownCard("Who found argon?", "William Ramsay"),
        KnownCard("Who found the nucleus of the atom?", "Ernest Rutherford"),
        KnownCard("Who explained the fission of uranium?", "Lise Meitner"),
        KnownCard("What did Otto Hahn split?", "Uranium"),
    )
    assert made("Who discovered radium together with her husband?", "Marie Curie", cards) == ["Lise Meitner"]


def test_too_few_honest_siblings_give_fewer_and_no_filler() -> None:
    assert len(made("Who named the nucleus of the cell?", "Robert Brown", CELL[:7])) == 1
    assert made("Why do cells need ATP?", "To drive reactions that take up energy", CELL) == []
    assert made("Which part makes light?", "Photophore") == []


def test_what_the_question_speaks_of_is_no_answer() -> None:
    stem, cards = "Which planet lies between Venus and Mars?", (KnownCard("Which planet is red?", "Mars"),)
    assert "Mars" not in made(stem, "Earth", cards)
    assert "Mars" in made("Which planet lies next to Venus?", "Earth", cards)


def test_a_deck_of_many_subjects_gives_no_filler() -> None:
    cards = (
        KnownCard("Which fish swims upstream to lay its eggs?", "Salmon"),
        KnownCard("Which cheese is eaten with blue mould?", "Roquefort"),
        KnownCard("Which painter cut off his ear?", "Van Gogh"),
        KnownCard("Which poet drowned in a river?", "Shelley"),
        KnownCard("Which lizard crosses a river on foot?", "Basilisk"),
    )
    for card in cards:
        assert not {other.answer for other in cards} & set(made(card.question, card.answer, cards))


ENZYMES = (
    KnownCard("Enzymes lose their shape in heat, which is called […].", "denaturation"),
    KnownCard("Enzymes act on one substrate only, which is called […].", "specificity"),
    KnownCard("Enzymes show their […] by the rate at a full load.", "activity"),
    KnownCard("In an […] enzymes are bound to a wall.", "assay"),
    KnownCard("Enzymes slow down beside […].", "inhibitors"),
    KnownCard("Pepsin splits proteins; enzymes such as it show […] for some bonds.", "preference"),
)


def test_terms_of_one_material_fill_its_gaps() -> None:
    stem = "Enzymes of yeast turn sugar into alcohol, a course called […]."
    assert set(made(stem, "fermentation", ENZYMES)) == {"denaturation", "specificity", "preference"}
    assert not {card.answer for card in ENZYMES[3:5]} & set(made(stem, "fermentation", ENZYMES[3:5]))


@pytest.mark.parametrize(
    ("card", "more"),
    [
        (KnownCard("Which part breathes for the cell?", "mitochondrion"), {}),
        (KnownCard("Which part breathes for the cell?", "Mitochondria"), {}),
        (KnownCard("Which part breathes for the cell?", "Mitochondrion of the cell"), {}),
        (KnownCard("Which part makes most ATP of the cell?", "Chondriosome"), {}),
        (
            KnownCard("Which part breathes for the cell?", "Chondriosome"),
            {"explanation": "Also called chondriosome."},
        ),
        (
            KnownCard("Which part breathes for the cell?", "Chondriosome"),
            {"quote": "the mitochondrion (chondriosome)"},
        ),
        (KnownCard("Which part makes the wall of the cell?", "Cell"), {}),
        (KnownCard("How many cells are there?", "37 trillion"), {}),
        (KnownCard("Who found it?", "Anton"), {}),
        (KnownCard("Which king was called the Sun King?", "Louis"), {}),
        (KnownCard("Which part is green?", "It is the one that makes sugar out of light."), {}),
    ],
)
def test_what_may_be_right_or_is_of_another_sort_is_left_out(card: KnownCard, more: dict[str, str]) -> None:
    assert card.answer not in made("Which part makes most of the cell's ATP?", "Mitochondrion", (card,), **more)


def test_prompts_that_name_two_sorts_do_not_take_from_each_other() -> None:
    cards = (KnownCard("Bone of the upper arm", "Humerus"), KnownCard("Highest peak in Norway", "Glittertind"))
    assert "Humerus" not in made("Largest artery of the body", "Aorta", cards)
    assert "Glittertind" in made("Third peak of the Jotunheim", "Skagastol", cards)


def test_a_number_behind_a_name_makes_no_namesake() -> None:
    cards = (KnownCard("Wie bildet man das Futur I?", "Mit werden und dem Infinitiv"),)
    assert "Futur I" not in made("Welche Form hat die indirekte Rede?", "Konjunktiv I", cards)
