"""What a model thinks before it answers is never read, also if its server has swallowed where the thought begins."""

import pytest

from studyapp.generation.messages_api.reading.answer import AnswerReader
from tests.generation.messages_api.reading.reading import items_of

DRAFT = '{"total": 9, "cards": [{"question": "A draft?", "answer": "Yes"}]}'
ANSWER = '{"total": 1, "cards": [{"question": "What is a cell?", "answer": "The unit of life"}]}'
CARD = {"question": "What is a cell?", "answer": "The unit of life"}
MUSING = "The learner wants cards on cells, so I look for what the text says of them and write one for each. " * 4


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize(
    "text",
    [
        f"{MUSING}{DRAFT} That looks right.\n</think>\n\n{ANSWER}",
        f"{MUSING}{DRAFT} Or rather {DRAFT}\n[/THINK]{ANSWER}",
        f"analysis{MUSING}{DRAFT}assistantfinal{ANSWER}",
        f"<think>{DRAFT}</thinking>{ANSWER}",
        f'<think budget="low">{DRAFT}</think>{ANSWER}',
        f"<think>{DRAFT}</think>{MUSING}{ANSWER}",
        f"<think></think>{ANSWER}</think>",
        f"{MUSING}{ANSWER}",
    ],
)
def test_only_what_follows_the_thought_is_read(text: str, size: int):
    items, reader = items_of([text[at : at + size] for at in range(0, len(text), size)])
    assert items == [CARD]
    assert reader.take_fields() == {"total": 1}
    assert reader.is_complete


def test_items_after_a_short_greeting_do_not_wait_for_the_end():
    reader = AnswerReader("cards")
    assert reader.feed(f"Here is what you asked for:\n```json\n{ANSWER}") == [CARD]


def test_fields_of_a_draft_are_not_told():
    reader = AnswerReader("cards")
    assert reader.feed(f"{MUSING}{DRAFT}") == []
    assert reader.take_fields() is None
    assert reader.feed(f"</think>{ANSWER}") == [CARD]
    assert reader.take_fields() == {"total": 1}


def test_an_answer_that_is_nothing_but_a_thought_holds_nothing():
    items, reader = items_of([f"<think>I could write {DRAFT} but"])
    assert (items, reader.is_complete, reader.is_thinking) == ([], False, True)
