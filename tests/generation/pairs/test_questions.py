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
        ("- Q:", "- A:"), ("Question 1 -", "Answer 1 -"), ("Question 1 –", "Answer –"), ("Q1 -", "A1 -"),
        ("[Q]", "[A]"),
        ("Q#1:", "A#1:"), ("Q.1", "Ans:"), ("Ques 1.", "Ans."), ("Question 1\n", "Answer\n"),
        ("### Question 1\n", "### Answer\n"),
        ("1) Question:", "   Answer:"), ("1)", "Answer:"), ("1.", "Antwort:"), ("Front:", "Back:"),
        ("**Front:**", "**Back:**"),
        ("Term:", "Definition:"), ("Vorderseite:", "Rückseite:"),
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


@pytest.mark.parametrize(
    "form",
    [
        "Q1: {} A1: {}", "Q: {} A: {}", "1) {} Answer: {}", "1) question {} answer: {}", "Question 1: {} Answer: {}",
        "Frage: {} Antwort: {}", "**Q:** {} **Answer:** {}", "- {} Ans: {}",
    ],
)  # fmt: skip
def test_the_answer_may_stand_on_the_line_of_its_question(form: str) -> None:
    pairs = {"What is ice?": "Solid water.", "What is A: a note or a vitamin?": "Both."}
    assert asked("\n".join(form.format(*pair) for pair in pairs.items())) == pairs


@pytest.mark.parametrize(
    "form",
    [
        "Question 1 - {}\n{}",
        "{}\n{}",
        "1. {}\n   {}",
        "- {}\n    - {}",
        "- {}\n\n    {}",
        "▶ {}\n{}",
        "## {}\n{}",
        "**{}**\n{}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_answers_need_no_label_below_their_questions(form: str, between: str) -> None:
    pairs = {"What is ice?": "Solid water.", "What is fog?": "Drops in the air.", "Does it float?": "Yes."}
    found = asked(between.join(form.format(*pair) for pair in pairs.items()))
    assert {front.strip("*"): back for front, back in found.items()} == pairs


def test_the_letter_of_an_answer_becomes_the_option() -> None:
    options = "a) solid\nb) liquid\nc) gas"
    text = f"1. What is ice?\n{options}\nAnswer: A\n\n2. What is steam?\n{options}\nAnswer: c) gas"
    assert list(asked(text).values()) == ["solid", "gas"]


def test_the_letters_of_options_are_no_labels() -> None:
    assert pairs_within("What is ice?\nA. solid\nB. liquid\nC. gas").pairs == []
