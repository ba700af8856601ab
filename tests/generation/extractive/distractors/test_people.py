"""People are taken for one another only if their questions ask for the same office and time."""

import pytest

from studyapp.generation.extractive.distractors.people import can_be_exchanged, is_ruled_out_by_sex


@pytest.mark.parametrize(
    ("one", "other", "can_be"),
    [
        ("Who became emperor of Rome in 96?", "Wer wurde in Rom zum Kaiser erhoben?", True),
        ("Who was the last emperor of China?", "Who led the Long March?", False),
        ("Who was the first chancellor of Austria?", "Who was president of Austria in 1986?", False),
        ("Wer war Ministerpräsident von Bayern?", "Wer wurde Vizepräsidentin?", True),
        ("Wer war Außenministerin?", "Wer schrieb an den König von Preußen?", False),
        ("Who discovered penicillin?", "Who found the cause of cholera?", True),
        ("Who sailed around Africa in 1498?", "Who flew across the Atlantic in 1927?", False),
        ("Who crossed the Alps in 1800?", "Who crossed the Atlantic alone in 1898?", True),
    ],
)
def test_one_office_and_one_lifetime(one: str, other: str, *, can_be: bool) -> None:
    assert can_be_exchanged(one, other) == can_be_exchanged(other, one) == can_be


@pytest.mark.parametrize(
    ("stem", "key", "name", "is_out"),
    [
        ("Who wrote her novels under the name of a man?", "Emily Brontë", "Charles Dickens", True),
        ("Who wrote her novels under the name of a man?", "Emily Brontë", "Charlotte Brontë", False),
        ("Who gave his name to a unit of force?", "Isaac Newton", "Marie Curie", True),
        ("Who gave a name to a unit of force?", "Isaac Newton", "Marie Curie", False),
        ("Who asked Isabella for her ships?", "Christopher Columbus", "Francis Drake", False),
        ("Who gave his name to a unit of force?", "Isaac Newton", "Avicenna", False),
        ("Who gave his name to a law?", "Avicenna", "Marie Curie", False),
        ("Wer war die erste Frau im Amt?", "Angela Merkel", "Helmut Kohl", True),
        ("Qui fut la première femme au Panthéon ?", "Sophie Berthelot", "Victor Schœlcher", True),
        ("Quelle chimiste a découvert le polonium ?", "Manya", "Louis Pasteur", True),
        ("Welche Physikerin erklärte die Kernspaltung?", "Lise Meitner", "Niels Bohr", True),
        ("Welche Physik vertrat er?", "Isaac Newton", "Niels Bohr", False),
        ("Who sang as he walked?", "Jean Sablon", "Marie Dubas", False),
    ],
)
def test_a_man_does_not_stand_where_the_question_speaks_of_the_woman_it_asks_for(
    stem: str, key: str, name: str, *, is_out: bool
) -> None:
    assert is_ruled_out_by_sex(stem, key, name) == is_out
