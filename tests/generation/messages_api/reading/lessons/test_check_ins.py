"""Check-ins are read in the shapes that models write. A key that can be meant in two ways is none."""

from typing import Any

import pytest

from studyapp.generation.messages_api.reading.lessons.check_ins import check_ins
from studyapp.rules.lessons import CheckInDraft, SourceDraft

STEM = "What drives diffusion?"
TEXTS = ["A gradient", "A pump", "A vesicle", "A channel"]
WHYS = [f"Because of {text.lower()}." for text in TEXTS]
KEY = "A gradient"


def one(**fields: Any) -> CheckInDraft:
    [draft] = check_ins([{"stem": STEM} | fields])
    return draft


def options(**more: Any) -> list[dict[str, Any]]:
    return [{"text": text, "explanation": why} | more for text, why in zip(TEXTS, WHYS, strict=True)]


def marked(name: str) -> list[dict[str, Any]]:
    return [option | {name: option["text"] == KEY} for option in options()]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "choice", "options": marked("is_key")},
        {"kind": "multiple_choice", "options": marked("is_correct")},
        {"options": marked("correct")},
        {"options": options(), "answer": "A"},
        {"options": options(), "correct_answer": "A) A gradient"},
        {"options": options(), "answer_index": 0},
        {"options": options(), "answer": KEY},
        {"options": {"A": options()[0], "B": options()[1], "C": options()[2], "D": options()[3]}, "key": "A"},
        {
            "options": dict(zip("ABCD", TEXTS, strict=True)),
            "explanations": dict(zip("ABCD", WHYS, strict=True)),
            "answer": "A",
        },
        {"options": [f"{letter}) {text}" for letter, text in zip("ABCD", TEXTS, strict=True)], "answer": "a",
         "explanations": WHYS},
        {"options": TEXTS, "explanation": dict(zip(TEXTS, WHYS, strict=True)), "answer": KEY},
    ],
)  # fmt: skip
def test_options_are_read_in_many_shapes(fields: dict[str, Any]):
    draft = one(**fields)
    assert (draft.kind, draft.stem) == ("choice", STEM)
    assert [option.text for option in draft.options] == TEXTS
    assert [option.explanation for option in draft.options] == WHYS
    assert [option.is_key for option in draft.options] == [True, False, False, False]


def test_an_answer_with_wrong_ones_beside_it_is_a_choice():
    draft = one(answer=KEY, distractors=TEXTS[1:], explanation="It evens out.")
    assert [(option.text, option.is_key) for option in draft.options] == [(text, text == KEY) for text in TEXTS]
    assert draft.options[0].explanation == "It evens out."


@pytest.mark.parametrize(
    "fields",
    [
        {"options": options()},
        {"options": options(is_key=True)},
        {"options": options(), "answer": "A spring"},
        {"options": options(), "answer": ["A gradient", "A pump"]},
    ],
)
def test_a_key_that_is_not_clear_is_none(fields: dict[str, Any]):
    assert not any(option.is_key for option in one(**fields).options)


def test_a_written_answer_has_its_points():
    draft = one(kind="short_answer", expected_answer="A gradient does.", key_points="- gradient\n- down it")
    assert (draft.kind, draft.expected, draft.key_points) == ("short", "A gradient does.", ("gradient", "down it"))
    assert draft.options == ()


@pytest.mark.parametrize(
    ("stem", "fields"),
    [
        ("A ___ drives diffusion.", {"kind": "cloze", "expected": "gradient"}),
        ("A _____ drives diffusion.", {"kind": "fill-in-the-blank", "answer": "gradient"}),
        ("A [blank] drives diffusion.", {"answer": ["gradient"]}),
        ("A {{c1::gradient}} drives diffusion.", {}),
        ("A {{gradient}} drives diffusion.", {"kind": "cloze"}),
    ],
)
def test_a_cloze_has_one_form_of_gap(stem: str, fields: dict[str, Any]):
    draft = one(stem=stem, **fields)
    assert (draft.kind, draft.stem, draft.expected) == ("cloze", "A ___ drives diffusion.", "gradient")


def test_without_a_kind_a_question_is_answered_in_writing():
    assert one(answer="A gradient").kind == "short"


@pytest.mark.parametrize(
    "fields",
    [
        {"source": {"page": 3, "quote": "A gradient drives diffusion."}},
        {"source": "A gradient drives diffusion.", "page": "p. 3"},
        {"quote": "A gradient drives diffusion.", "page": 3},
    ],
)
def test_the_source_of_a_check_in_is_read(fields: dict[str, Any]):
    assert one(**fields).source == SourceDraft("A gradient drives diffusion.", 3)


def test_one_check_in_may_stand_alone_and_what_is_none_is_passed_over():
    assert len(check_ins({"stem": STEM})) == 1
    assert check_ins(["What drives diffusion?", None, 3]) == ()
