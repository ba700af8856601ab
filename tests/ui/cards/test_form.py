from studyapp.ui.cards.form import CardFields, card_fields


def test_a_form_becomes_what_the_services_take() -> None:
    form = {"question": "  Why? \n", "answer": "Because", "explanation": " ", "tags": "one, two words ,, ,"}
    assert card_fields(form) == CardFields("Why?", "Because", None, ("one", "two words"))


def test_fields_that_are_missing_are_empty() -> None:
    assert card_fields({"question": None}) == CardFields("", "", None, ())


def test_a_form_with_kinds_says_which_and_gives_its_wrong_answers() -> None:
    form = {
        "kind": "multiple_choice",
        "question": "Why?",
        "answer": "So",
        "wrong_0": "a",
        "wrong_1": " ",
        "wrong_2": "c",
    }
    fields = card_fields(form)
    assert (fields.kind, fields.answer, fields.distractors) == ("multiple_choice", "So", ("a", "c"))


def test_the_answer_of_a_true_false_card_is_its_verdict() -> None:
    form = {"kind": "true_false", "question": "It is so.", "answer": "left over", "verdict": "False"}
    assert card_fields(form).answer == "False"
