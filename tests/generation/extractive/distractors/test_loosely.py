"""Questions that name no sort of thing take technical terms of the same subject, and only those."""

from studyapp.rules.items import KnownCard
from tests.generation.extractive.distractors.making import made

HEART = (
    KnownCard("What covers the heart?", "Pericardium"),
    KnownCard("What is it called when the heart rests between two beats?", "Diastole"),
    KnownCard("What starts each beat?", "Sinoatrial node"),
    KnownCard("What parts the two sides?", "Septum interventriculare"),
    KnownCard("Endocardium", "The thin layer of cells that lines the chambers"),
    KnownCard("Myocardium", "The thick layer of muscle that does the work"),
)


def test_terms_stand_in_for_each_other_and_so_do_those_that_other_cards_explain() -> None:
    assert set(made(HEART[0].question, HEART[0].answer, HEART)) <= {"Diastole", "Endocardium", "Myocardium"}
    assert {"Endocardium", "Myocardium"} & set(made(HEART[0].question, HEART[0].answer, HEART))


def test_everyday_words_of_other_subjects_do_not_stand_in() -> None:
    cards = (KnownCard("What do bees make?", "Honey"), KnownCard("What drives a sail?", "Wind"))
    assert made("What covers the heart?", "Pericardium", cards) == []
    assert made("What do bees make?", "Honey", (cards[1], KnownCard("What do hens lay?", "Eggs"))) == []


def test_a_question_that_names_a_sort_takes_no_term_of_another() -> None:
    assert not set(made("Which drink is made of agave?", "Tequila", HEART)) & {card.answer for card in HEART}


def test_a_capital_follows_the_gap() -> None:
    stem = "The layer that covers the heart is called […]."
    cards = (*HEART, KnownCard("Which […] do you mean, the diastole?", "phase"))
    assert "diastole" in made(stem, "pericardium", cards) or "Diastole" not in made(stem, "pericardium", cards)


def test_cards_of_any_length_are_read_in_no_time_and_the_long_ones_offer_nothing() -> None:
    long = "the colour red rises " * 19_000
    cards = [KnownCard(f"Which metal is no. {at}?", long) for at in range(50)]
    assert len(made("Which metal is liquid?", "Mercury", tuple(cards))) == 3
    assert made(long, "Mercury", tuple(cards)) == []
    assert "Tantalum" in made("Which metal is liquid?", "Mercurium", (KnownCard("Which metal is hard?", "Tantalum"),))
    hard = KnownCard(f"Which metal is hard? {long}", "Tantalum")
    assert "Tantalum" not in made("Which metal is liquid?", "Mercurium", (hard,))
