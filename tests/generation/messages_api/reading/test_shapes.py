"""What models send in place of the JSON that was asked for, and how much of it is understood.

Each row is a shape that somebody reported of a real model.
"""

from typing import Any

import pytest

from studyapp.generation.provider import Unread
from tests.generation.messages_api.reading.reading import items_of

ONE = {"question": "What is a cell?", "answer": "The unit of life"}
TWO = {"question": "What is a gene?", "answer": "A part of DNA"}
A, B = (
    '{"question": "What is a cell?", "answer": "The unit of life"}',
    '{"question": "What is a gene?", "answer": "A part of DNA"}',
)

WHOLE = {
    "a list under another name": f'{{"flashcards": [{A}, {B}]}}',
    "a list under the name of another kind": f'{{"items": [{A}, {B}]}}',
    "a list at the top": f"[{A}, {B}]",
    "a list inside of a result": f'{{"status": "ok", "result": {{"cards": [{A}, {B}]}}}}',
    "one object a line": f"{A}\n{B}\n",
    "objects with commas and no list": f"{A},\n{B}",
    "numbered objects": f'{{"card_1": {A}, "card_2": {B}}}',
    "groups with their own lists": f'{{"cards": [{{"topic": "X", "cards": [{A}]}}, {{"topic": "Y", "cards": [{B}]}}]}}',
    "two answers": f'{{"cards": [{A}]}}\n\nAnd here is more:\n\n{{"cards": [{B}]}}',
    "a fence with another name": f"~~~\n[{A},{B}]\n~~~",
    "two fences with prose between": f"First:\n```json\n{A}\n```\nThen:\n```json\n{B}\n```",
    "a heading and a farewell": f'# Your cards\n\n{{"cards": [{A}, {B}]}}\n\nLet me know if you need more!',
    "an apostrophe and a quote in the prose": f'Here\'s 5" of cards: {{"cards": [{A}, {B}]}}',
    "a thought whose tag was swallowed": f'I should write two cards.\n</think>\n{{"cards": [{A}, {B}]}}',
    "trailing commas": f'{{"cards": [{A[:-1]},}}, {B},]}}',
    "a comma that is missing": f'{{"cards": [{A} {B}]}}',
    "brackets that are missing at the end": f'{{"cards": [{A}, {B}',
    "a comment": f'{{"cards": [{A}, // the second is harder\n{B}]}}',
    "names in other clothes": f"[{A}, {B}]".replace("question", "Front").replace("answer", "Card_Back"),
    "names without quotes": f"[{A}, {B}]".replace('"question"', "question").replace('"answer"', "answer"),
    "quotes of Python": f"[{A}, {B}]".replace('"', "'"),
    "each item under a name of its own": f'{{"cards": [{{"card": {A}}}, {{"flashcard": {B}}}]}}',
    "lists within the list": f"[[{A}], [{B}]]",
    "a call of a tool": f'<tool_call>{{"name": "save", "arguments": {{"cards": [{A}, {B}]}}}}</tool_call>',
    "the schema before the answer": f'{{"properties": {{"question": {{"type": "string"}}}}}}\n[{A}, {B}]',
    "the names of the fields in the prose": f'With the fields ["question", "answer"]:\n[{A}, {B}]',
    "a list of something else": f'{{"notes": ["two for a start", "easy"], "cards": [{A}, {B}]}}',
    "an ellipsis": f'{{"cards": [{A}, {B}, ...]}}',
    "an object left open": f'{{"cards": [{A[:-1]}, {B}]}}',
    "a bracket too many": f'{{"cards": [{A}}}, {B}]}}',
    "a comment with a quote too many": f'{{"cards": [{A}, // 5" wide\n{B}]}}',
    "options as objects": f'[{A[:-1]}, "options": [{{"letter": "A", "text": "x"}}, {{"letter": "B"}},],}}, {B}]',
}  # fmt: skip


@pytest.mark.parametrize("shape", WHOLE)
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_all_items_of_an_odd_shape_are_read(shape: str, size: int):
    text = WHOLE[shape]
    items, reader = items_of([text[at : at + size] for at in range(0, len(text), size)])
    assert [_sides(item) for item in items] == [list(ONE.values()), list(TWO.values())]
    assert reader.is_complete or shape.startswith("brackets")


