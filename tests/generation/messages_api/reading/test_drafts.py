"""Parsing what models really send."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.generation.calls import MOST_QUESTIONS, Intent
from studyapp.generation.messages_api.reading import drafts
from studyapp.rules.items import CardDraft

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.dictionaries(
    st.sampled_from(["kind", "question", "answer", "distractors", "options", "explanation", "text", "intent", "total"]),
    JSON | st.sampled_from(["true_false", "True", "B"]),
)

PLACES = ("Rome", "Paris", "Oslo", "Bonn")
LETTERED = list(zip("ABCD", PLACES, strict=True))


def question(**fields: Any) -> CardDraft:
    return drafts.question({"question": "Which one?", "answer": "Paris"} | fields)


@given(JSON | FIELDS)
def test_whatever_is_sent_becomes_a_draft_a_database_can_hold(item: Any):
    before = CardDraft("Q", "A", kind="multiple_choice")
    made = [drafts.card(item), drafts.question(item), drafts.rewritten(before, item)]
    texts = [text for draft in made for text in (draft.question, draft.answer, *draft.distractors)]
    assert not [
        text for text in (*texts, drafts.distractor(item)) if "\0" in text or text.encode(errors="strict") is None
    ]
    assert all(draft.kind in ("basic", "multiple_choice", "true_false") for draft in made)


@given(FIELDS)
def test_an_announced_total_is_one_that_can_be(fields: dict[str, Any]):
    intent = drafts.intent(fields)
    assert intent is None or intent.total is None or 1 <= intent.total <= MOST_QUESTIONS


@pytest.mark.parametrize(
    ("item", "text"),
    [({"mistake": "confused", "text": " Rome "}, "Rome"), ("Rome", "Rome"), (1989, "1989"), ({}, ""), (None, "")],
)
def test_a_wrong_answer_comes_as_text_or_with_the_mistake_behind_it(item: object, text: str):
    assert drafts.distractor(item) == text


def test_a_question_has_its_key_and_its_wrong_answers():
    made = question(kind="multiple_choice", distractors=["Rome", {"text": "Oslo"}, "Bonn"], explanation="So.")
    assert made == CardDraft(
        "Which one?", "Paris", explanation="So.", kind="multiple_choice", distractors=("Rome", "Oslo", "Bonn")
    )


@pytest.mark.parametrize("answer", [True, "true", "True", "TRUE"])
def test_a_verdict_is_one_however_it_is_written(answer: object):
    assert (question(kind="true_false", answer=answer).answer, question(answer=answer).kind) == ("True", "true_false")


def test_a_kind_nobody_named_is_told_by_answer_and_options():
    assert question(distractors=["Rome", "Oslo", "Bonn"]).kind == "multiple_choice"
    assert question(answer="False").kind == "true_false"
    assert question(kind="essay").kind == "multiple_choice"


@pytest.mark.parametrize("answer", ["Paris", "B", "b)", "B."])
def test_options_in_one_list_are_taken_apart(answer: str):
    made = question(answer=answer, options=["Rome", "Paris", "Oslo", "Bonn"])
    assert (made.answer, made.distractors) == ("Paris", ("Rome", "Oslo", "Bonn"))


def test_a_key_that_is_not_among_the_options_leaves_one_too_many():
    made = question(options=["Rome", "Madrid", "Oslo", "Bonn"])
    assert (made.answer, len(made.distractors)) == ("Paris", 4)


def test_a_letter_that_is_an_option_itself_is_meant_as_it_stands():
    assert question(answer="C", options=["A", "B", "C", "D"]).answer == "C"
    assert question(answer="A", options=["C", "B", "A", "D"]).answer == "A"


@pytest.mark.parametrize(
    ("fields", "intent"),
    [
        ({"intent": "Rivers of\n Europe", "total": 12}, Intent("Rivers of Europe", 12)),
        ({"intent": "Rivers", "total": "7"}, Intent("Rivers", 7)),
        ({"intent": "Rivers", "total": "many"}, Intent("Rivers", None)),
        ({"intent": "Rivers", "total": 0}, Intent("Rivers", None)),
        ({"intent": "Rivers", "total": 900}, Intent("Rivers", MOST_QUESTIONS)),
        ({"total": 3}, Intent("", 3)),
        ({}, None),
    ],
)
def test_an_intent_is_what_can_be_understood_of_it(fields: dict[str, Any], intent: Intent | None):
    assert drafts.intent(fields) == intent


def test_a_rewritten_card_stays_of_its_kind_and_keeps_its_source():
    before = CardDraft("Old?", "old", quote="words", page=3, tags=("t",), kind="cloze")
    after = drafts.rewritten(before, {"question": "New {{c1::x}}", "answer": "x", "distractors": ["y"], "quote": "z"})
    assert after == CardDraft("New {{c1::x}}", "x", quote="words", page=3, tags=("t",), kind="cloze")


CITIES = ["A) Rome", "B) Paris", "C) Oslo", "D) Bonn"]


@pytest.mark.parametrize("answer", ["B", "b)", "(B)", "Option B", "Paris", "B) Paris", "B. Paris", "Option B: Paris"])
def test_letters_in_front_of_options_are_taken_off(answer: str):
    for options in (CITIES, ["Rome", "Paris", "Oslo", "Bonn"], {"A": "Rome", "B": "Paris", "C": "Oslo", "D": "Bonn"}):
        made = question(answer=answer, options=options)
        assert (made.answer, made.distractors) == ("Paris", ("Rome", "Oslo", "Bonn")), options


def test_a_letter_means_the_option_it_stands_before():
    assert question(answer="A", options=["D) Rome", "C) Paris", "B) Oslo", "A) Bonn"]).answer == "Bonn"
    assert question(answer="3", options=["1. Rome", "2. Oslo", "3. Paris", "4. Bonn"]).answer == "Paris"


def test_distractors_lose_their_letters_with_the_right_answer_or_without():
    made = question(answer="B) Paris", distractors=["A) Rome", "C) Oslo", "D) Bonn"])
    assert (made.answer, made.distractors) == ("Paris", ("Rome", "Oslo", "Bonn"))
    made = question(answer="Paris", distractors=["A) Rome", "C) Oslo", "D) Bonn"])
    assert (made.answer, made.distractors) == ("Paris", ("Rome", "Oslo", "Bonn"))


def test_letters_that_are_part_of_the_options_stay():
    keys = ("A minor", "B minor", "C minor", "D minor")
    assert question(answer=keys[0], distractors=list(keys[1:])).distractors == keys[1:]
    clubs = ("1. FC Köln", "1. FC Nürnberg", "VfB Stuttgart", "3.5 kg")
    assert question(answer=clubs[0], options=list(clubs)).distractors == clubs[1:]


@pytest.mark.parametrize(
    "given",
    [
        {"answer": "B", "options": {"A": "Rome", "B": "Paris", "C": "Oslo", "D": "Bonn"}},
        {"correct_answer": "Option B", "choices": ["A) Rome", "B) Paris", "C) Oslo", "D) Bonn"]},
        {"options": [{"text": "Rome"}, {"text": "Paris", "is_correct": True}, {"text": "Oslo"}, {"text": "Bonn"}]},
        {"options": ["Rome", "Paris", "Oslo", "Bonn"], "correctIndex": 1},
        {
            "Answer": "b",
            "Options": [{"letter": letter, "text": text} for letter, text in zip("ABCD", PLACES, strict=True)],
        },
        {"correct": "Paris", "incorrect_answers": ["Rome", "Oslo", "Bonn"]},
    ],
)
def test_the_right_option_is_found_however_it_is_marked(given: dict[str, object]):
    made = drafts.question({"Question": "Which one?"} | given)
    assert (made.question, made.answer, made.distractors) == ("Which one?", "Paris", ("Rome", "Oslo", "Bonn"))


def test_two_options_marked_as_right_are_none():
    options = [{"text": text, "correct": text != "Oslo"} for text in PLACES]
    assert drafts.question({"question": "Which one?", "options": options}).answer == ""


@pytest.mark.parametrize(
    "item",
    [
        {"front": "A?", "back": "B"},
        {"Q": "A?", "A": "B"},
        {"term": "A?", "definition": "B"},
        {"Card Front": "A?", "card-back": "B"},
    ],
)
def test_a_card_has_its_sides_whatever_they_are_called(item: dict[str, object]):
    assert (drafts.card(item).question, drafts.card(item).answer) == ("A?", "B")
