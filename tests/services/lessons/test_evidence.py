"""The evidence that the database adds up is that of the answers one by one, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from random import Random
from typing import Final

from sqlmodel import Session

from studyapp.database import Database
from studyapp.models import Card, CardState, Course, Deck, Lesson, Rating, Verdict
from studyapp.services.lessons.evidence import Evidence, read_evidence
from tests.conftest import CountStatements
from tests.factories import NOON, make_card, make_course, make_deck, make_document, make_review, make_section, make_user
from tests.lesson_evidence import Given, evidence
from tests.lesson_factories import make_answer, make_check_in, make_concept, make_lesson
from tests.plans import plan

HISTORIES: Final = 150
MOST_ANSWERS: Final = 9


def test_random_histories_add_up_the_same(either: Database):
    chance, numbers = Random(20_26), count(1)
    with either.write() as session:
        owner = make_user(session, id="local")
        deck = make_deck(session, owner)
        lesson = make_lesson(session, make_section(session, make_document(session, make_course(session, owner))))
        expected = dict(
            _history(session, lesson, deck, chance, numbers, ordinal) for ordinal in range(1, HISTORIES + 1)
        )
    with either.read() as session:
        found = {place.concept_id: told for place, told in read_evidence(session, "local", now=NOON)}
    assert found.keys() == expected.keys()
    for concept_id, told in found.items():
        assert told._replace(score=round(told.score, 9), recall=None, due_at=None) == expected[concept_id or ""]


def test_the_answers_are_found_by_the_check_ins_and_not_among_all(
    database: Database, course: Course, statements: CountStatements
):
    with database.read() as session:
        with statements() as seen:
            read_evidence(session, course.user_id, course_id=course.id, now=NOON)
        steps = plan(session, next(each for each in seen if "check_in_answers" in each))
    found = [step for step in steps if "check_in_answers" in step or "reviews" in step]
    assert len(found) == 4, steps
    assert all("check_in_id=?" in step or "card_id=?" in step for step in found), found


def _history(
    session: Session, lesson: Lesson, deck: Deck, chance: Random, numbers: Iterator[int], ordinal: int
) -> tuple[str, Evidence]:
    """A concept with random answers in its lesson and in study sessions. Returns its id and the evidence."""
    concept = make_concept(session, lesson, ordinal=ordinal)
    check_ins = [
        make_check_in(session, concept, ordinal=at, card_id=make_card(session, deck, state=CardState.REVIEW).id)
        for at in range(1, chance.randint(1, 3) + 1)
    ]
    answers: list[Given] = []
    for minute in range(chance.randint(0, MOST_ANSWERS)):
        check_in = chance.choice(check_ins)
        at = NOON + timedelta(days=chance.choice((0, 0, 1, 2)), minutes=minute)
        if chance.random() < 0.5:
            verdict = chance.choice(list(Verdict))
            make_answer(session, check_in, verdict=verdict, answered_at=at)
        else:
            rating = chance.choice(list(Rating))
            verdict = Verdict.WRONG if rating is Rating.AGAIN else Verdict.RIGHT
            card = session.get_one(Card, check_in.card_id or "")
            make_review(session, card, number=next(numbers), rating=rating, reviewed_at=at)
        answers.append(Given(check_in.id, verdict, at))
    make_answer(session, check_ins[0], text="It waits for its verdict.", answered_at=NOON + timedelta(days=9))
    told = evidence(sorted(answers, key=lambda each: each.at), check_ins=len(check_ins))
    return concept.id, told._replace(cards=len(check_ins), score=round(told.score, 9))
