"""F4: a card asks one question."""

import pytest

from tests.rules.cards.findings import draft, found


@pytest.mark.parametrize(
    "question",
    [
        "When was Mozart born and when did he die?",
        "What is osmosis and where does it occur?",
        "What is a catalyst, and how does it work?",
        "Who painted the *Night Watch* and in which year?",
        "Who painted the *Night Watch*, and when?",
        "How many moons does Mars have and what are their names?",
        "In chess, what is castling and when is it allowed?",
        "When and where was Ada Lovelace born?",
        "How and why do glaciers move?",
        "Define entropy and give an example.",
        "Explain osmosis and describe its use.",
        "Define osmosis and say where it occurs.",
        "What is a mole? Give an example.",
        "What is Ohm's law and why is it useful? ",
        "Wann wurde Mozart geboren und wann starb er?",
        "Wer malte die Mona Lisa und wo hängt sie heute?",
        "Nenne den Erfinder des Telefons und erkläre das Prinzip.",
        "Qui a peint Guernica et en quelle année ?",
        "Où se trouve le Louvre et quand fut-il construit ?",
        "¿Quién pintó el Guernica y en qué año?",
        "¿Qué es la ósmosis y para qué sirve?",
    ],
)
def test_two_questions_joined_by_and_are_two(question: str) -> None:
    assert found(draft(question, "Something")) == {"F4!"}


@pytest.mark.parametrize(
    "question",
    [
        "What determines when and where a gene is expressed?",
        "What is the difference between what a law says and what it does?",
        "What decides who is a guardian and who is a producer in Plato's state?",
        "Which law says when and how a state may tax its citizens?",
        "What distinguishes a virus from a bacterium and a fungus?",
        "Who discovered and named the element radium?",
        "Which missionary was the first to see the falls and name them?",
        "Which organ makes bile and stores sugar?",
        "What did Kant mean by “what can I know and what may I hope”?",
        "When you add 1 and 2 and then 3, which sum results?",
        "Which question comes first, what is or what ought to be?",
        "Who or what is Beowulf?",
        "Was bestimmt, wann und wo ein Gen abgelesen wird?",
        "Was unterscheidet Viren und Bakterien?",
        "Qu'est-ce qui détermine quand et où un gène s'exprime ?",
        "¿Qué determina cuándo y dónde se expresa un gen?",
        "Which two elements make up table salt?",
        "Welche zwei Elemente bilden Kochsalz?",
    ],
)
def test_words_of_asking_within_a_clause_ask_nothing(question: str) -> None:
    assert "F4!" not in found(draft(question, "Something"))


@pytest.mark.parametrize("piece", ["what is ", "and ", "what and ", "in a, ", "who and when ", "et quand "])
def test_hostile_questions_are_read_in_no_time(piece: str) -> None:
    found(draft("What " + piece * (990 // len(piece)), "Something"))
