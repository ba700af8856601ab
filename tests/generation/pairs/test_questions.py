import pytest

from studyapp.generation.pairs.listing import pairs_within, word_list


def asked(text: str) -> dict[str, str]:
    return {pair.front: pair.back for pair in word_list(text)}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q:", "A:"), ("Q.", "A."), ("**Q:**", "**A:**"), ("Question:", "Answer:"), ("Q1:", "A1:"),
        ("Question 1:", "Answer 1:"),
        ("F:", "A:"), ("Frage:", "Antwort:"), ("P:", "R:"), ("Pregunta:", "Respuesta:"), ("Q :", "R :"), ("D:", "R:"),
        ("В:", "О:"), ("问：", "答："), ("س:", "ج:"), ("문제:", "정답:"), ("Q1)", "A1)"), ("שאלה:", "תשובה:"),
        ("- Q:", "- A:"),
    ],
)  # fmt: skip
def test_a_question_and_its_answer_are_a_pair_in_any_language(question: str, answer: str) -> None:
    text = f"{question} What is ice?\n{answer} Solid water.\n\n{question} What is steam?\n{answer} Water\nas a gas."
    assert asked(text) == {"What is ice?": "Solid water.", "What is steam?": "Water\nas a gas."}


def test_questions_may_have_several_lines() -> None:
    assert asked("Q: What is\nice?\nA: Solid water, which floats on liquid water.") == {
        "What is\nice?": "Solid water, which floats on liquid water."
    }


def test_a_question_mark_between_two_lines_parts_a_pair() -> None:
    assert asked("What is ice?\n?\nSolid water\n\nice\n??\nEis\n") == {"What is ice?": "Solid water", "ice": "Eis"}


def test_pairs_between_paragraphs_are_found_with_their_lines() -> None:
    text = (
        "Water is a liquid at room temperature and solid below 0 °C.\n\nQ: What is ice?\nA: Solid water.\n\nIt floats."
    )
    within = pairs_within(text)
    assert [(pair.front, pair.back, pair.line) for pair in within.pairs] == [("What is ice?", "Solid water.", 2)]
    assert within.lines == {2, 3}


@pytest.mark.parametrize(
    "text", ["Q: Is there an answer?\n\nNobody knows it, they say.", "A: an answer\nQ: a question", "?"]
)
def test_a_question_without_an_answer_is_none(text: str) -> None:
    assert pairs_within(text).pairs == []
