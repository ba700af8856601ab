"""The entries of a word list get meanings of entries of the same form."""

from studyapp.rules.items import KnownCard
from tests.generation.extractive.distractors.making import made

ITALIAN = (
    KnownCard("la sedia", "the chair"),
    KnownCard("la forchetta", "the fork"),
    KnownCard("la strada", "the street"),
    KnownCard("il cavallo", "the horse"),
    KnownCard("dormire", "to sleep"),
    KnownCard("aprire", "to open"),
    KnownCard("partire", "to leave"),
    KnownCard("cantare", "to sing"),
    KnownCard("spesso", "often"),
    KnownCard("oggi", "today"),
    KnownCard("forse", "maybe"),
    KnownCard("vecchio", "old"),
    KnownCard("sempre", "always"),
)


def test_nouns_stand_beside_nouns_and_verbs_beside_verbs() -> None:
    assert set(made("la sedia", "the chair", ITALIAN)) <= {"the fork", "the street", "the horse"}
    assert made("dormire", "to sleep", ITALIAN) == ["to leave", "to open", "to sing"]


def test_common_adverbs_stand_beside_each_other() -> None:
    assert set(made("sempre", "always", ITALIAN)) == {"often", "today", "maybe"}
    assert made("vecchio", "old", ITALIAN) == []


def test_a_list_in_the_other_direction_is_read_as_well() -> None:
    reversed_list = tuple(KnownCard(card.answer, card.question) for card in ITALIAN)
    assert set(made("the chair", "la sedia", reversed_list)) <= {"la forchetta", "la strada", "il cavallo"}


def test_entries_that_mean_the_same_are_not_offered() -> None:
    cards = (*ITALIAN[:4], KnownCard("la via", "the street"))
    assert "the street" not in made("la strada", "the street", cards)
