"""Practice of weak areas at the study screen: what it asks, and what has changed at its end."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import CheckIn, Course, User
from studyapp.services.lessons.answers import answer_check_in
from tests.factories import make_course, make_document, make_section
from tests.lesson_factories import KEY, make_check_in, make_concept, make_lesson
from tests.ui.conftest import Tab
from tests.ui.pages.study.studying import choose, sit_down

WRONG = 0


@pytest.fixture
def course(use_database: Database, owner: User) -> Course:
    with use_database.write() as session:
        return make_course(session, owner)


@pytest.fixture
def check_ins(use_database: Database, course: Course) -> list[CheckIn]:
    """Both questions of a concept."""
    with use_database.write() as session:
        concept = make_concept(session, make_lesson(session, make_section(session, make_document(session, course))))
        return [make_check_in(session, concept, ordinal=ordinal) for ordinal in (1, 2)]


def give(database: Database, check_in: CheckIn, option: int) -> None:
    with database.write() as session:
        yesterday = datetime.now(UTC) - timedelta(days=1)
        answer_check_in(session, check_in.user_id, check_in.id, option=option, now=yesterday)


async def test_it_says_what_it_asks_and_what_waits_in_the_lesson(
    tab: Tab[Any], use_database: Database, course: Course, check_ins: list[CheckIn]
):
    give(use_database, check_ins[0], WRONG)
    study = await sit_down(tab, f"/study?mode=mixed&course={course.id}")
    assert (study.name, study.subject.way_out) == ("Study: Weak areas of Cell biology", f"/courses/{course.id}")
    assert study.practice.words == "1 card of one concept. Your answers count as always."
    assert study.practice.missing == "1 more question waits in the lesson."
    assert [option.html for option in study.face.options]


async def test_its_end_tells_how_the_mastery_changed(
    tab: Tab[Any], use_database: Database, course: Course, check_ins: list[CheckIn]
):
    give(use_database, check_ins[0], WRONG)
    study = await sit_down(tab, f"/study?mode=mixed&course={course.id}")
    [before] = study.practice.rows
    assert (before.title, before.words, before.moved) == ("Mitochondria", "weak, 0 %", "same")
    await choose(study, "Mitochondrion")
    await study.go_on(study.face.id)
    [row] = study.practice.rows
    assert (row.words, row.moved) == ("weak, 0 % → introduced, 13 %", "up")
    assert (study.face.id, study.held_back, study.resting) == ("", 0, "")


async def test_a_wrong_answer_is_told_as_well(
    tab: Tab[Any], use_database: Database, course: Course, check_ins: list[CheckIn]
):
    for check_in in check_ins:
        give(use_database, check_in, KEY)
    study = await sit_down(tab, f"/study?mode=mixed&course={course.id}&concept={check_ins[0].concept_id}")
    assert (study.subject.title, study.practice.missing) == ("Mitochondria", "")
    for _ in check_ins:
        await choose(study, "Ribosome")
        await study.go_on(study.face.id)
    [row] = study.practice.rows
    assert (row.words.split(" → ")[0], row.moved) == ("understood, 70 %", "down")
    assert row.words.split(" → ")[1].startswith("weak")


async def test_custom_study_says_that_answers_change_nothing(
    tab: Tab[Any], use_database: Database, course: Course, check_ins: list[CheckIn]
):
    give(use_database, check_ins[0], WRONG)
    study = await sit_down(tab, f"/study?mode=custom&course={course.id}")
    assert study.practice.words.endswith("Your answers change nothing.")
    assert study.custom_address == f"/study?mode=custom&course={course.id}"


async def test_without_a_card_it_says_why_until_there_is_one(
    tab: Tab[Any], use_database: Database, course: Course, check_ins: list[CheckIn]
):
    study = await sit_down(tab, f"/study?mode=mixed&course={course.id}&concept={check_ins[0].concept_id}")
    assert "Answer the questions of the lesson first" in study.problem
    give(use_database, check_ins[0], WRONG)
    await study._read()
    assert (study.problem, bool(study.face.id)) == ("", True)


async def test_everything_due_is_no_practice(tab: Tab[Any], use_database: Database, check_ins: list[CheckIn]):
    give(use_database, check_ins[0], WRONG)
    study = await sit_down(tab, "/study?mode=mixed")
    assert (study.practice.words, study.practice.rows, study.subject.is_practice) == ("", [], False)
