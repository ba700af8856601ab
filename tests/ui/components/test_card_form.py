from studyapp.ui.components.card_form import CardFields, card_fields


def test_a_form_becomes_what_the_services_take() -> None:
    form = {"question": "  Why? \n", "answer": "Because", "explanation": " ", "tags": "one, two words ,, ,"}
    assert card_fields(form) == CardFields("Why?", "Because", None, ("one", "two words"))


def test_fields_that_are_missing_are_empty() -> None:
    assert card_fields({"question": None}) == CardFields("", "", None, ())
