"""Check-ins and the mastery of a course are the same on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import select

from studyapp.database import Database
from studyapp.models import CheckInKind, JudgedBy, Rating, Review, Verdict
from studyapp.rules.lessons.grades import Grade
from studyapp.services.lessons import course_mastery
from studyapp.services.lessons.answers import answer_check_in, answers_to, record_grade
from studyapp.services.lessons.mastery import Level
from studyapp.services.study import answers as study
from tests.factories import NOON, make_course, make_document, make_section, make_user
from tests.lesson_factories import KEY, make_check_in, make_concept, make_lesson

LATER = NOON + timedelta(days=1)


def test_answers_and_reviews_lead_to_the_same_level(either: Database):
    with either.write() as session:
        course = make_course(session, make_user(session, id="local"))
        section = make_section(session, make_document(session, course))
        concept = make_concept(session, make_lesson(session, section))
        choice = make_check_in(session, concept)
        short = make_check_in(session, concept, ordinal=2, kind=CheckInKind.SHORT)
    with either.write() as session:
        card_id = answer_check_in(session, "local", choice.id, option=KEY, now=NOON).check_in.card_id or ""
        waiting = answer_check_in(session, "local", short.id, text="It makes ATP.", now=NOON).answer
    with either.write() as session:
        grade = Grade(Verdict.RIGHT, 100)
        assert record_grade(session, "local", waiting.id, grade, judged_by=JudgedBy.MODEL, now=NOON)
        study.record_answer(session, "local", card_id, rating=Rating.GOOD, duration_ms=9, now=LATER)
    with either.read() as session:
        known = course_mastery.of_course(session, "local", course.id, now=LATER)
    [one] = known.concepts
    assert (one.mastery.level, one.mastery.right, one.mastery.recent) == (Level.MASTERED, 3, 3)
    assert one.mastery.recall == pytest.approx(0.98, abs=0.02)
    assert (known.tally.percent, one.cards) == (100, 2)


def test_the_same_answer_sent_at_once_counts_once(either: Database):
    with either.write() as session:
        course = make_course(session, make_user(session, id="local"))
        section = make_section(session, make_document(session, course))
        choice = make_check_in(session, make_concept(session, make_lesson(session, section)))

    def press(_: int) -> str:
        with either.write() as session:
            return answer_check_in(session, "local", choice.id, option=KEY, now=NOON).answer.id

    with ThreadPoolExecutor(4) as presses:
        given = set(presses.map(press, range(8)))
    with either.read() as session:
        assert {answer.id for answer in answers_to(session, "local", choice.id)} == given
        assert len(session.exec(select(Review)).all()) == len(given) == 1
