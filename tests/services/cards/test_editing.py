"""A learner writes and edits cards; an edit that fails changes nothing."""

from datetime import datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput
from studyapp.models import CardState, Deck, User
from studyapp.services.cards import editing
from tests.factories import make_card
from tests.services.cards.conftest import Add


def test_a_new_card_is_due_at_once(add: Add, now: datetime) -> None:
    card = add(explanation="  ", tags=["cell", "Cell"])
    assert (card.state, card.due_at, card.reps) == (CardState.NEW, now, 0)
    assert (card.explanation, card.tags, card.findings) == (None, ["cell"], [])


@pytest.mark.parametrize(
    ("question", "answer", "sentence"),
    [
        ("Why?", "Because", "The question needs at least 5 characters"),
        ("x" * 1001, "Because", "The question can have at most 1,000 characters"),
        ("What is it?", " ", "The answer must not be empty"),
        ("What is it?", "x" * 5001, "The answer can have at most 5,000 characters"),
        ("\x00\x00\x00\x00\x00", "Because", "The question must not be empty"),
    ],
)
def test_a_card_needs_a_question_and_an_answer_that_fit(add: Add, question: str, answer: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        add(question, answer)


@pytest.mark.parametrize(
    ("question", "answer"),
    [("x" * 5, "y"), ("x" * 1000, "y" * 5000), ("ما هو؟", "<script>alert(1)</script>"), ("🧬 هل?", "👩\u200d🔬")],
)
def test_the_lengths_are_inclusive_and_any_script_is_kept_as_it_is(add: Add, question: str, answer: str) -> None:
    card = add(question, answer)
    assert (card.question, card.answer) == (question, answer)


def test_what_the_rules_say_of_an_own_card_is_a_warning(add: Add) -> None:
    card = add("Is the cell alive?", "Yes")
    assert {(finding["rule"], finding["severity"]) for finding in card.findings} >= {("F3", "warn")}


def test_an_own_card_that_repeats_another_is_kept_with_a_warning(add: Add) -> None:
    add()
    assert "F9" in {finding["rule"] for finding in add().findings}


def test_editing_runs_the_rules_again_and_keeps_the_schedule(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        card = make_card(session, deck, state=CardState.REVIEW, stability=8.0, reps=4, explanation="old", tags=["a"])
    later = now + timedelta(days=1)
    with database.write() as session:
        edited = editing.edit_card(session, owner.id, card.id, answer="Yes", question="Is it alive?", now=later)
        assert "F3" in {finding["rule"] for finding in edited.findings}
    with database.write() as session:
        edited = editing.edit_card(session, owner.id, card.id, question="What lives?", answer="A cell", now=later)
    assert edited.findings == []
    assert (edited.state, edited.stability, edited.reps, edited.due_at) == (CardState.REVIEW, 8.0, 4, now)
    assert (edited.explanation, edited.tags, edited.updated_at) == ("old", ["a"], later)


def test_a_card_is_not_a_duplicate_of_itself(database: Database, owner: User, add: Add, now: datetime) -> None:
    card = add()
    with database.write() as session:
        assert editing.edit_card(session, owner.id, card.id, tags=["cell"], now=now).findings == []


def test_an_explanation_stays_unless_it_is_given_and_none_takes_it_away(
    database: Database, owner: User, add: Add, now: datetime
) -> None:
    card = add(explanation="They read mRNA.")
    with database.write() as session:
        assert editing.edit_card(session, owner.id, card.id, answer="Protein", now=now).explanation == "They read mRNA."
        assert editing.edit_card(session, owner.id, card.id, explanation=None, now=now).explanation is None


def test_an_edit_that_does_not_fit_changes_nothing(database: Database, owner: User, add: Add, now: datetime) -> None:
    card = add()
    with database.write() as session, pytest.raises(BadInput):
        editing.edit_card(session, owner.id, card.id, question="What else?", answer="", now=now)
    with database.read() as session:
        assert editing.get_card(session, owner.id, card.id).question == card.question
