"""F8 and F10: a card quotes its source, and has its language."""

import pytest

from studyapp.rules.items import Passage
from tests.rules.cards.findings import draft, found

CELL = Passage(
    "Photosynthesis takes place in chloro-\nplasts. The process was first described by Jan Ingenhousz in 1779, who "
    "showed that the green parts of plants give off oxygen in the light. It is the source of nearly all oxygen."
)


def test_a_quote_is_found_across_line_breaks_and_hyphens() -> None:
    assert found(draft(), passage=CELL) == set()


def test_a_quote_that_is_not_there_is_rejected() -> None:
    assert found(draft(quote="Photosynthesis takes place in leaves."), passage=CELL) == {"F8!"}


@pytest.mark.parametrize(("quote", "expected"), [("chloroplasts", set()), ("chloroplast", {"F8!"}), (None, {"F8!"})])
def test_a_quote_has_12_characters(quote: str | None, expected: set[str]) -> None:
    assert found(draft(quote=quote), passage=CELL) == expected


def test_a_quote_may_leave_words_out() -> None:
    assert found(draft(quote="The process was first described … in 1779"), passage=CELL) == set()
    assert found(draft(quote="in 1779 … The process was first described"), passage=CELL) == {"F8!"}


def test_without_a_source_no_quote_is_asked_for() -> None:
    assert found(draft(quote=None)) == set()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("In 1779", set()),
        ("In 1780", {"F8"}),
        ("By the Dutchman Jan Ingenhousz", set()),
        ("By Joseph Priestley", {"F8"}),
    ],
)
def test_numbers_and_names_stand_near_the_quote(answer: str, expected: set[str]) -> None:
    assert found(draft("When or by whom was the cell described?", answer), passage=CELL) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("75%", set()), ("$40", set()), ("20 °C", set()), ("75 per cent", set()), ("15%", {"F8"}), ("7.5%", {"F8"})],
)
def test_a_number_is_there_whatever_sign_it_touches(answer: str, expected: set[str]) -> None:
    passage = Passage("In 2020 some 75% of the trees at 20°C were sold at $40 each, and the others were left standing.")
    card = draft("How many trees were sold?", answer, quote="some 75% of the trees")
    assert found(card, passage=passage) == expected


GERMAN = Passage(
    "Die Photosynthese ist der Prozess, durch den Pflanzen das Licht der Sonne in chemische Energie umwandeln. Sie "
    "findet in den Chloroplasten statt und wird durch das Licht angetrieben. Dabei "
    "wird Sauerstoff frei, den die Tiere atmen."
)
GERMAN_QUOTE = "Sie findet in den Chloroplasten statt"


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("Wo findet die Photosynthese in der Pflanze statt?", "In den Chloroplasten", set()),
        ("Where does photosynthesis take place in the plant?", "In the chloroplasts", {"F10!"}),
        ("Photosynthese?", "Chloroplasten", set()),
        ("光合作用在哪里进行？", "在叶绿体中进行", {"F10!"}),
    ],
)
def test_a_card_speaks_the_language_of_its_source(question: str, answer: str, expected: set[str]) -> None:
    assert found(draft(question, answer, quote=GERMAN_QUOTE), passage=GERMAN) == expected


def test_a_card_may_quote_a_foreign_language() -> None:
    passage = Passage("The German phrase “Das ist mir wurst” means that the speaker does not care about it at all.")
    card = draft(
        "What does the phrase “Das ist mir wurst und nicht der Rede wert” mean?",
        "I do not care",
        quote="mir wurst means that",
    )
    assert "F10!" not in found(card, passage=passage)
