"""Check-ins and the mastery of a course over REST."""

from dataclasses import dataclass

import httpx
import pytest

from studyapp.database import Database
from studyapp.models import CheckIn, CheckInKind, Course, Section, StoredDocument, User
from tests.factories import make_course, make_document, make_section
from tests.lesson_factories import KEY, OPTIONS, make_check_in, make_concept, make_lesson

WRONG = 0


@dataclass
class Taught:
    course: Course
    document: StoredDocument
    section: Section
    choice: CheckIn
    short: CheckIn


@pytest.fixture
def taught(database: Database, owner: User) -> Taught:
    with database.write() as session:
        course = make_course(session, owner)
        document = make_document(session, course)
        section = make_section(session, document)
        concept = make_concept(session, make_lesson(session, section))
        choice = make_check_in(session, concept)
        short = make_check_in(session, concept, ordinal=2, kind=CheckInKind.SHORT)
        return Taught(course, document, section, choice, short)


def answers(check_in: CheckIn) -> str:
    return f"/api/check-ins/{check_in.id}/answers"


async def test_a_choice_is_judged_with_every_explanation(client: httpx.AsyncClient, taught: Taught) -> None:
    answer = await client.post(answers(taught.choice), json={"option": KEY})
    said = answer.json()
    assert (answer.status_code, said["verdict"], said["score"], said["judged_by"]) == (200, "right", 100, "key")
    assert said["options"] == OPTIONS
    assert (said["feedback"], said["job_id"]) == (OPTIONS[KEY]["explanation"], None)
    card = (await client.get(f"/api/cards/{said['card_id']}")).json()
    assert (card["answer"], card["state"]) == ("Mitochondrion", "learning")


async def test_a_written_answer_waits_for_a_job_and_tells_nothing(client: httpx.AsyncClient, taught: Taught) -> None:
    answer = await client.post(answers(taught.short), json={"text": "It makes ATP."})
    said = answer.json()
    assert (answer.status_code, said["verdict"], said["expected"], said["key_points"]) == (202, None, None, [])
    job = (await client.get(f"/api/jobs/{said['job_id']}")).json()
    assert (job["type"], job["target"]) == ("answer_check", {"kind": "check_in", "id": taught.short.id})
    again = await client.post(answers(taught.short), json={"text": "It makes ATP."})
    assert (again.status_code, again.json()["id"], again.json()["job_id"]) == (202, said["id"], said["job_id"])


async def test_a_second_tab_that_answers_otherwise_is_a_conflict(client: httpx.AsyncClient, taught: Taught) -> None:
    first = await client.post(answers(taught.choice), json={"option": KEY, "seen": 0})
    same = await client.post(answers(taught.choice), json={"option": KEY, "seen": 0})
    assert first.json() == same.json()
    other = await client.post(answers(taught.choice), json={"option": WRONG, "seen": 0})
    assert (other.status_code, other.json()["code"]) == (409, "CONFLICT")


@pytest.mark.parametrize(
    "body", [{}, {"option": 4}, {"option": "1"}, {"option": True}, {"text": "x"}, {"option": 1, "more": 1}]
)
async def test_what_is_no_answer_is_refused(client: httpx.AsyncClient, taught: Taught, body: dict[str, object]) -> None:
    assert (await client.post(answers(taught.choice), json=body)).status_code == 422


@pytest.mark.usefixtures("as_stranger")
async def test_somebody_else_finds_neither(client: httpx.AsyncClient, taught: Taught) -> None:
    assert (await client.post(answers(taught.choice), json={"option": KEY})).status_code == 404
    assert (await client.get(f"/api/courses/{taught.course.id}/mastery")).status_code == 404


async def test_the_mastery_of_a_course_and_its_sections(client: httpx.AsyncClient, taught: Taught) -> None:
    where = f"/api/courses/{taught.course.id}/mastery"
    before = (await client.get(where)).json()
    assert (before["mastery"], before["weak_areas"], before["levels"]["new"]) == (0, [], 1)
    answer = (await client.post(answers(taught.choice), json={"option": WRONG})).json()
    said = (await client.get(where)).json()
    part = {"mastery": 0, "concepts": 1}
    assert (said["mastery"], said["levels"]["introduced"]) == (0, 1)
    assert said["documents"] == [{"id": taught.document.id} | part]
    assert said["sections"] == [{"id": taught.section.id} | part]
    [area] = said["weak_areas"]
    assert (area["title"], area["why"], area["is_weak"]) == ("Mitochondria", "the last answer is not right", True)
    assert area["card_ids"] == [answer["card_id"]]


async def test_a_document_tells_the_mastery_of_its_sections(client: httpx.AsyncClient, taught: Taught) -> None:
    await client.post(answers(taught.choice), json={"option": KEY})
    [section] = (await client.get(f"/api/documents/{taught.document.id}")).json()["sections"]
    assert (section["id"], section["mastery"]) == (taught.section.id, 25)
