"""D1, D2 and D13: one right answer and three wrong ones, short, and each an answer of its own."""

import pytest

from tests.rules.choices.findings import found, item


@pytest.mark.parametrize(("count", "expected"), [(2, {"D1!"}), (3, set()), (4, {"D1!"})])
def test_there_are_three_wrong_answers(count: int, expected: set[str]) -> None:
    assert found(item("Mercury", *["Venus", "Earth", "Saturn", "Neptune"][:count])) == expected


def test_an_import_may_have_two() -> None:
    assert found(item("Mercury", "Venus", "Earth"), least=2) == set()
    assert found(item("Mercury", "Venus"), least=2) == {"D1!"}


@pytest.mark.parametrize(
    "option",
    [
        "None",
        "All fours",
        "Both houses of parliament",
        "Any prime number",
        "Option pricing",
        "Les deux Corées",
        "Alle Wirbeltiere",
        "Todos los santos",
        "Tutti i santi",
        "Statements of account",
        "Each other",
        "Eye",
        "Ford",
        "Feta",
        "Bend",
        "Dee",
        "Nichts als Wasser",
    ],
)
def test_words_that_only_resemble_a_way_out_pass(option: str) -> None:
    assert "D2!" not in found(item("Mercury", option), least=1)


@pytest.mark.parametrize(
    "option",
    [
        "All of the above",
        "none of the above.",
        "Both A and B",
        "both (a) and (c)",
        "I don’t know",
        "Not sure",
        "None of the other options",
        "All answers are correct",
        "Neither of these",
        "None of the mentioned",
        "Two of the above",
        "Only A and C",
        "Options B and D",
        "All of the above are correct",
        "It is impossible to say",
        "Keine der genannten",
        "Alle oben genannten",
        "Alle der oben genannten Antworten",
        "Alle Antworten sind richtig",
        "Keine der Antworten ist richtig",
        "Sowohl A als auch B",
        "Weder A noch B",
        "Nichts davon",
        "Ich weiß es nicht",
        "Aucune de ces réponses",
        "Toutes les réponses ci-dessus",
        "Aucune des réponses précédentes",
        "Aucune de ces propositions n'est correcte",
        "Tout ce qui précède",
        "À la fois A et B",
        "Les deux",
        "Je ne sais pas",
        "Todas las anteriores",
        "Ninguna de las anteriores",
        "Todas las respuestas son correctas",
        "Ninguna es correcta",
        "Tanto A como B",
        "No lo sé",
        "Tutte le precedenti",
        "Nessuna delle precedenti",
        "Tutte le risposte sono corrette",
        "Non lo so",
        "Todas as alternativas",
        "Nenhuma das anteriores",
        "Todas as anteriores estão corretas",
        "Não sei",
        "Alle bovenstaande",
        "Geen van bovenstaande",
        "Geen van de bovenstaande antwoorden",
        "Alle antwoorden zijn juist",
        "Ik weet het niet",
        "A and B",
        "A, B and C",
        "A only",
    ],
)
def test_a_way_out_is_no_option(option: str) -> None:
    assert "D2!" in found(item("Mercury", option), least=1)


@pytest.mark.parametrize(("length", "expected"), [(120, set()), (121, {"D13!"})])
def test_an_option_has_at_most_120_characters(length: int, expected: set[str]) -> None:
    assert found(item("a" * length, "b" * length, "c" * length, "d" * length)) == expected
    assert found(item(*(f"`{sign * length}`" for sign in "abcd"))) == set()


def test_letters_are_answers_where_all_options_are_letters() -> None:
    assert "D2!" not in found(item("A and D", "B and C", "A and C", "B and E", stem="Which vitamins dissolve in fat?"))
    assert "D2!" not in found(item("O", "A", "B", "A and B", stem="Which blood group has neither antigen?"))
    assert "D2!" in found(item("Kidney", "Liver", "Lung", "A and B", stem="Which organ makes urine?"))