def _sides(item: Any) -> list[Any]:
    """The first two values, of an item that may be wrapped."""
    inner = next(iter(item.values()))
    return list(inner.values()) if isinstance(inner, dict) else list(item.values())[:2]


BROKEN = {
    "quotes inside": ('What is a "cell"?', 'What is a "cell"?'),
    "one quote too many": ('A 5" cell?', 'A 5" cell?'),
    "a raw line break": ("What is\na cell?", "What is\na cell?"),
    "an apostrophe escaped": (r"What\'s a cell?", "What's a cell?"),
}
"""What stands in the text of a question, and what is meant."""


@pytest.mark.parametrize("slip", BROKEN)
@pytest.mark.parametrize("size", [1, 10_000])
def test_a_slip_is_mended_and_costs_no_other_item(slip: str, size: int):
    written, question = BROKEN[slip]
    text = f'{{"cards": [{{"question": "{written}", "answer": "Life"}}, {B}]}}'
    items, reader = items_of([text[at : at + size] for at in range(0, len(text), size)])
    assert [item["question"] for item in items] == [question, TWO["question"]]
    assert reader.is_complete


@pytest.mark.parametrize("after", ["", "\n```\n", "\n```\nTell me if you want more of them!"])
def test_the_last_item_is_read_although_a_quote_before_it_hides_its_end(after: str):
    text = f'{{"cards": [{{"question": "A 5" cell?", "answer": "Life"}}, {A}, {B}]}}{after}'
    items, reader = items_of([text])
    assert [item["question"] for item in items] == ['A 5" cell?', ONE["question"], TWO["question"]]
    assert reader.is_complete


def test_a_formula_is_not_taken_for_the_end_of_an_item():
    items, reader = items_of(
        [f'{{"cards": [{{"question": "A 5" cell?", "answer": "Life"}}, {A}, {{"question": "$\\frac{{a}}{{b}} of']
    )
    assert [item if isinstance(item, Unread) else item["question"] for item in items] == [
        'A 5" cell?', ONE["question"], Unread(),
    ]  # fmt: skip
    assert not reader.is_complete


LOST: dict[str, tuple[str, list[object]]] = {
    "no value": ('{"question": "What is it?", "answer": }, ' + B, [Unread(), TWO]),
    "nothing but signs": ('{"question": ::::}, ' + B, [Unread(), TWO]),
    "a bracket in place of a value": ('{"question": "What?", "answer": [}, ' + B, [Unread(), TWO]),
    "two of three": ('{"question" 1 "?"}, ' + B + ', {"question": [}', [Unread(), TWO, Unread()]),
    "a text among the objects": (f'"Here is one:", {B}', [Unread(), TWO]),
    "a name without a value": ('{"question": "What is it?" "answer" "explanation": "because"}', [Unread()]),
}
"""Broken items, some of which a library that mends JSON would fill in, and what is left of them."""


@pytest.mark.parametrize("slip", LOST)
@pytest.mark.parametrize("size", [1, 10_000])
def test_what_cannot_be_mended_is_counted_and_costs_no_other_item(slip: str, size: int):
    written, left = LOST[slip]
    text = f'{{"cards": [{written}]}}'
    items, reader = items_of([text[at : at + size] for at in range(0, len(text), size)])
    assert items == left
    assert reader.is_complete


def test_an_item_that_ends_in_the_middle_counts_unless_the_answer_was_cut():
    text = f'{{"cards": [{B}, {{"question": "What is a ce'
    assert items_of([text])[0] == [TWO, Unread()]
    assert items_of([text], is_cut=True)[0] == [TWO]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ('["Sydney", "Perth", "Hobart"]', ["Sydney", "Perth", "Hobart"]),
        ('{"wrong_answers": ["Sydney", "Perth"]}', ["Sydney", "Perth"]),
        ('{"distractors": ["the "big" one", "Perth"]}', ['the "big" one', "Perth"]),
        ("{\"options\": ['Sydney', 'Perth']}", ["Sydney", "Perth"]),
        ('Here are three: ["Sydney", "Perth"] for the question [1].', ["Sydney", "Perth"]),
        ('{"distractors": [{"text": "Sydney", "why": "largest"}]}', [{"text": "Sydney", "why": "largest"}]),
    ],
)
def test_texts_are_read_in_odd_shapes_too(text: str, texts: list[object]):
    assert items_of([text], key="distractors")[0] == texts
