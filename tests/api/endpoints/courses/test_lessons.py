"""Lessons over REST: asked for, shown without what would give an answer away, and made anew."""

from datetime import datetime
from typing import Any

import httpx
import pytest
from sqlmodel import select

from studyapp.database import Database
from studyapp.models import (
    CheckIn,
    CheckInAnswer,
    CheckInKind,
    Concept,
    ConceptKind,
    Lesson,
    MadeBy,
    Section,
    User,
    Verdict,
)
from tests.factories import NOON
from tests.jobs.kinds.lesson.classroom import PAGES, book

OPTIONS = [
    {"text": text, "explanation": f"About {text}.", "is_key": text == "Diffusion"}
    for text in ("Osmosis", "Diffusion", "Pumps", "Channels")
]
SOURCE = {"page": 2, "quote": "Small molecules pass through the membrane", "start": 80, "end": 121}


@pytest.fixture
def sections(database: Database, owner: User) -> dict[str, Section]:
    with database.write() as session:
        return {section.title: section for section in book(session, owner.id)}


@pytest.fixture
def lesson(database: Database, sections: dict[str, Section], owner: User) -> tuple[Lesson, CheckIn, CheckIn]:
    """A finished lesson on the first section, with a choice and a written answer to check."""
    rows: dict[str, Any] = {"user_id": owner.id, "created_at": NOON}
    with database.write() as session:
        section_id = sections["Membranes"].id
        made = Lesson(
            **rows, section_id=section_id, language="en", made_by=MadeBy.MODEL, updated_at=NOON, finished_at=NOON
        )
        concept = Concept(
            **rows, lesson_id=made.id, ordinal=1, title="Diffusion", kind=ConceptKind.FACT, explanation="It is so.",
            sources=[SOURCE], updated_at=NOON,
        )  # fmt: skip
        choice = CheckIn(
            **rows, concept_id=concept.id, ordinal=1, kind=CheckInKind.CHOICE, stem="How?", options=OPTIONS,
            source=SOURCE,
        )  # fmt: skip
        short = CheckIn(
            **rows, concept_id=concept.id, ordinal=2, kind=CheckInKind.SHORT, stem="Why?", expected="Because",
            key_points=["Gradient"],
        )  # fmt: skip
        for row in (made, concept, choice, short):
            session.add(row)
            session.flush()
        return made, choice, short


async def generate(client: httpx.AsyncClient, section: Section) -> httpx.Response:
    return await client.post("/api/lessons/generate", json={"section_id": section.id})


async def test_a_lesson_is_asked_for_by_its_section(client: httpx.AsyncClient, sections: dict[str, Section]) -> None:
    first, again = [await generate(client, sections["Membranes"]) for _ in range(2)]
    told = first.json()
    assert (first.status_code, again.status_code, again.json()) == (202, 202, told)
    assert told == {"job_id": told["job_id"], "status": "pending", "message": "The lesson is being made."}
    job = (await client.get(f"/api/jobs/{told['job_id']}")).json()
    assert job["target"] == {"kind": "section", "id": sections["Membranes"].id}
    shown = (await client.get(f"/api/documents/{sections['Roots'].document_id}")).json()["sections"]
    assert {each["title"]: each["job_id"] for each in shown if each["job_id"]} == {"Membranes": told["job_id"]}


async def test_a_lesson_that_is_there_is_given(
    client: httpx.AsyncClient, sections: dict[str, Section], lesson: tuple[Lesson, CheckIn, CheckIn]
) -> None:
    answer = await generate(client, sections["Membranes"])
    lesson_id = lesson[0].id
    assert (answer.status_code, answer.json()) == (
        200,
        {"lesson_id": lesson_id, "status": "completed", "message": "The lesson is there."},
    )
    shown = (await client.get(f"/api/documents/{sections['Roots'].document_id}")).json()["sections"]
    assert {each["title"]: each["lesson_id"] for each in shown if each["lesson_id"]} == {"Membranes": lesson_id}


@pytest.mark.parametrize("title", ["Plants", "Index"])
async def test_a_chapter_and_an_index_get_no_lesson(
    client: httpx.AsyncClient, sections: dict[str, Section], title: str
) -> None:
    answer = await generate(client, sections[title])
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_INPUT")


async def test_what_an_unanswered_check_in_would_give_away_is_not_told(
    client: httpx.AsyncClient, lesson: tuple[Lesson, CheckIn, CheckIn]
) -> None:
    answer = await client.get(f"/api/lessons/{lesson[0].id}")
    [concept] = answer.json()["concepts"]
    choice, short = concept["check_ins"]
    assert [option["text"] for option in choice["options"]] == ["Osmosis", "Diffusion", "Pumps", "Channels"]
    assert {(option["explanation"], option["is_key"]) for option in choice["options"]} == {(None, None)}
    assert (choice["source"], choice["is_judged"], concept["sources"]) == (None, False, [SOURCE])
    assert (short["expected"], short["key_points"]) == (None, [])
    assert not any(hidden in answer.text for hidden in ("About", "Because", "Gradient", "true"))


