"""The weak areas on the page of a course, each with the way to practise it."""

from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import CheckIn, Course, User
from studyapp.services.cards import bulk
from studyapp.services.lessons.answers import answer_check_in
from studyapp.ui.pages.course import CourseActionsState
from tests.factories import NOON, make_course, make_document, make_section
from tests.lesson_factories import make_check_in, make_concept, make_lesson
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab

WRONG = 0


@pytest.fixture
def course(use_database: Database, owner: User) -> Course:
    with use_database.write() as session:
        return make_course(session, owner)


@pytest.fixture
def check_ins(use_database: Database, course: Course) -> list[CheckIn]:
    """Two questions of one concept, and one of another."""
    with use_database.write() as session:
        lesson = make_lesson(session, make_section(session, make_document(session, course, read_at=NOON)))
        first, second = (make_concept(session, lesson, ordinal=at, title=f"Concept {at}") for at in (1, 2))
        return [make_check_in(session, each, ordinal=at) for each, at in ((first, 1), (first, 2), (second, 1))]


@pytest.fixture
async def page(tab: Tab[Any], course: Course) -> CourseActionsState:
    state = await tab(CourseActionsState)
    go_to(state, f"/courses/{course.id}")
    return state


def give(database: Database, check_in: CheckIn) -> str:
    with database.write() as session:
        answered = answer_check_in(session, check_in.user_id, check_in.id, option=WRONG, now=NOON)
        return answered.check_in.card_id or ""


async def test_what_was_never_answered_leads_to_its_lesson(page: CourseActionsState, check_ins: list[CheckIn]):
    await page.open_course()
    assert (page.weak.rows, page.weak.practice, page.weak.cards, page.weak.praise) == ([], "", "", "")
    assert page.weak.unanswered == "2 concepts have questions that you have not answered yet."
    assert page.weak.unanswered_href.startswith("/sections/")


async def test_a_weak_concept_is_practised_and_says_what_with(
    page: CourseActionsState, use_database: Database, course: Course, check_ins: list[CheckIn]
):
    give(use_database, check_ins[0])
    await page.open_course()
    [row] = page.weak.rows
    assert (row.title, row.cards) == ("Concept 1", "1 card · 1 question not answered")
    assert row.practice == f"/study?mode=mixed&course={course.id}&concept={check_ins[0].concept_id}"
    assert (page.weak.practice, page.weak.cards) == (f"/study?mode=mixed&course={course.id}", "1 card")
    assert page.weak.unanswered == "1 concept has questions that you have not answered yet."


async def test_without_a_card_it_leads_to_its_questions(
    page: CourseActionsState, use_database: Database, owner: User, check_ins: list[CheckIn]
):
    card_id = give(use_database, check_ins[2])
    with use_database.write() as session:
        bulk.delete_cards(session, owner.id, [card_id], now=NOON)
    await page.open_course()
    [row] = page.weak.rows
    assert (row.practice, row.cards, page.weak.practice) == ("", "", "")
    assert row.href.startswith("/sections/")
