"""The mastery of sections, documents and a course, read in one statement."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.models import CheckIn, Concept, Course, Rating, Section, SectionKind, StoredDocument, User, Verdict
from studyapp.services.cards import bulk
from studyapp.services.courses import documents
from studyapp.services.lessons import course_mastery
from studyapp.services.lessons.answers import answer_check_in
from studyapp.services.lessons.course_mastery import CourseMastery, KnownConcept
from studyapp.services.lessons.mastery import Level
from studyapp.services.study import answers as study
from tests.conftest import CountStatements
from tests.factories import NOON, make_document, make_section
from tests.lesson_factories import KEY, make_answer, make_check_in, make_concept, make_lesson

DAY = timedelta(days=1)
WRONG = 0


@dataclass
class Shelf:
    """A course with a document, to which a test adds what it is about."""

    database: Database
    course: Course
    document: StoredDocument

    def section(self, **fields: Any) -> Section:
        with self.database.write() as session:
            return make_section(session, self.document, **fields)

    def concept(self, section: Section, *, check_ins: int = 2, lesson: Any = None) -> tuple[Concept, list[CheckIn]]:
        with self.database.write() as session:
            concept = make_concept(session, lesson or make_lesson(session, section))
            return concept, [make_check_in(session, concept, ordinal=at + 1) for at in range(check_ins)]

    def give(self, check_in: CheckIn, option: int = KEY, *, now: datetime = NOON) -> str | None:
        with self.database.write() as session:
            return answer_check_in(session, self.course.user_id, check_in.id, option=option, now=now).check_in.card_id

    def known(self, *, now: datetime = NOON) -> CourseMastery:
        with self.database.read() as session:
            return course_mastery.of_course(session, self.course.user_id, self.course.id, now=now)

    def only(self, *, now: datetime = NOON) -> KnownConcept:
        [concept] = self.known(now=now).concepts
        return concept

    def level(self, *, now: datetime = NOON) -> Level:
        return self.only(now=now).mastery.level

    def change(self, change: Callable[[Session], Any]) -> None:
        with self.database.write() as session:
            change(session)


@pytest.fixture
def shelf(database: Database, course: Course) -> Shelf:
    with database.write() as session:
        return Shelf(database, course, make_document(session, course))


def master(shelf: Shelf, check_ins: list[CheckIn]) -> None:
    for at, check_in in enumerate([*check_ins, check_ins[0]]):
        shelf.give(check_in, now=NOON + at * DAY)


def test_nothing_is_known_before_the_first_lesson(shelf: Shelf):
    section = shelf.section()
    known = shelf.known()
    assert (known.tally.percent, known.sections[section.id].tally.percent, known.concepts) == (None, None, [])


def test_answers_in_a_lesson_and_their_cards_make_a_concept_understood(shelf: Shelf):
    _, check_ins = shelf.concept(shelf.section())
    assert shelf.level() is Level.NEW
    shelf.give(check_ins[0])
    assert shelf.level() is Level.INTRODUCED
    shelf.give(check_ins[1])
    assert shelf.level() is Level.UNDERSTOOD
    assert shelf.only().cards == 2


def test_it_is_mastered_on_another_day_and_falls_as_it_is_forgotten(shelf: Shelf):
    _, check_ins = shelf.concept(shelf.section())
    master(shelf, check_ins)
    assert shelf.level(now=NOON + 2 * DAY) is Level.MASTERED
    assert shelf.level(now=NOON + 60 * DAY) is Level.UNDERSTOOD
    assert shelf.level(now=NOON + 5_000 * DAY) is Level.INTRODUCED


def test_the_review_that_a_lesson_made_is_not_a_second_answer(shelf: Shelf):
    _, check_ins = shelf.concept(shelf.section())
    shelf.give(check_ins[0])
    assert (shelf.only().mastery.recent, shelf.only().mastery.right) == (1, 1)


@pytest.mark.parametrize(("rating", "right"), [(Rating.AGAIN, 1), (Rating.HARD, 2), (Rating.GOOD, 2), (Rating.EASY, 2)])
def test_answers_to_its_cards_count_as_well(shelf: Shelf, rating: Rating, right: int):
    _, check_ins = shelf.concept(shelf.section())
    card_id = shelf.give(check_ins[0]) or ""
    user_id, later = shelf.course.user_id, NOON + DAY
    shelf.change(
        lambda session: study.record_answer(session, user_id, card_id, rating=rating, duration_ms=9, now=later)
    )
    known = shelf.only(now=later).mastery
    assert (known.recent, known.right) == (2, right)


def test_undo_of_the_first_review_leaves_the_answer(shelf: Shelf):
    _, check_ins = shelf.concept(shelf.section())
    shelf.give(check_ins[0])
    shelf.give(check_ins[1])
    shelf.change(lambda session: study.undo_answer(session, shelf.course.user_id, now=NOON))
    assert (shelf.level(), shelf.only().mastery.recent) == (Level.UNDERSTOOD, 2)


def test_a_deleted_card_is_neither_remembered_nor_practised(shelf: Shelf):
    _, check_ins = shelf.concept(shelf.section(), check_ins=1)
    card_id = shelf.give(check_ins[0]) or ""
    shelf.change(lambda session: bulk.delete_cards(session, shelf.course.user_id, [card_id], now=NOON))
    known = shelf.only()
    assert (known.mastery.recall, known.cards, known.mastery.level) == (None, 0, Level.INTRODUCED)


def test_an_answer_that_waits_does_not_count(shelf: Shelf):
    _, check_ins = shelf.concept(shelf.section())
    shelf.change(lambda session: make_answer(session, check_ins[0], text="It makes ATP."))
    assert shelf.level() is Level.NEW


def test_answers_count_in_the_order_they_were_given(shelf: Shelf):
    _, check_ins = shelf.concept(shelf.section())
    for at, verdict in enumerate([Verdict.WRONG, Verdict.WRONG, Verdict.RIGHT, Verdict.RIGHT]):
        moment = NOON - at * DAY
        shelf.change(
            lambda session, moment=moment, verdict=verdict: make_answer(
                session, check_ins[0], verdict=verdict, answered_at=moment
            )
        )
    assert shelf.only().mastery.is_weak


@pytest.mark.parametrize("wrong_on", ["a card", "a new question"])
def test_a_wrong_answer_does_not_bring_back_what_was_forgotten(shelf: Shelf, wrong_on: str):
    """FSRS counts a card as remembered once its answer was looked at; for what is known, nothing was gained."""
    _, check_ins = shelf.concept(shelf.section(), check_ins=3)
    cards = [shelf.give(check_in) or "" for check_in in check_ins[:2]]
    later, user_id = NOON + 5_000 * DAY, shelf.course.user_id
    before = shelf.only(now=later).mastery
    if wrong_on == "a card":
        again = {"rating": Rating.AGAIN, "duration_ms": 9, "now": later}
        shelf.change(lambda session: study.record_answer(session, user_id, cards[0], **again))
    else:
        shelf.give(check_ins[2], WRONG, now=later)
    after = shelf.only(now=later).mastery
    assert before.level is after.level is Level.INTRODUCED
    assert after.share < before.share
    assert (after.recall or 0) <= (before.recall or 0) < 0.5


def test_a_card_that_is_right_again_counts_as_remembered(shelf: Shelf):
    _, check_ins = shelf.concept(shelf.section(), check_ins=1)
    card_id, user_id = shelf.give(check_ins[0], WRONG) or "", shelf.course.user_id
    assert shelf.only().mastery.recall == 0
    good = {"rating": Rating.GOOD, "duration_ms": 9, "now": NOON + DAY}
    shelf.change(lambda session: study.record_answer(session, user_id, card_id, **good))
    assert shelf.only(now=NOON + DAY).mastery.recall == pytest.approx(1)


@pytest.mark.parametrize(("options", "is_back"), [([WRONG], False), ([KEY], True), ([KEY, WRONG], False)])
def test_a_forgotten_card_is_known_again_after_a_right_answer(shelf: Shelf, options: list[int], is_back: bool):
    _, check_ins = shelf.concept(shelf.section(), check_ins=1)
    card_id, user_id, later = shelf.give(check_ins[0]) or "", shelf.course.user_id, NOON + 5_000 * DAY
    before = shelf.only(now=later).mastery.recall or 0
    again = {"rating": Rating.AGAIN, "duration_ms": 9, "now": later}
    shelf.change(lambda session: study.record_answer(session, user_id, card_id, **again))
    for minute, option in enumerate(options, start=1):
        shelf.give(check_ins[0], option, now=later + minute * timedelta(minutes=1))
    after = shelf.only(now=later + timedelta(minutes=5)).mastery.recall or 0
    assert (after > 0.9) is is_back
    assert is_back or after <= before


def test_a_chapter_is_the_mean_of_its_concepts_and_of_what_has_no_lesson(shelf: Shelf):
    chapter = shelf.section(title="Cells")
    learned = shelf.section(position=2, parent_id=chapter.id)
    shelf.section(position=3, parent_id=chapter.id)
    _, check_ins = shelf.concept(learned)
    master(shelf, check_ins)
    known = shelf.known(now=NOON + 2 * DAY)
    assert known.sections[learned.id].tally.percent == 100
    assert known.sections[chapter.id].tally.percent == 50
    assert (known.documents[shelf.document.id].percent, known.tally.percent) == (50, 50)


@pytest.mark.parametrize("fields", [{"is_chosen": False}, {"kind": SectionKind.BACK}])
def test_what_is_not_to_be_learned_does_not_count(shelf: Shelf, fields: dict[str, Any]):
    _, check_ins = shelf.concept(shelf.section())
    master(shelf, check_ins)
    shelf.section(position=2, **fields)
    assert shelf.known(now=NOON + 2 * DAY).tally.percent == 100


def test_documents_count_by_their_concepts_and_deleted_ones_do_not(shelf: Shelf, database: Database):
    _, check_ins = shelf.concept(shelf.section())
    master(shelf, check_ins)
    with database.write() as session:
        other = make_document(session, shelf.course, file_digest="1" * 64)
        lesson = make_lesson(session, make_section(session, other))
        for ordinal in range(1, 4):
            make_concept(session, lesson, ordinal=ordinal)
    known = shelf.known(now=NOON + 2 * DAY)
    assert (known.tally.percent, known.documents[other.id].percent) == (25, 0)
    with database.write() as session:
        documents.delete_document(session, shelf.course.user_id, other.id, now=NOON)
    assert shelf.known(now=NOON + 2 * DAY).tally.percent == 100


def test_a_course_takes_one_statement_however_much_is_in_it(shelf: Shelf, statements: CountStatements):
    def sent() -> int:
        with statements() as seen:
            shelf.known()
        assert sum("check_in_answers" in each for each in seen) == 1
        return len(seen)

    first = sent()
    for position in range(1, 6):
        _, check_ins = shelf.concept(shelf.section(position=position))
        for check_in in check_ins:
            shelf.give(check_in)
    assert sent() == first == 3


def test_a_document_is_read_by_itself(shelf: Shelf, database: Database):
    section = shelf.section()
    shelf.concept(section)
    with database.write() as session:
        make_section(session, make_document(session, shelf.course, file_digest="1" * 64))
    with database.read() as session:
        known = course_mastery.of_document(session, shelf.course.user_id, shelf.document.id, now=NOON)
    assert list(known.sections) == [section.id]


def test_another_learners_course_is_not_there(shelf: Shelf, stranger: User):
    with shelf.database.read() as session, pytest.raises(NotFound):
        course_mastery.of_course(session, stranger.id, shelf.course.id, now=NOON)