async def test_an_answered_check_in_tells_all_and_only_that_one(
    client: httpx.AsyncClient, database: Database, lesson: tuple[Lesson, CheckIn, CheckIn], owner: User, now: datetime
) -> None:
    made, choice, short = lesson

    def answered(check_in: CheckIn, verdict: Verdict | None = Verdict.WRONG) -> None:
        with database.write() as session:
            about = {"user_id": owner.id, "check_in_id": check_in.id, "answered_at": now}
            session.add(CheckInAnswer(text="x", verdict=verdict, **about))

    async def shown() -> list[dict[str, Any]]:
        return (await client.get(f"/api/lessons/{made.id}")).json()["concepts"][0]["check_ins"]

    answered(choice)
    first, second = await shown()
    assert (first["options"], first["source"], first["is_judged"]) == (OPTIONS, SOURCE, True)
    assert (second["expected"], second["is_judged"]) == (None, False)
    answered(short, None)
    assert (await shown())[1] == second, "nothing is told while it waits for its verdict"
    answered(short)
    second = (await shown())[1]
    assert (second["expected"], second["key_points"]) == ("Because", ["Gradient"])


async def test_all_lessons_of_a_document_are_asked_for_at_once(
    client: httpx.AsyncClient, sections: dict[str, Section], lesson: tuple[Lesson, CheckIn, CheckIn]
) -> None:
    body = {"document_id": sections["Plants"].document_id}
    answer = await client.post("/api/lessons/generate-all", json=body)
    told = answer.json()
    assert (answer.status_code, told["message"]) == (202, "The lessons are being made.")
    jobs = (await client.get("/api/jobs")).json()["jobs"]
    assert {(job["parent_id"], job["target"]["id"]) for job in jobs} == {
        (None, sections["Roots"].id),
        (told["job_id"], sections["Leaves"].id),
    }
    assert (await client.post("/api/lessons/generate-all", json=body)).json()["job_id"] == told["job_id"]
    chapter = await client.post("/api/lessons/generate-all", json={"section_id": lesson[0].section_id})
    assert (chapter.status_code, chapter.json()["message"]) == (200, "All lessons are there.")


@pytest.mark.parametrize("body", [{}, {"section_id": "a", "document_id": "b"}])
async def test_all_lessons_are_those_of_a_chapter_or_of_a_document(
    client: httpx.AsyncClient, body: dict[str, str]
) -> None:
    answer = await client.post("/api/lessons/generate-all", json=body)
    assert (answer.status_code, answer.json()["error"]) == (
        422,
        "Give a chapter or a document, and only one of them.",
    )


async def test_a_lesson_or_a_concept_is_made_anew_with_a_wish(
    client: httpx.AsyncClient, lesson: tuple[Lesson, CheckIn, CheckIn]
) -> None:
    where = f"/api/lessons/{lesson[0].id}/regenerate"
    first = await client.post(where, json={"wish": "simpler", "concept": 1})
    assert (first.status_code, first.json()["status"]) == (202, "pending")
    again = await client.post(where, json={"wish": "more examples"})
    assert (again.status_code, again.json()["job_id"]) == (409, first.json()["job_id"])
    await client.post(f"/api/jobs/{first.json()['job_id']}/cancel")
    assert (await client.post(where, json={"wish": "more examples"})).status_code == 202


async def test_without_a_wish_the_lesson_stays_as_it_is(
    client: httpx.AsyncClient, lesson: tuple[Lesson, CheckIn, CheckIn]
) -> None:
    answer = await client.post(f"/api/lessons/{lesson[0].id}/regenerate", json={})
    assert (answer.status_code, answer.json()["lesson_id"]) == (200, lesson[0].id)


async def test_the_text_of_a_section_is_told_with_its_pages(
    client: httpx.AsyncClient, sections: dict[str, Section]
) -> None:
    told = (await client.get(f"/api/sections/{sections['Membranes'].id}/text")).json()
    assert told == {
        "id": sections["Membranes"].id,
        "title": "Membranes",
        "text": PAGES[0] + PAGES[1],
        "pages": [{"page": 1, "start": 0}, {"page": 2, "start": len(PAGES[0])}],
    }


@pytest.mark.usefixtures("as_stranger")
async def test_another_learner_finds_neither_section_nor_lesson(
    client: httpx.AsyncClient, sections: dict[str, Section], lesson: tuple[Lesson, CheckIn, CheckIn]
) -> None:
    section_id = sections["Roots"].id
    asked = [
        await client.get(f"/api/lessons/{lesson[0].id}"),
        await client.get(f"/api/sections/{section_id}/text"),
        await generate(client, sections["Roots"]),
        await client.post("/api/lessons/generate-all", json={"section_id": section_id}),
        await client.post(f"/api/lessons/{lesson[0].id}/regenerate", json={"wish": "simpler"}),
    ]
    assert [answer.status_code for answer in asked] == [404] * 5


async def test_formulas_and_figures_are_told_with_the_address_of_their_picture(
    client: httpx.AsyncClient, database: Database, lesson: tuple[Lesson, CheckIn, CheckIn], sections: dict[str, Section]
) -> None:
    kept = {"kind": "figure", "page": 2, "area": [20, 30.5, 80, 34], "width": 720, "height": 60, "caption": "Figure 1"}
    with database.write() as session:
        concept = session.exec(select(Concept).where(Concept.lesson_id == lesson[0].id)).one()
        concept.formulas = [{"latex": "x", "variables": [], "page": 2}, kept]
        session.add(concept)
    [told] = (await client.get(f"/api/lessons/{lesson[0].id}")).json()["concepts"]
    assert told["formulas"] == [{"latex": "x", "variables": [], "page": 2}]
    document_id = sections["Membranes"].document_id
    assert told["clippings"] == [
        {
            "kind": "figure",
            "page": 2,
            "box": [20, 30.5, 80, 34],
            "picture": f"/api/documents/{document_id}/pages/2.webp?box=20,30.5,80,34",
            "width": 720,
            "height": 60,
            "caption": "Figure 1",
        }
    ]
