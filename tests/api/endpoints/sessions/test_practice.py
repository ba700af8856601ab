"""Practice of weak areas over REST."""

from datetime import timedelta

import httpx
import pytest

from studyapp.database import Database
from studyapp.models import CheckIn, Course, User
from studyapp.services.lessons.answers import answer_check_in
from tests.api.endpoints.sessions.studying import look, say, start
from tests.factories import NOON, make_course, make_document, make_section
from tests.lesson_factories import make_check_in, make_concept, make_lesson


@pytest.fixture
def course(database: Database, owner: User) -> Course:
    with database.write() as session:
        return make_course(session, owner)


@pytest.fixture
def check_in(database: Database, course: Course) -> CheckIn:
    """One of two questions of a concept."""
    with database.write() as session:
        concept = make_concept(session, make_lesson(session, make_section(session, make_document(session, course))))
        make_check_in(session, concept, ordinal=2)
        return make_check_in(session, concept)


async def test_the_weak_areas_of_a_course_are_practised(
    client: httpx.AsyncClient, database: Database, course: Course, check_in: CheckIn
):
    with database.write() as session:
        answer_check_in(session, course.user_id, check_in.id, option=0, now=NOON - timedelta(hours=1))
    begun = await start(client, mode="mixed", course_id=course.id)
    assert (begun["scope"]["course_id"], begun["scope"]["tag"], begun["left"]["learning"]) == (course.id, None, 1)
    [concept] = begun["practised"]
    weak = {"level": "introduced", "is_weak": True, "mastery": 0}
    assert (concept["cards"], concept["unanswered"], concept["before"], concept["now"]) == (1, 1, weak, weak)
    shown = await look(client, begun["id"])
    right = shown["choices"].index("Mitochondrion")
    await say(client, begun["id"], card_id=shown["card"]["id"], choice=right)
    [concept] = (await client.get(f"/api/study/sessions/{begun['id']}")).json()["practised"]
    assert (concept["before"], concept["now"]["is_weak"]) == (weak, False)
    assert concept["now"]["mastery"] > 0


async def test_without_a_card_practice_is_refused(client: httpx.AsyncClient, course: Course, check_in: CheckIn):
    for scope in ({"course_id": course.id}, {"concept_id": check_in.concept_id}):
        refused = await client.post("/api/study/sessions", json={"scope": scope})
        assert (refused.status_code, "Answer the questions" in refused.text) == (409, True)


async def test_a_tag_beside_it_is_refused(client: httpx.AsyncClient, course: Course):
    refused = await client.post("/api/study/sessions", json={"scope": {"course_id": course.id, "tag": "exam"}})
    assert refused.status_code in (400, 422)
