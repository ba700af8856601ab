"""A choice can be graded lower after it was made."""

import pytest
from sqlmodel import select

from studyapp.database import Database
from studyapp.errors import Conflict
from studyapp.models import Card, CardState, Rating, StudyMode, User
from studyapp.services.study import answers
from tests.services.conftest import Make
from tests.services.reading import all_reviews, card_now
from tests.services.study.presentations.conftest import Sit
from tests.services.study.presentations.desk import WRONG, stored

AGAIN, HARD, GOOD, EASY = Rating


@pytest.mark.parametrize("lowered", [(HARD,), (AGAIN,), (HARD, AGAIN)])
def test_lowering_leaves_one_review_and_the_card_as_that_rating_would_have_left_it(
    make: Make, sit: Sit, database: Database, owner: User, lowered: tuple[Rating, ...]
) -> None:
    card = make(distractors=WRONG, state=CardState.REVIEW, lapses=7)
    desk = sit()
    shown = desk.look()
    with database.write() as session:
        answers.record_answer(session, owner.id, card.id, rating=lowered[-1], duration_ms=0, now=desk.now)
        expected = session.exec(select(Card)).one().model_dump()
        answers.undo_answer(session, owner.id, now=desk.now)
    desk.choose_rightly(shown)
    for rating in lowered:
        chosen = desk.lower(shown, rating)
        assert (chosen.rating, chosen.correct) == (rating, True)
    assert card_now(database, card.id).model_dump() == expected
    (review,) = all_reviews(database)
    assert (review.rating, review.marked_leech) == (lowered[-1], lowered[-1] is AGAIN)
    assert stored(database)[0].rating == lowered[-1]


def test_a_grade_cannot_be_raised_again(make: Make, sit: Sit) -> None:
    make(distractors=WRONG)
    desk = sit()
    shown = desk.look()
    desk.choose_rightly(shown)
    desk.lower(shown, HARD)
    with pytest.raises(Conflict, match="not higher"):
        desk.lower(shown, GOOD)


def test_a_lowered_answer_is_taken_back_like_any_other(make: Make, sit: Sit, database: Database) -> None:
    card = make(distractors=WRONG, state=CardState.REVIEW, lapses=7)
    before = card_now(database, card.id).model_dump()
    desk = sit()
    shown = desk.look()
    desk.choose_rightly(shown)
    desk.lower(shown, AGAIN)
    desk.undo()
    assert card_now(database, card.id).model_dump() == before
    assert all_reviews(database) == []


def test_only_a_choice_that_stands_can_be_lowered(make: Make, sit: Sit) -> None:
    make(distractors=WRONG)
    desk, rates = sit(), sit(StudyMode.FLASHCARD)
    shown, plain = desk.look(), rates.look()
    with pytest.raises(Conflict, match="not been answered"):
        desk.lower(shown, AGAIN)
    rates.grade(plain, GOOD)
    with pytest.raises(Conflict, match="rated this card yourself"):
        rates.lower(plain, AGAIN)
