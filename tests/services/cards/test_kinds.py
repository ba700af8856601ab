"""The content of a card of each kind, and what is refused."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput
from studyapp.models import Card, CardKind, Deck, User
from studyapp.services.cards import editing
from tests.factories import make_card

WRONG = ["The nucleus", "The ribosome", "The membrane"]
QUESTION = "Which part makes ATP?"
KEY = "The mitochondrion"

Add = Callable[..., Card]


@pytest.fixture
def add(database: Database, owner: User, deck: Deck, now: datetime) -> Add:
    def add(question: str, answer: str = "", **more: Any) -> Card:
        with database.write() as session:
            return editing.add_card(session, owner.id, deck.id, question=question, answer=answer, now=now, **more)

    return add


def test_a_multiple_choice_card_keeps_its_wrong_answers(add: Add) -> None:
    card = add(QUESTION, KEY, kind="multiple_choice", distractors=[*WRONG, "  "])
    assert (card.kind, card.distractors) == (CardKind.MULTIPLE_CHOICE, WRONG)


def test_a_multiple_choice_card_may_wait_for_its_wrong_answers(add: Add) -> None:
    assert add(QUESTION, KEY, kind="multiple_choice").distractors == []


@pytest.mark.parametrize(
    ("distractors", "sentence"),
    [
        (WRONG[:2], "3"),
        ([*WRONG, "The wall"], "3"),
        (["the nucleus", "The nucleus", "The ribosome"], "twice"),
        (["the mitochondrion", *WRONG[:2]], "right answer again"),
        (["All of the above", *WRONG[:2]], "no answer to choose"),
    ],
)
def test_wrong_answers_that_cannot_be_shown_are_refused(add: Add, distractors: list[str], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        add(QUESTION, KEY, kind="multiple_choice", distractors=distractors)


def test_an_answer_cannot_become_one_of_the_wrong_ones(
    add: Add, database: Database, owner: User, now: datetime
) -> None:
    card = add(QUESTION, KEY, kind="multiple_choice", distractors=WRONG)
    with database.write() as session, pytest.raises(BadInput):
        editing.edit_card(session, owner.id, card.id, answer=WRONG[0], now=now)


def test_an_imported_card_with_two_wrong_answers_can_be_edited(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        card = make_card(session, deck, kind=CardKind.MULTIPLE_CHOICE, answer=KEY, distractors=WRONG[:2])
        assert editing.edit_card(session, owner.id, card.id, answer="Mitochondria", now=now).distractors == WRONG[:2]
        with pytest.raises(BadInput):
            editing.edit_card(session, owner.id, card.id, distractors=WRONG[1:], now=now)


@pytest.mark.parametrize(("typed", "answer"), [("true", "True"), (" FALSE ", "False")])
def test_a_true_false_card_is_true_or_false_and_has_no_wrong_answers(add: Add, typed: str, answer: str) -> None:
    card = add("ATP is made in the nucleus.", typed, kind="true_false", distractors=["x"])
    assert (card.answer, card.distractors) == (answer, [])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"question": "Is it so?", "answer": "Perhaps", "kind": "true_false"}, "True or False"),
        ({"question": "Nothing hidden here", "kind": "cloze"}, r"{{c1::word}}"),
        ({"question": "A {{c1::}} here", "kind": "cloze"}, "empty"),
        ({"question": " ".join(f"{{{{c{n}::w}}}}" for n in range(1, 22)), "kind": "cloze"}, "at most 20"),
        ({"question": "What is it?", "answer": "", "kind": "basic"}, "must not be empty"),
        ({"question": "What is it?", "answer": "x", "kind": "essay"}, "kind"),
    ],
)
def test_what_no_card_of_its_kind_can_be_is_refused(add: Add, fields: dict[str, str], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        add(**fields)


def test_what_else_the_rules_say_of_wrong_answers_is_a_warning(add: Add) -> None:
    card = add(QUESTION, KEY, kind="multiple_choice", distractors=["Never a ribosome", *WRONG[:2]])
    assert card.findings
    assert {finding["severity"] for finding in card.findings} == {"warn"}
