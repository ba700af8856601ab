"""Answers to what is shown: a choice is judged, a plain card is rated, and the first of two stands."""

from datetime import datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.errors import Conflict
from studyapp.models import CardState, Rating, StudyMode
from tests.services.conftest import Make
from tests.services.reading import all_reviews
from tests.services.study.presentations.conftest import Sit
from tests.services.study.presentations.desk import WRONG, stored

AGAIN, HARD, GOOD, EASY = Rating
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("after", "rating"), [(0 * SECOND, GOOD), (10 * SECOND, GOOD), (11 * SECOND, HARD), (DAY, HARD)]
)
def test_a_right_choice_is_good_and_hard_when_it_took_more_than_ten_seconds(
    make: Make, sit: Sit, after: timedelta, rating: Rating
) -> None:
    make(distractors=WRONG)
    desk = sit()
    shown = desk.look()
    chosen = desk.choose_rightly(shown, now=desk.now + min(after, 20 * MINUTE))
    assert (chosen.correct, chosen.rating) == (True, rating)


def test_a_wrong_choice_is_again(make: Make, sit: Sit, database: Database) -> None:
    make(distractors=WRONG, explanation="It makes ATP.")
    desk = sit()
    shown = desk.look()
    chosen = desk.choose_wrongly(shown)
    assert (chosen.correct, chosen.rating, chosen.explanation) == (False, AGAIN, "It makes ATP.")
    assert chosen.key == shown.options.index("The mitochondrion") != chosen.chosen
    assert [review.rating for review in all_reviews(database)] == [AGAIN]


def test_the_interval_is_the_one_that_was_foretold(make: Make, sit: Sit) -> None:
    make(distractors=WRONG, state=CardState.REVIEW)
    desk = sit()
    shown = desk.look()
    assert desk.choose_rightly(shown).scheduled == shown.intervals[GOOD]


@pytest.mark.parametrize("wanted", list(Rating))
def test_a_choice_may_be_graded_lower_and_never_higher(make: Make, sit: Sit, wanted: Rating) -> None:
    make(distractors=WRONG)
    desk = sit()
    shown = desk.look()
    if wanted > GOOD:
        with pytest.raises(Conflict, match="not higher"):
            desk.choose_rightly(shown, rating=wanted)
    else:
        assert desk.choose_rightly(shown, rating=wanted).rating is wanted


@pytest.mark.parametrize("choice", [-1, 4, 99])
def test_only_what_is_shown_can_be_chosen(make: Make, sit: Sit, choice: int) -> None:
    make(distractors=WRONG)
    desk = sit()
    with pytest.raises(Conflict, match="that are shown"):
        desk.choose(desk.look(), choice)


def test_a_choice_is_chosen_and_a_plain_card_rated(make: Make, sit: Sit, database: Database) -> None:
    make(distractors=WRONG)
    chooses, rates = sit(), sit(StudyMode.FLASHCARD)
    with pytest.raises(Conflict, match="Choose one"):
        chooses.grade(chooses.look(), EASY)
    with pytest.raises(Conflict, match="Choose one"):
        chooses.reveal(chooses.look())
    with pytest.raises(Conflict, match="that are shown"):
        rates.choose(rates.look(), 0)
    assert all_reviews(database) == []


@pytest.mark.parametrize("mode", [StudyMode.MULTIPLE_CHOICE, StudyMode.CUSTOM])
def test_of_two_answers_to_one_presentation_the_first_stands(
    make: Make, sit: Sit, database: Database, mode: StudyMode
) -> None:
    for question in ("The first?", "The second?"):
        make(question=question, distractors=WRONG)
    here, there = sit(mode), sit(mode)
    shown = here.look()
    here.choose_rightly(shown)
    with pytest.raises(Conflict, match="already"):
        there.choose_wrongly(shown)
    assert stored(database)[0].rating == GOOD
    assert len(all_reviews(database)) == (0 if mode is StudyMode.CUSTOM else 1)
    assert there.look().id != shown.id


def test_a_card_answered_in_another_study_session_is_not_answered_again(
    make: Make, sit: Sit, database: Database
) -> None:
    make(distractors=WRONG)
    here, there = sit(), sit(StudyMode.MIXED)
    shown, elsewhere = here.look(), there.look()
    there.choose_rightly(elsewhere)
    with pytest.raises(Conflict, match="already"):
        here.choose_rightly(shown)
    assert here.look().id != shown.id
    assert len(all_reviews(database)) == 1


def test_the_time_of_a_card_is_counted_from_its_presentation_and_bounded(
    make: Make, sit: Sit, database: Database, now: datetime
) -> None:
    make(distractors=WRONG)
    make(distractors=WRONG, question="And another?")
    desk = sit()
    desk.choose_rightly(desk.look(), now=now + 7 * SECOND)
    desk.now += MINUTE
    desk.choose_rightly(desk.look(), now=now + DAY)
    assert [review.duration_ms for review in all_reviews(database)] == [7_000, 600_000]


def test_a_learner_who_comes_back_after_a_while_starts_the_card_anew(make: Make, sit: Sit, now: datetime) -> None:
    make(distractors=WRONG)
    desk = sit()
    first = desk.look()
    desk.now += 3 * MINUTE
    assert desk.look().shown_at == now
    desk.now += DAY / 2
    back = desk.look()
    assert (back.id, back.options, back.shown_at) == (first.id, first.options, desk.now)
    assert desk.choose_rightly(back).rating is GOOD


def test_the_answer_names_its_study_session_and_mode(make: Make, sit: Sit, database: Database) -> None:
    make(distractors=WRONG)
    desk = sit(StudyMode.MIXED)
    desk.choose_rightly(desk.look())
    (review,) = all_reviews(database)
    assert (review.session_id, review.mode) == (desk.study_session, "mixed")
