"""Answers with lessons are read while they arrive: the head first, then each concept."""

import json
from typing import Any

import pytest

from studyapp.generation.messages_api.reading.answer import AnswerReader
from studyapp.generation.messages_api.reading.lessons.concepts import concept, head
from studyapp.generation.provider import Unread
from studyapp.rules.lessons import LessonHead

OPTIONS = [{"text": text, "explanation": f"It is {text}.", "is_key": text == "a"} for text in "abcd"]


def item(title: str, **more: Any) -> dict[str, Any]:
    check_in = {"kind": "choice", "stem": f"What is {title}?", "options": OPTIONS}
    return {"title": title, "explanation": "It is so.", "formulas": [], "check_ins": [check_in]} | more


HEAD = {"summary": "On cells.", "objectives": ["Explain cells", "Name their parts"]}
ITEMS = [item("Cells"), item("Walls")]


def read(text: str) -> tuple[LessonHead | None, list[str], int]:
    """The head, the titles of the concepts, and how many could not be read."""
    reader, fields, items = AnswerReader("concepts"), None, list[object]()
    for at in range(0, len(text), 7):
        items += reader.feed(text[at : at + 7])
        fields = fields or reader.take_fields()
    items += reader.end(is_cut=False)
    titles = [concept(each).title for each in items if not isinstance(each, Unread)]
    return head(fields or {}), titles, sum(isinstance(each, Unread) for each in items)


WHOLE = LessonHead("On cells.", ("Explain cells", "Name their parts"))


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(HEAD | {"concepts": ITEMS}),
        json.dumps({"lesson": HEAD | {"concepts": ITEMS}}),
        json.dumps({"lesson": HEAD, "concepts": ITEMS}),
        f"Here it is:\n```json\n{json.dumps(HEAD | {'key_concepts': ITEMS}, indent=2)}\n```",
        f"<think>Like {{this: []}}?</think>{json.dumps(HEAD | {'concepts': ITEMS})}",
    ],
)
def test_head_and_concepts_are_found_in_many_shapes(text: str):
    assert read(text) == (WHOLE, ["Cells", "Walls"], 0)


def test_the_head_is_there_before_the_first_concept_is_whole():
    reader = AnswerReader("concepts")
    assert reader.feed(json.dumps(HEAD | {"concepts": []})[:-2]) == []
    assert head(reader.take_fields() or {}) == WHOLE


@pytest.mark.parametrize("text", [json.dumps(ITEMS), "\n".join(json.dumps(each) for each in ITEMS)])
def test_concepts_without_a_head_are_read(text: str):
    assert read(text) == (None, ["Cells", "Walls"], 0)


def test_an_option_is_never_taken_for_a_concept():
    labelled = [{"label": letter, "text": letter, "explanation": "So."} for letter in "ABCD"]
    nameless = {"explanation": "It is so.", "check_ins": [{"stem": "What?", "options": labelled}]}
    assert read(json.dumps({"concepts": [nameless, item("Walls")]}))[1] == ["", "Walls"]


@pytest.mark.parametrize(
    ("whole", "broken", "titles"),
    [
        ('"It is so."', '"It is so.', ["Cells", "Walls"]),
        ('"It is so."', '"It is "so"."', ["Cells", "Walls"]),
        ('"title": "Cells", "explanation"', '"title": "Cells" :::: "explanation"', ["Cells", "Walls"]),
        ('"explanation": "It is so."', '"explanation": , "kind": ', ["Walls"]),
    ],
)
def test_a_concept_that_is_no_json_is_mended_or_costs_itself_only(whole: str, broken: str, titles: list[str]):
    assert read(json.dumps(HEAD | {"concepts": ITEMS}).replace(whole, broken, 1)) == (WHOLE, titles, 2 - len(titles))


def test_backslashes_of_formulas_may_be_missing():
    text = '{"concepts": [{"title": "Force", "explanation": "$\\\\frac{F}{m}$", "formulas": ["$\\frac{F}{m}$"]}]}'
    reader = AnswerReader("concepts")
    [found] = reader.feed(text)
    draft = concept(found)
    assert (draft.explanation, draft.formulas[0].latex) == (r"$\frac{F}{m}$", r"\frac{F}{m}")
