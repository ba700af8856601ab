"""Study sessions begin, go on, end, and order what they lack."""

from datetime import datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlmodel import select

from studyapp.api import access
from studyapp.database import Database
from studyapp.jobs.store import reading
from studyapp.models import Card, CardKind, CardState, JobType, User
from studyapp.services.cards import choices
from tests.api.endpoints.sessions.conftest import Add
from tests.api.endpoints.sessions.studying import WRONG, at, look, say, start


async def test_a_session_is_begun_once_and_gone_on_with(client: httpx.AsyncClient, add: Add) -> None:
    add()
    body = {"mode": "mixed", "scope": {"deck_id": "biology", "tag": "exam"}}
    begun = await client.post("/api/study/sessions", json=body)
    again = await client.post("/api/study/sessions", json=body)
    assert (begun.status_code, again.status_code) == (201, 201)
    assert begun.json()["id"] == again.json()["id"]
    others = dict.fromkeys(("goal_id", "node_id", "course_id", "concept_id"))
    assert begun.json()["scope"] == {"deck_id": "biology", "tag": "exam"} | others
    assert (begun.json()["mode"], begun.json()["answered"], begun.json()["accuracy"]) == ("mixed", 0, None)


async def test_going_on_later_is_told_apart_from_beginning(
    client: httpx.AsyncClient, api: FastAPI, now: datetime
) -> None:
    begun = await client.post("/api/study/sessions", json={})
    at(api, now + timedelta(hours=5))
    again = await client.post("/api/study/sessions", json={})
    assert (begun.status_code, again.status_code, begun.json()["mode"]) == (201, 200, "flashcard")
    assert begun.json()["id"] == again.json()["id"]


async def test_multiple_choice_orders_the_choices_that_are_missing(
    client: httpx.AsyncClient, add: Add, database: Database, owner: User, now: datetime
) -> None:
    made = [add(question=f"What is number {number}?", answer=f"The answer {number}") for number in range(8)]
    here = (await start(client))["id"]
    shown = await look(client, here)
    assert (shown["choices"], shown["card"]["answer"]) == (None, "The answer 0")
    with database.read() as session:
        jobs = reading.list_jobs(session, owner.id, job_type=JobType.DISTRACTOR_GENERATION).jobs
    assert shown["distractors_job_id"] == jobs[-1].id
    assert [job.target and job.target["id"] for job in reversed(jobs)] == [card.id for card in made[: len(jobs)]]
    assert len(jobs) >= 5
    assert (await look(client, here))["distractors_job_id"] == shown["distractors_job_id"]
    with database.write() as session:
        choices.set_distractors(session, owner.id, made[0].id, ["A lake", "A hill", "A river"])
    asked = await look(client, here)
    assert (asked["distractors_job_id"], asked["presentation_id"]) == (None, shown["presentation_id"])
    assert sorted(asked["choices"]) == ["A hill", "A lake", "A river", "The answer 0"]
    assert "answer" not in asked["card"]


@pytest.mark.parametrize("mode", ["flashcard", "mixed", "timed", "custom"])
async def test_no_other_mode_orders_anything(
    client: httpx.AsyncClient, add: Add, database: Database, owner: User, mode: str
) -> None:
    add()
    shown = await look(client, (await start(client, mode))["id"])
    assert (shown["choices"], shown["distractors_job_id"]) == (None, None)
    with database.read() as session:
        assert reading.list_jobs(session, owner.id).jobs == []


async def test_custom_study_changes_no_card(client: httpx.AsyncClient, add: Add, database: Database) -> None:
    card = add(state=CardState.REVIEW, due_at=datetime.fromisoformat("2030-01-01T00:00:00Z"))
    here = (await start(client, "custom", deck_id="biology"))["id"]
    shown = await look(client, here)
    assert (shown["card"]["id"], shown["intervals"]) == (card.id, [])
    judged = (await say(client, here, card_id=card.id, rating=1)).json()
    assert (judged["next_due"], judged["interval"], judged["review_id"]) == (None, None, None)
    assert (await look(client, here))["card"] is None
    with database.read() as session:
        assert session.exec(select(Card)).one().model_dump() == card.model_dump()


async def test_a_timed_session_ends_by_itself_with_its_score(
    client: httpx.AsyncClient, add: Add, api: FastAPI, now: datetime
) -> None:
    for number in range(3):
        add(kind=CardKind.TRUE_FALSE, question=f"Is {number} a number?", answer="True")
    here = (await start(client, "timed"))["id"]
    shown = await look(client, here)
    assert shown["choices"] == ["True", "False"]
    assert datetime.fromisoformat(shown["ends_at"]) == now + timedelta(minutes=5)
    await say(client, here, card_id=shown["card"]["id"], choice=0)
    shown = await look(client, here)
    at(api, now + timedelta(minutes=5))
    late = await say(client, here, card_id=shown["card"]["id"], choice=0)
    assert late.status_code == 409
    over = await look(client, here)
    assert (over["card"], over["ended"]) == (None, True)
    summary = (await client.get(f"/api/study/sessions/{here}")).json()
    assert (summary["ended"], summary["score"], summary["accuracy"]) == (True, 1, 1.0)


async def test_an_ended_session_shows_nothing_more(client: httpx.AsyncClient, add: Add) -> None:
    add()
    here = (await start(client))["id"]
    await look(client, here)
    ended = await client.post(f"/api/study/sessions/{here}/end")
    assert (ended.status_code, ended.json()["ended"]) == (200, True)
    assert (await look(client, here))["ended"] is True
    assert (await start(client))["id"] != here


async def test_another_learner_finds_no_session(
    client: httpx.AsyncClient, add: Add, api: FastAPI, stranger: User
) -> None:
    card = add(distractors=WRONG)
    here = (await start(client))["id"]
    await look(client, here)
    api.dependency_overrides[access.learner] = lambda: stranger.id
    for ask in (
        client.get(f"/api/study/sessions/{here}"),
        client.get(f"/api/study/sessions/{here}/next"),
        say(client, here, card_id=card.id, choice=0),
        client.post(f"/api/study/sessions/{here}/lower", json={"card_id": card.id, "rating": 1}),
        client.post(f"/api/study/sessions/{here}/undo"),
        client.post(f"/api/study/sessions/{here}/end"),
        client.post("/api/study/sessions", json={"scope": {"deck_id": "biology"}}),
    ):
        assert (await ask).status_code == 404
