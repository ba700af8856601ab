"""F5 and F7: a card leans on no page and does not talk about itself."""

import pytest

from tests.rules.cards.findings import draft, found


@pytest.mark.parametrize(
    "question",
    [
        "Who is the author of *Emma*?",
        "What lies above 40 °C on the phase diagram of water?",
        "How is the text of a paragraph centred in CSS?",
        "What did scholars mean by the passage of time?",
        "Which river is mentioned in the Epic of Gilgamesh?",
    ],
)
def test_a_question_may_speak_of_texts_and_authors(question: str) -> None:
    assert found(draft(question, "Something")) == set()


@pytest.mark.parametrize(
    "question",
    [
        "In this passage, where do plants grow?",
        "What does the passage say of plants?",
        "As described above, where do plants grow?",
        "What does this example show?",
        "Que décrit le savant dans ce texte ?",
        "¿Qué describe según el texto?",
    ],
)
def test_a_question_may_not_lean_on_a_page(question: str) -> None:
    assert found(draft(question, "Something")) == {"F5!"}


@pytest.mark.parametrize("answer", ["“Let me in”", "Here be dragons", "The third chapter"])
def test_words_that_only_resemble_talk_pass(answer: str) -> None:
    assert found(draft(answer=answer)) == set()
