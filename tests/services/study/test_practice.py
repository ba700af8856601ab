"""Practice of weak areas: which cards are in it, when they come up, and what it changed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select, update

from studyapp.database import Database
from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import Card, CheckIn, Course, Rating, Review, StudyMode, User
from studyapp.services.cards import bulk
from studyapp.services.lessons.answers import answer_check_in
from studyapp.services.lessons.mastery import Level
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import practice, presentations, sessions
from studyapp.services.study.practice import Cards
from tests.factories import NOON, make_course, make_document, make_section
from tests.lesson_factories import KEY, make_check_in, make_concept, make_lesson

WRONG = 0
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass
class Practice:
    """A course with one concept that was answered wrong and one that was answered right, each with a further
    question.
    """

    database: Database
    course: Course
    weak: list[CheckIn]
    known: list[CheckIn]

    @property
    def whole(self) -> Scope:
        return Scope(course_id=self.course.id)

    @property
    def concept_id(self) -> str:
        return self.weak[0].concept_id

    def give(self, check_in: CheckIn, option: int = KEY, *, now: Any = NOON) -> str:
        with self.database.write() as session:
            given = answer_check_in(session, self.course.user_id, check_in.id, option=option, now=now)
            return given.check_in.card_id or ""

    def start(self, scope: Scope | None = None, *, now: Any = NOON, mode: StudyMode = StudyMode.MIXED) -> str:
        with self.database.write() as session:
            scope = scope or self.whole
            return sessions.start_session(session, self.course.user_id, mode=mode, scope=scope, now=now).id

    def shown(self, session_id: str, *, now: Any = NOON) -> str | None:
        """The id of the card on the screen."""
        with self.database.write() as session:
            found = presentations.present(session, self.course.user_id, session_id, early=False, now=now)
            return found and found.card.id

    def answer(self, session_id: str, rating: Rating = Rating.GOOD, *, now: Any = NOON) -> None:
        """Answer the card on the screen; right unless the rating is Again."""
        with self.database.write() as session:
            shown = presentations.present(session, self.course.user_id, session_id, now=now)
            assert shown is not None
            if shown.options:
                right = shown.options.index(shown.card.answer)
                choice = right if rating is not Rating.AGAIN else (right + 1) % len(shown.options)
                presentations.choose(session, self.course.user_id, shown.id, choice=choice, duration_ms=9, now=now)
            else:
                presentations.grade(session, self.course.user_id, shown.id, rating=rating, now=now)

    def levels(self, session_id: str, *, now: Any = NOON) -> list[tuple[Level, bool, Level, bool]]:
        with self.database.read() as session:
            found = sessions.practised_concepts(session, self.course.user_id, session_id, now=now)
        return [
            (each.before.level, each.before.is_weak, each.concept.mastery.level, each.concept.mastery.is_weak)
            for each in found
        ]


@pytest.fixture
def database(either: Database) -> Database:
    """All of it is the same on SQLite and on PostgreSQL."""
    return either


@pytest.fixture
def desk(database: Database, owner: User) -> Practice:
    with database.write() as session:
        course = make_course(session, owner)
        lesson = make_lesson(session, make_section(session, make_document(session, course)))
        weak, known = (make_concept(session, lesson, ordinal=ordinal) for ordinal in (1, 2))
        asked = [[make_check_in(session, each, ordinal=at) for at in (1, 2)] for each in (weak, known)]
    return Practice(database, course, *asked)


def answered(desk: Practice) -> str:
    """Answers one question of each concept. Gives the card of the weak one."""
    desk.give(desk.known[0], now=NOON - 5 * MINUTE)
    desk.give(desk.known[1], now=NOON - 4 * MINUTE)
    return desk.give(desk.weak[0], WRONG, now=NOON - 3 * MINUTE)


def test_only_the_cards_of_weak_concepts_are_asked_also_before_they_are_due(desk: Practice):
    card_id = answered(desk)
    session_id = desk.start(now=NOON - 2 * MINUTE - 30 * timedelta(seconds=1))
    assert desk.shown(session_id, now=NOON - 2 * MINUTE - 30 * timedelta(seconds=1)) == card_id


def test_a_concept_is_practised_although_it_is_known(desk: Practice):
    answered(desk)
    later = NOON + DAY
    session_id = desk.start(Scope(concept_id=desk.known[0].concept_id), now=later)
    asked: set[str | None] = set()
    for minute in range(2):
        asked.add(desk.shown(session_id, now=later + minute * MINUTE))
        desk.answer(session_id, now=later + minute * MINUTE)
    with desk.database.read() as session:
        cards = {session.get_one(CheckIn, check_in.id).card_id for check_in in desk.known}
    assert asked == cards


def test_each_card_is_asked_once_and_again_only_when_it_is_due(desk: Practice):
    answered(desk)
    later = NOON + DAY
    session_id = desk.start(now=later)
    desk.answer(session_id, Rating.AGAIN, now=later)
    assert desk.shown(session_id, now=later) is None
    assert desk.shown(session_id, now=later + 11 * MINUTE) is not None
    desk.answer(session_id, now=later + 11 * MINUTE)
    desk.answer(session_id, now=later + 30 * MINUTE)
    assert desk.shown(session_id, now=later + 60 * MINUTE) is None


def test_an_early_answer_is_a_review_and_changes_the_schedule(desk: Practice):
    card_id = answered(desk)
    with desk.database.write() as session:
        session.get_one(Card, card_id).due_at = NOON + 9 * DAY
    session_id = desk.start(now=NOON + DAY)
    desk.answer(session_id, now=NOON + DAY)
    with desk.database.read() as session:
        card = session.get_one(Card, card_id)
        [review] = session.exec(select(Review).where(col(Review.session_id) == session_id))
    assert (card.reps, review.mode, round(review.elapsed_days or 0, 2)) == (2, StudyMode.MIXED, 1.0)
    assert card.due_at != NOON + 9 * DAY


def test_it_tells_how_each_concept_has_changed(desk: Practice):
    answered(desk)
    session_id = desk.start()
    desk.answer(session_id, now=NOON + MINUTE)
    desk.answer(session_id, now=NOON + 12 * MINUTE)
    assert desk.levels(session_id, now=NOON + 13 * MINUTE) == [(Level.INTRODUCED, True, Level.INTRODUCED, False)]


def test_a_question_answered_meanwhile_takes_part(desk: Practice):
    answered(desk)
    session_id = desk.start()
    desk.answer(session_id, now=NOON)
    card_id = desk.give(desk.weak[1], now=NOON + MINUTE)
    assert desk.shown(session_id, now=NOON + MINUTE) == card_id


def test_the_same_concepts_are_practised_after_a_reload_although_they_are_no_longer_weak(desk: Practice):
    answered(desk)
    session_id = desk.start()
    for minute in (1, 12):
        desk.answer(session_id, now=NOON + minute * MINUTE)
    assert desk.start(now=NOON + 31 * MINUTE) == session_id
    assert len(desk.levels(session_id)) == 1


def test_one_that_was_gone_through_is_begun_anew_after_half_an_hour(desk: Practice):
    answered(desk)
    session_id = desk.start()
    desk.answer(session_id, now=NOON)
    assert desk.start(now=NOON + 29 * MINUTE) == session_id
    with desk.database.write() as session:
        session.exec(update(Card).values(due_at=NOON + 9 * DAY))
    assert desk.start(now=NOON + 59 * MINUTE) != session_id


def test_a_course_and_each_concept_have_a_session_of_their_own(desk: Practice):
    answered(desk)
    scopes = [desk.whole, Scope(concept_id=desk.concept_id), Scope(), Scope(tag="practise")]
    scopes += [Scope(course_id=desk.course.id, concept_id=desk.concept_id)]
    begun = [desk.start(scope) for scope in scopes]
    assert len(set(begun)) == len(scopes)
    assert [desk.start(scope) for scope in scopes] == begun


def test_without_a_card_there_is_nothing_to_practise(desk: Practice):
    with pytest.raises(Conflict, match="Answer the questions of the lessons"):
        desk.start()
    with pytest.raises(Conflict, match="Answer the questions of the lesson first"):
        desk.start(Scope(concept_id=desk.concept_id))
    card_id = answered(desk)
    with desk.database.write() as session:
        bulk.delete_cards(session, desk.course.user_id, [card_id], now=NOON)
    with pytest.raises(Conflict):
        desk.start()


def test_it_tells_how_many_cards_there_are_and_how_many_come_early(desk: Practice):
    answered(desk)
    with desk.database.write() as session:
        session.exec(update(Card).values(due_at=NOON + 9 * DAY))
        concepts = [desk.weak[0].concept_id, desk.known[0].concept_id]
        found = practice.count_cards(session, desk.course.user_id, concepts, now=NOON)
    assert found == {concepts[0]: Cards(1, 1), concepts[1]: Cards(2, 2)}


def test_a_suspended_card_is_left_out(desk: Practice):
    card_id = answered(desk)
    with desk.database.write() as session:
        session.get_one(Card, card_id).suspended = True
        assert practice.count_cards(session, desk.course.user_id, [desk.concept_id], now=NOON) == {}


def test_a_concept_of_another_course_or_learner_is_not_there(desk: Practice, database: Database, stranger: User):
    answered(desk)
    with database.write() as session:
        other = make_course(session, desk.course.user_id)
    with pytest.raises(NotFound):
        desk.start(Scope(course_id=other.id, concept_id=desk.concept_id))
    for scope in (desk.whole, Scope(concept_id=desk.concept_id)):
        with database.write() as session, pytest.raises(NotFound):
            sessions.start_session(session, stranger.id, scope=scope, now=NOON)


def test_a_tag_does_not_go_with_it(desk: Practice):
    with pytest.raises(BadInput):
        desk.start(Scope(course_id=desk.course.id, tag="exam"))
