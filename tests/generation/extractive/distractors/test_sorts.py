"""What a card asks for, by the words of its question."""

import pytest

from studyapp.generation.extractive.distractors.sorts import asked_for, genus


@pytest.mark.parametrize(
    ("question", "answer", "sort"),
    [
        ("Who painted the Mona Lisa?", "Leonardo da Vinci", "person"),
        ("Which physicist split the atom?", "Ernest Rutherford", "person"),
        ("What is the capital of Chad?", "N'Djamena", "city"),
        ("Wie heißt die Hauptstadt von Kenia?", "Nairobi", "city"),
        ("Where was the treaty signed?", "Utrecht", "place"),
        ("Which treaty ended the war?", "Treaty of Paris", "agreement"),
        ("What is a quark?", "A particle of which protons are made", "definition"),
        ("Was ist ein Vertrag?", "Eine Einigung von zwei Parteien", "definition"),
        ("usufruct", "The right to use what belongs to another", "definition"),
        ("el reloj", "the clock", "pair"),
        ("What do economists call a fall in prices?", "Deflation", "term"),
        ("A […] is a market with one seller.", "monopoly", "gap"),
        ("Why is the sky blue?", "Because air scatters blue light most", "reason"),
    ],
)
def test_a_question_tells_what_sort_of_thing_it_asks_for(question: str, answer: str, sort: str) -> None:
    assert asked_for(question, answer).sort == sort


def test_a_noun_counts_with_and_without_an_adjective_but_not_a_verb_in_its_place() -> None:
    bond, weak = asked_for("Which bond holds salt?", "Ionic bond"), asked_for("Which weak bond holds ice?", "Hydrogen")
    assert bond.is_named_like(weak)
    ended, other = asked_for("Which treaty ended it?", "Treaty X"), asked_for("Which battle ended it?", "Battle Y")
    assert not ended.is_named_like(other)


def test_a_definition_says_what_the_thing_is_by_its_first_noun_alone() -> None:
    assert genus("A lasting rise in the general level of prices") == "process"
    assert genus("A market with a single seller") == "place"
    assert genus("A good from whose use nobody can be excluded") == ""
