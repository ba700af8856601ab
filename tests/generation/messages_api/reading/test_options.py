"""The right option is found in every way that models mark it, and never guessed."""

import pytest

from studyapp.generation.messages_api.reading import drafts

PLACES = ("Rome", "Paris", "Oslo", "Bonn")
LETTERED = tuple(zip("ABCD", PLACES, strict=True))


@pytest.mark.parametrize(
    "given",
    [
        {"answer": "B", "options": [{"value": letter, "label": text} for letter, text in LETTERED]},
        {"answer": ["B"], "options": [{"label": letter, "value": text} for letter, text in LETTERED]},
        {"answer": "B", "options": [{"key": letter, "value": text} for letter, text in LETTERED]},
        {"answer": "B", "options": [{letter: text} for letter, text in LETTERED]},
        {"answer": {"letter": "B", "text": "Paris"}, "options": list(PLACES)},
        {"answer": {"letter": "B"}, "options": list(PLACES)},
        {"correct_answers": ["Paris"], "options": list(PLACES)},
        {"correct_answer_letter": "B", "options": list(PLACES)},
        {"correct_option_index": 1, "options": list(PLACES)},
        {"options": [{"text": text, "correct": str(text == "Paris").lower()} for text in PLACES]},
        {"answer": "B"} | {f"option_{letter.lower()}": text for letter, text in LETTERED},
        {"answer": "B"} | {f"option{letter}": text for letter, text in LETTERED},
        {"answer": "2"} | {f"Option {number}": text for number, text in enumerate(PLACES, 1)},
        {"answer": "B"} | dict(LETTERED),
        {"answer": "paris.", "options": list(PLACES)},
        {"answer": "Option 2", "options": list(PLACES)},
        {"answer": 2, "options": list(PLACES), "explanation": "Paris has been the capital since 987."},
        {"answer": 1, "options": list(PLACES), "explanation": "Paris has been the capital since 987."},
    ],
)
def test_the_right_option_is_found(given: dict[str, object]):
    made = drafts.question({"question": "Which one?"} | given)
    assert (made.kind, made.answer, made.distractors) == ("multiple_choice", "Paris", ("Rome", "Oslo", "Bonn"))


@pytest.mark.parametrize(
    "given",
    [
        {"answer": 2, "explanation": "Counted from 0 or from 1?"},
        {"answer": 2, "explanation": "Paris, and not Oslo."},
        {"answer": 0},
        {"answer": 4, "options": ["two", "three", "four", "five"]},
        {"answer": "The correct one is B"},
        {"answer": ["A", "B"]},
        {"answer": "paris", "options": ["Paris", "PARIS", "Oslo", "Bonn"]},
        {"answer": None},
    ],
)
def test_what_may_mean_two_options_is_none_of_them(given: dict[str, object]):
    made = drafts.question({"question": "Which one?", "options": list(PLACES)} | given)
    assert made.answer not in PLACES
    assert len(made.distractors) == 4


def test_options_that_are_letters_themselves_are_not_taken_for_the_labels_of_others():
    options = [{"id": number, "text": text} for number, text in enumerate("ABCD", 1)]
    made = drafts.question({"question": "Which key is pressed?", "options": options, "answer": "B"})
    assert (made.answer, made.distractors) == ("B", ("A", "C", "D"))


@pytest.mark.parametrize("answer", ["A", "True", True, "a)"])
def test_a_verdict_may_be_an_option(answer: object):
    made = drafts.question({"question": "Water boils.", "options": ["True", "False"], "answer": answer})
    assert (made.kind, made.answer, made.distractors) == ("true_false", "True", ())
