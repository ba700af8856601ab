"""What a card asks for, by the words of its question."""

import pytest

from studyapp.generation.extractive.distractors.sorts import asked_for, can_define, genus


@pytest.mark.parametrize(
    ("question", "answer", "sort"),
    [
        ("Who painted the Mona Lisa?", "Leonardo da Vinci", "person"),
        ("Which physicist split the atom?", "Ernest Rutherford", "person"),
        ("What is the capital of Chad?", "N'Djamena", "city"),
        ("Wie heißt die Hauptstadt von Kenia?", "Nairobi", "city"),
        ("Qui a découvert le radium ?", "Marie Curie", "person"),
        ("Quel peintre a vécu à Giverny ?", "Claude Monet", "person"),
        ("Quelle est la rivière qui traverse Rennes ?", "La Vilaine", "thing"),
        ("¿Quién pintó Las meninas?", "Diego Velázquez", "person"),
        ("¿Cómo estás?", "How are you?", "pair"),
        ("Inventor of dynamite", "Alfred Nobel", "person"),
        ("The Scottish engineer who built it", "Thomas Telford", "person"),
        ("Erfinder des Luftschiffs", "Ferdinand Zeppelin", "person"),
        ("Inventeur du stéthoscope", "René Laennec", "person"),
        ("Hauptstadt von Kenia", "Nairobi", "city"),
        ("piece of cake", "ein Kinderspiel", "pair"),
        ("el fin de semana", "the weekend", "pair"),
        ("Where was the treaty signed?", "Utrecht", "place"),
        ("Which treaty ended the war?", "Treaty of Paris", "agreement"),
        ("What is a quark?", "A particle of which protons are made", "definition"),
        ("Was ist ein Vertrag?", "Eine Einigung von zwei Parteien", "definition"),
        ("usufruct", "The right to use what belongs to another", "definition"),
        ("el reloj", "the clock", "pair"),
        ("Qu'était la Bastille ?", "Une prison du roi", "definition"),
        ("Que sont les cahiers de doléances ?", "Les listes des plaintes du peuple", "definition"),
        ("¿Qué fue la Inquisición?", "Un tribunal de la Iglesia", "definition"),
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


POLICY = ("What is fiscal policy?", "The use of taxes to steer the economy")
GOOD = ("What is a public good?", "A good that nobody can be kept from using")
OUTPUT = ("What does GDP measure?", "The value of all that a country makes in a year")


@pytest.mark.parametrize(
    ("card", "other", "fits"),
    [
        (POLICY, ("What is monetary policy?", "The control of money by a central bank"), True),
        (POLICY, ("What is inflation?", "A lasting rise in the level of prices"), False),
        (POLICY, ("What is laissez-faire?", "A doctrine of leaving markets to themselves"), True),
        (GOOD, ("What is a private good?", "A good that one person uses up"), True),
        (GOOD, ("What is a tariff?", "A tax on what comes from abroad"), False),
        (OUTPUT, ("What does the Gini index measure?", "The degree of inequality in a country"), True),
        (OUTPUT, ("What is a cartel?", "A union of firms that fix their prices"), False),
        (("What is a cartel?", "A union of firms that fix their prices"), GOOD, True),
    ],
)
def test_a_term_that_says_what_it_is_takes_no_definition_of_another_sort(
    card: tuple[str, str], other: tuple[str, str], *, fits: bool
) -> None:
    assert can_define(asked_for(*card), card[1], asked_for(*other), other[1]) == fits
