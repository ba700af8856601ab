import pytest

from studyapp.generation.extractive.languages.wordlists import words_of
from studyapp.generation.extractive.reading.sentences import stands_alone
from tests.generation.extractive.samples import read


@pytest.mark.parametrize(
    "sentence",
    [
        "Rubisco is the most abundant enzyme on Earth.",
        "However, pepsin works best at a low pH.",
        "Most enzymes act on one substrate only.",
        "There are 13 root name server addresses in the world.",
        "When the pressure falls, its boiling point falls as well below 100 °C.".replace("its", "the"),
        "In 1961 Melvin Calvin received the Nobel Prize for his work on carbon.",
        "Arteries carry blood away from the heart, and veins carry it back.",
        "Violet light is bent more strongly because its refractive index is higher.",
        "Germany lost its colonies after the First World War.",
        "The Somme is the best known example of a battle of attrition.",
    ],
)
def test_whole_statements_stand_alone(sentence: str) -> None:
    assert stands_alone(sentence, words_of("en"))


@pytest.mark.parametrize(
    "sentence",
    [
        "It is the most abundant enzyme on Earth.",
        "This process takes place in the stroma.",
        "The reason for this change is not known.",
        "Most of them are found in the leaf.",
        "In 1856 he was elected president of Nicaragua.",
        "We will look at enzymes next week.",
        "Is Rubisco the most abundant enzyme on Earth?",
        "Compare the two kinds of enzymes in detail.",
        "As shown in Figure 3, the rate rises quickly.",
        "The Bank of Japan first used it in 2001.",
        "Scipio Africanus defeated him at Zama in 202 BC.",
        "Fred Vine and Drummond Matthews confirmed it in 1963.",
        "Ole Rømer made the first estimate of its speed in 1676.",
        "George Miller argued in 1956 that it can hold seven items.",
        "The Ghent Altarpiece, which he completed in 1432, consists of twelve panels.",
        "In the Dutch Republic, painters worked for the open market instead.",
        "Daniel Koshland suggested that one in 1958.",
        "The Mariana Trench is the deepest of them by far.",
        "The San Andreas Fault in California is the best known example.",
        "A transform boundary is one where plates slide past each other.",
        "For example, lactase splits the milk sugar lactose.",
        "See https://example.org for the whole story of enzymes.",
        "carbon dioxide enters through the stomata of the leaf.",
        "The rate of the reaction rises",
        "Short one here.",
        "The value of x = 3 is found in the table of results.",
        "The enzyme (found in leaves is the most abundant one.",
        "Carbonic anhydrase in red blood cells is nearly as fast.",
    ],
)
def test_what_needs_its_neighbours_does_not(sentence: str) -> None:
    assert not stands_alone(sentence, words_of("en"))


def test_a_sentence_is_shown_clean_and_quoted_as_it_was() -> None:
    (sentence,), _ = read("However, **Rubisco** is the most\nabundant enzyme[12] on *Earth* .")
    assert sentence.text == "Rubisco is the most abundant enzyme on Earth."
    assert sentence.quote == "However, **Rubisco** is the most abundant enzyme[12] on *Earth* ."
    assert sentence.emphasised == ("Rubisco", "Earth")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Auf dem offenen Meer ist er kaum einen Meter hoch."),
        ("es", "El Templo Mayor estaba dedicado a él y a Tláloc, el dios de la lluvia."),
    ],
)
def test_a_pronoun_without_its_noun_needs_its_neighbours_in_any_language(language: str, sentence: str) -> None:
    assert not stands_alone(sentence, words_of(language))
