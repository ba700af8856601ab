"""Answers to check-ins: judged here, counted once, and the first one makes a card."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from studyapp.database import Database
from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import (
    Card,
    CardKind,
    CheckIn,
    CheckInAnswer,
    CheckInKind,
    Course,
    JudgedBy,
    Rating,
    Review,
    User,
    Verdict,
)
from studyapp.rules.lessons.grades import Grade
from studyapp.services.cards import bulk
from studyapp.services.courses import courses
from studyapp.services.lessons.answers import Answered, answer_check_in, answers_to, record_grade
from studyapp.services.scheduling import fsrs
from studyapp.services.scheduling.fsrs import Preferences
from studyapp.services.scheduling.review_log import memory_before, memory_of
from studyapp.services.study import answers as study
from studyapp.services.trash import removing
from tests.factories import NOON
from tests.lesson_factories import KEY, OPTIONS
from tests.services.lessons.conftest import Ask
from tests.services.reading import all_reviews, card_now

LATER = NOON + timedelta(minutes=1)
WRONG = 0


def give(database: Database, check_in: CheckIn, *, now: datetime = NOON, **answer: Any) -> Answered:
    with database.write() as session:
        return answer_check_in(session, check_in.user_id, check_in.id, now=now, **answer)


def grade(database: Database, given: Answered, verdict: Verdict, *, now: datetime = LATER) -> bool:
    found, answer = Grade(verdict, 50, "Nearly.", ("by cellular respiration",)), given.answer
    with database.write() as session:
        return record_grade(session, answer.user_id, answer.id, found, judged_by=JudgedBy.MODEL, now=now)


def cards(database: Database) -> list[Card]:
    with database.read() as session:
        return list(session.exec(select(Card).order_by(col(Card.id))))


def given_to(database: Database, check_in: CheckIn) -> list[CheckInAnswer]:
    with database.read() as session:
        return list(answers_to(session, check_in.user_id, check_in.id))


@pytest.mark.parametrize(("option", "verdict", "score"), [(KEY, Verdict.RIGHT, 100), (WRONG, Verdict.WRONG, 0)])
def test_a_choice_is_judged_at_once(database: Database, ask: Ask, option: int, verdict: Verdict, score: int):
    answer = give(database, ask(), option=option).answer
    assert (answer.verdict, answer.score, answer.judged_by) == (verdict, score, JudgedBy.KEY)
    assert (answer.feedback, answer.judged_at) == (OPTIONS[option]["explanation"], NOON)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("The Mitochondrion ", Verdict.RIGHT), ("mitochondrrion", Verdict.PARTLY), ("ribosome", Verdict.WRONG)],
)
def test_a_cloze_is_judged_at_once(database: Database, ask: Ask, text: str, verdict: Verdict):
    answer = give(database, ask(CheckInKind.CLOZE), text=text).answer
    assert (answer.verdict, answer.judged_by) == (verdict, JudgedBy.KEY)


def test_a_written_answer_waits_and_makes_no_card_yet(database: Database, ask: Ask):
    given = give(database, ask(CheckInKind.SHORT), text="It makes ATP.")
    assert (given.answer.verdict, given.answer.judged_at, given.answer.text) == (None, None, "It makes ATP.")
    assert cards(database) == []


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (CheckInKind.CHOICE, {}),
        (CheckInKind.CHOICE, {"option": 4}),
        (CheckInKind.CHOICE, {"option": -1}),
        (CheckInKind.CHOICE, {"text": "Mitochondrion"}),
        (CheckInKind.CHOICE, {"option": 1, "text": "Mitochondrion"}),
        (CheckInKind.SHORT, {}),
        (CheckInKind.SHORT, {"option": 1}),
        (CheckInKind.SHORT, {"text": " \n "}),
        (CheckInKind.SHORT, {"text": "x" * 2_001}),
        (CheckInKind.CLOZE, {"text": "x", "option": 1}),
    ],
)
def test_what_is_no_answer_is_refused(database: Database, ask: Ask, kind: CheckInKind, answer: dict[str, Any]):
    check_in = ask(kind)
    with pytest.raises(BadInput):
        give(database, check_in, **answer)
    assert given_to(database, check_in) == []


def test_a_choice_becomes_a_card_in_the_deck_of_the_course(database: Database, ask: Ask, course: Course):
    check_in = give(database, ask(), option=KEY).check_in
    [card] = cards(database)
    assert (card.id, card.kind) == (check_in.card_id, CardKind.MULTIPLE_CHOICE)
    assert (card.question, card.answer) == (check_in.stem, "Mitochondrion")
    assert card.distractors == ["Ribosome", "Lysosome", "Vacuole"]
    assert card.explanation == "It makes ATP by respiration."
    assert (card.source_title, card.source_page) == ("Handbook of cells", 3)
    assert card.source_quote == "makes most of the cell's ATP"
    with database.read() as session:
        assert courses.get_course(session, course.user_id, course.id).deck_id == card.deck_id


def test_the_source_of_the_check_in_comes_before_that_of_the_concept(database: Database, ask: Ask):
    give(database, ask(source={"page": 9, "quote": "ATP is made in mitochondria"}), option=KEY)
    [card] = cards(database)
    assert (card.source_page, card.source_quote) == (9, "ATP is made in mitochondria")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"stem": "Most of a cell's ATP is made by the […]."},
        {"stem": "Most of a cell's ATP is made by the ____.", "expected": "mitochondrion | mitochondria"},
    ],
)
def test_a_cloze_becomes_a_cloze_card(database: Database, ask: Ask, fields: dict[str, Any]):
    give(database, ask(CheckInKind.CLOZE, **fields), text="mitochondrion")
    [card] = cards(database)
    assert (card.kind, card.answer) == (CardKind.CLOZE, "mitochondrion")
    assert card.question == "Most of a cell's ATP is made by the {{c1::mitochondrion}}."


@pytest.mark.parametrize(
    ("verdict", "rating"), [(Verdict.RIGHT, Rating.GOOD), (Verdict.PARTLY, Rating.HARD), (Verdict.WRONG, Rating.AGAIN)]
)
def test_a_written_answer_makes_a_card_once_it_is_judged(
    database: Database, ask: Ask, verdict: Verdict, rating: Rating
):
    given = give(database, ask(CheckInKind.SHORT), text="It makes ATP.")
    assert grade(database, given, verdict)
    [card], [review] = cards(database), all_reviews(database)
    assert (card.kind, card.answer) == (CardKind.BASIC, "It makes most of the cell's ATP by cellular respiration.")
    assert (review.card_id, review.rating, review.mode, review.reviewed_at) == (card.id, rating, "lesson", LATER)
    [answer] = given_to(database, given.check_in)
    assert (answer.verdict, answer.score, answer.feedback) == (verdict, 50, "Nearly.")
    assert (answer.missed, answer.judged_by) == (["by cellular respiration"], JudgedBy.MODEL)


def test_an_answer_is_judged_once(database: Database, ask: Ask):
    given = give(database, ask(CheckInKind.SHORT), text="It makes ATP.")
    assert grade(database, given, Verdict.RIGHT)
    assert not grade(database, given, Verdict.WRONG)
    assert [answer.verdict for answer in given_to(database, given.check_in)] == [Verdict.RIGHT]
    assert len(all_reviews(database)) == 1


@pytest.mark.parametrize(("option", "rating"), [(KEY, Rating.GOOD), (WRONG, Rating.AGAIN)])
def test_the_first_answer_is_the_first_review_as_studying_has_it(
    database: Database, owner: User, ask: Ask, option: int, rating: Rating
):
    give(database, ask(), option=option)
    [card], [review] = cards(database), all_reviews(database)
    preferences = Preferences.of(owner)
    expected = fsrs.answer(memory_before(review), rating, card_id=card.id, now=NOON, preferences=preferences)
    assert (review.rating, review.reps_before, card.reps) == (rating, 0, 1)
    assert memory_of(card) == expected


def test_later_answers_are_practice(database: Database, ask: Ask):
    check_in = ask()
    give(database, check_in, option=WRONG)
    [before] = cards(database)
    for day in range(1, 4):
        give(database, check_in, option=KEY, now=NOON + timedelta(days=day))
    assert cards(database) == [before]
    assert (len(all_reviews(database)), len(given_to(database, check_in))) == (1, 4)


def test_a_double_press_counts_once(database: Database, ask: Ask):
    check_in = ask()
    first, second = give(database, check_in, option=KEY), give(database, check_in, option=KEY)
    assert (first.is_new, second.is_new, first.answer.id) == (True, False, second.answer.id)
    assert len(given_to(database, check_in)) == 1
    assert give(database, check_in, option=KEY, now=LATER).is_new


def test_a_written_answer_that_waits_counts_once_however_late(database: Database, ask: Ask):
    check_in = ask(CheckInKind.SHORT)
    first = give(database, check_in, text="It makes ATP.")
    second = give(database, check_in, text="It makes ATP. ", now=LATER)
    assert (second.is_new, second.answer.id) == (False, first.answer.id)
    assert give(database, check_in, text="It makes proteins.", now=LATER).is_new


def test_two_tabs_that_show_the_same_count_once_or_disagree(database: Database, ask: Ask):
    check_in = ask()
    first = give(database, check_in, option=KEY, seen=0)
    assert give(database, check_in, option=KEY, seen=0, now=LATER).answer.id == first.answer.id
    with pytest.raises(Conflict):
        give(database, check_in, option=WRONG, seen=0, now=LATER)
    assert give(database, check_in, option=KEY, seen=1).is_new


@pytest.mark.parametrize("for_good", [False, True])
def test_a_check_in_whose_card_was_deleted_can_be_answered(
    database: Database, owner: User, ask: Ask, *, for_good: bool
):
    check_in = ask()
    give(database, check_in, option=WRONG)
    [card] = cards(database)
    with database.write() as session:
        bulk.delete_cards(session, owner.id, [card.id], now=NOON)
        if for_good:
            removing.delete_for_ever(session, owner.id, card_ids=[card.id])
    assert give(database, check_in, option=KEY, now=LATER).answer.verdict is Verdict.RIGHT
    assert len(cards(database)) == (0 if for_good else 1)
    assert len(all_reviews(database)) == 1


def test_undo_takes_the_review_back_and_leaves_the_answer(database: Database, owner: User, ask: Ask):
    check_in = ask()
    give(database, check_in, option=WRONG)
    with database.write() as session:
        card = study.undo_answer(session, owner.id, now=NOON)
    assert (card_now(database, card.id).reps, all_reviews(database)) == (0, [])
    assert give(database, check_in, option=KEY, now=LATER).is_new
    assert (card_now(database, card.id).reps, len(given_to(database, check_in))) == (0, 2)


def test_options_that_no_card_can_have_are_answered_all_the_same(database: Database, ask: Ask):
    options = [OPTIONS[0], OPTIONS[1], OPTIONS[0], OPTIONS[3]]
    assert give(database, ask(options=options), option=KEY).answer.verdict is Verdict.RIGHT
    assert cards(database) == []


def test_a_deleted_deck_is_made_again(database: Database, owner: User, ask: Ask):
    give(database, ask(), option=KEY)
    [first] = cards(database)
    with database.write() as session:
        courses.delete_deck(session, owner.id, first.deck_id, now=NOON)
    give(database, ask(CheckInKind.CLOZE, ordinal=2), text="mitochondrion")
    assert len({card.deck_id for card in cards(database)}) == 2


def test_another_learner_finds_no_check_in(database: Database, stranger: User, ask: Ask):
    check_in = ask()
    with database.write() as session, pytest.raises(NotFound):
        answer_check_in(session, stranger.id, check_in.id, option=KEY, now=NOON)


def test_a_deleted_course_has_no_check_ins(database: Database, owner: User, ask: Ask, course: Course):
    check_in = ask()
    with database.write() as session:
        courses.delete_course(session, owner.id, course.id, now=NOON)
    with pytest.raises(NotFound):
        give(database, check_in, option=KEY)


def test_reviews_of_lessons_are_told_apart(database: Database, owner: User, ask: Ask):
    give(database, ask(), option=KEY)
    [card] = cards(database)
    with database.write() as session:
        study.record_answer(session, owner.id, card.id, rating=Rating.GOOD, duration_ms=9, now=LATER)
    with database.read() as session:
        assert session.exec(select(Review.mode).order_by(col(Review.number))).all() == ["lesson", "flashcard"]


def test_a_cloze_whose_words_look_like_a_hint_becomes_a_plain_card(database: Database, ask: Ask):
    check_in = ask(CheckInKind.CLOZE, stem="A growing array is a ___ in C++.", expected="std::vector")
    give(database, check_in, text="std::vector")
    [card] = cards(database)
    assert (card.kind, card.answer) == (CardKind.BASIC, "std::vector")


def test_a_number_of_answers_that_cannot_be_is_refused(database: Database, ask: Ask):
    check_in = ask()
    with pytest.raises(BadInput, match="how many answers"):
        give(database, check_in, option=KEY, seen=-1)
