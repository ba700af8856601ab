"""An answer that is taken back leaves the card and its presentation as they were."""

from datetime import timedelta

import pytest

from studyapp.database import Database
from studyapp.errors import Conflict
from studyapp.models import CardState, Rating, StudyMode, User
from studyapp.services.cards import editing
from studyapp.services.study import answers
from tests.services.conftest import Make
from tests.services.reading import all_reviews, card_now
from tests.services.study.presentations.conftest import Sit
from tests.services.study.presentations.desk import WRONG, stored

AGAIN, HARD, GOOD, EASY = Rating
MINUTE = timedelta(minutes=1)


def test_undo_restores_the_card_and_opens_its_presentation_again(make: Make, sit: Sit, database: Database) -> None:
    card = make(distractors=WRONG, state=CardState.REVIEW)
    make(question="The next one?", state=CardState.REVIEW, due_at=card.due_at + MINUTE)
    before = card_now(database, card.id).model_dump()
    desk = sit()
    shown = desk.look()
    first = desk.choose_rightly(shown)
    assert desk.look().card.id != card.id
    assert desk.undo().id == card.id
    assert card_now(database, card.id).model_dump() == before
    again = desk.look()
    assert (again.id, again.options) == (shown.id, shown.options)
    assert desk.choose_rightly(again).scheduled == first.scheduled


def test_undo_asks_a_card_that_was_edited_since_with_the_choices_it_has_now(
    make: Make, sit: Sit, database: Database
) -> None:
    card = make(distractors=WRONG)
    desk = sit()
    desk.choose_rightly(desk.look())
    with database.write() as session:
        editing.edit_card(
            session, desk.owner_id, card.id, question="What copies DNA?", answer="The polymerase", now=desk.now
        )
    desk.undo()
    shown = desk.look()
    assert sorted(shown.options) == sorted([*WRONG, "The polymerase"])
    assert desk.choose_rightly(shown).correct


def test_undo_goes_back_answer_by_answer_of_this_study_session(make: Make, sit: Sit, database: Database) -> None:
    made = [make(question=f"number {number}", distractors=WRONG) for number in range(3)]
    desk, other = sit(), sit(StudyMode.FLASHCARD)
    for _ in range(2):
        desk.choose_rightly(desk.look())
    other.grade(other.look(), GOOD)
    assert [desk.undo().id for _ in range(2)] == [made[1].id, made[0].id]
    with pytest.raises(Conflict, match="no answer to take back"):
        desk.undo()
    assert [review.card_id for review in all_reviews(database)] == [made[2].id]


def test_an_answer_taken_back_elsewhere_leaves_no_presentation_behind(
    make: Make, sit: Sit, database: Database, owner: User
) -> None:
    make(distractors=WRONG)
    desk = sit()
    desk.choose_rightly(desk.look())
    with database.write() as session:
        answers.undo_answer(session, owner.id, now=desk.now)
    assert stored(database) == []
    desk.choose_rightly(desk.look())
    assert len(all_reviews(database)) == 1
