"""Study sessions over REST. No answer tells the right option before the learner has answered."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlmodel import select

from studyapp.api import access
from studyapp.database import Database
from studyapp.jobs.store import reading
from studyapp.models import Card, CardKind, CardState, JobType, User
from studyapp.services.cards import choices
from tests.factories import make_card, make_deck
from tests.services.reading import all_reviews

WRONG = ["The nucleus", "The ribosome", "The Golgi apparatus"]
RIGHT = "The mitochondrion"

Add = Callable[..., Card]


@pytest.fixture
def add(database: Database, owner: User) -> Add:
    with database.write() as session:
        deck = make_deck(session, owner, id="biology")

    def add(**fields: Any) -> Card:
        with database.write() as session:
            return make_card(session, deck, **fields)

    return add


async def start(client: httpx.AsyncClient, mode: str = "multiple_choice", **scope: str) -> dict[str, Any]:
    answer = await client.post("/api/study/sessions", json={"mode": mode, "scope": scope})
    assert answer.status_code in (200, 201)
    return answer.json()


async def look(client: httpx.AsyncClient, session_id: str) -> dict[str, Any]:
    answer = await client.get(f"/api/study/sessions/{session_id}/next")
    assert answer.status_code == 200
    return answer.json()


async def say(client: httpx.AsyncClient, session_id: str, **body: Any) -> httpx.Response:
    return await client.post(f"/api/study/sessions/{session_id}/answers", json=body)


def at(api: FastAPI, moment: datetime) -> None:
    api.dependency_overrides[access.this_moment] = lambda: moment


async def test_a_session_is_begun_once_and_gone_on_with(client: httpx.AsyncClient, add: Add) -> None:
    add()
    body = {"mode": "mixed", "scope": {"deck_id": "biology", "tag": "exam"}}
    begun = await client.post("/api/study/sessions", json=body)
    again = await client.post("/api/study/sessions", json=body)
    assert (begun.status_code, again.status_code) == (201, 201)
    assert begun.json()["id"] == again.json()["id"]
    assert begun.json()["scope"] == {"deck_id": "biology", "tag": "exam"}
    assert (begun.json()["mode"], begun.json()["answered"], begun.json()["accuracy"]) == ("mixed", 0, None)


async def test_going_on_later_is_told_apart_from_beginning(
    client: httpx.AsyncClient, api: FastAPI, now: datetime
) -> None:
    begun = await client.post("/api/study/sessions", json={})
    at(api, now + timedelta(hours=5))
    again = await client.post("/api/study/sessions", json={})
    assert (begun.status_code, again.status_code, begun.json()["mode"]) == (201, 200, "flashcard")
    assert begun.json()["id"] == again.json()["id"]


async def test_a_card_asked_by_choice_says_nothing_of_its_answer(client: httpx.AsyncClient, add: Add) -> None:
    card = add(
        distractors=WRONG,
        explanation="The mitochondrion makes ATP.",
        source_title="Cells",
        source_quote="The mitochondrion is the powerhouse of the cell.",
        findings=[{"rule": "D3", "severity": "warn", "message": "“The mitochondrion” is long."}],
    )
    here = (await start(client))["id"]
    shown = await look(client, here)
    assert sorted(shown["choices"]) == sorted([*WRONG, RIGHT])
    assert shown["card"].keys() == {
        "id",
        "deck_id",
        "kind",
        "question",
        "tags",
        "state",
        "due_at",
        "reps",
        "lapses",
    }
    assert shown["card"]["id"] == card.id
    rest = {name: value for name, value in shown.items() if name != "choices"}
    assert "mitochondrion" not in str(rest).lower()
    assert not {"key", "seed", "answer", "correct", "explanation"} & shown.keys()
    assert await look(client, here) == shown


async def test_a_cloze_asked_by_choice_shows_its_gap_only(client: httpx.AsyncClient, add: Add) -> None:
    add(kind=CardKind.CLOZE, question="The {{c1::mitochondrion}} is it.", answer="mitochondrion", distractors=WRONG)
    shown = await look(client, (await start(client))["id"])
    assert shown["card"]["question"] == "The […] is it."
    assert "mitochondrion" in shown["choices"]


@pytest.mark.parametrize(("wrongly", "rating"), [(False, 3), (True, 1)])
async def test_a_choice_is_judged_on_the_server(
    client: httpx.AsyncClient, add: Add, database: Database, wrongly: bool, rating: int
) -> None:
    add(distractors=WRONG, explanation="It makes ATP.")
    here = (await start(client))["id"]
    shown = await look(client, here)
    right = shown["choices"].index(RIGHT)
    choice = (right + 1) % 4 if wrongly else right
    judged = (await say(client, here, card_id=shown["card"]["id"], choice=choice, duration_ms=2_000)).json()
    assert (judged["correct"], judged["rating"]) == (not wrongly, rating)
    assert (judged["choice"], judged["correct_choice"], judged["answer"]) == (choice, right, RIGHT)
    assert judged["explanation"] == "It makes ATP."
    assert judged["next_due"] == judged["card"]["due_at"]
    assert judged["interval"] == shown["intervals"][rating - 1]
    assert [review.duration_ms for review in all_reviews(database)] == [2_000]
    summary = (await client.get(f"/api/study/sessions/{here}")).json()
    assert (summary["answered"], summary["correct"], summary["seconds"]) == (1, int(not wrongly), 2)


async def test_a_right_choice_that_took_long_is_hard(
    client: httpx.AsyncClient, add: Add, api: FastAPI, now: datetime
) -> None:
    add(distractors=WRONG)
    here = (await start(client))["id"]
    shown = await look(client, here)
    at(api, now + timedelta(seconds=11))
    choice = shown["choices"].index(RIGHT)
    assert (await say(client, here, card_id=shown["card"]["id"], choice=choice)).json()["rating"] == 2


async def test_a_plain_card_is_rated_by_the_learner(client: httpx.AsyncClient, add: Add) -> None:
    card = add(distractors=WRONG)
    here = (await start(client, "flashcard"))["id"]
    shown = await look(client, here)
    assert (shown["choices"], shown["card"]["answer"], shown["distractors_job_id"]) == (None, RIGHT, None)
    judged = (await say(client, here, card_id=card.id, rating=4, duration_ms=900)).json()
    assert (judged["correct"], judged["rating"], judged["correct_choice"]) == (True, 4, None)
    assert judged["card"]["state"] == "review"


@pytest.mark.parametrize(
    ("mode", "body", "status"),
    [
        ("multiple_choice", {}, 422),
        ("multiple_choice", {"choice": 4}, 409),
        ("multiple_choice", {"choice": -1}, 422),
        ("multiple_choice", {"choice": "1"}, 422),
        ("multiple_choice", {"choice": 1, "rating": 4}, 409),
        ("multiple_choice", {"rating": 3}, 409),
        ("flashcard", {"choice": 0}, 409),
        ("flashcard", {"rating": 5}, 422),
        ("flashcard", {"rating": 3, "card_id": "another"}, 409),
    ],
)
async def test_an_answer_that_does_not_fit_the_card_is_refused(
    client: httpx.AsyncClient, add: Add, database: Database, mode: str, body: dict[str, Any], status: int
) -> None:
    card = add(distractors=WRONG)
    here = (await start(client, mode))["id"]
    await look(client, here)
    answer = await say(client, here, **{"card_id": card.id, **body})
    assert (answer.status_code, answer.json()["error"][-1]) == (status, ".")
    assert all_reviews(database) == []


async def test_a_card_that_was_not_asked_for_cannot_be_answered(client: httpx.AsyncClient, add: Add) -> None:
    card = add(distractors=WRONG)
    here = (await start(client))["id"]
    answer = await say(client, here, card_id=card.id, choice=0)
    assert (answer.status_code, answer.json()["code"]) == (409, "CONFLICT")


async def test_the_second_of_two_answers_is_refused(client: httpx.AsyncClient, add: Add, database: Database) -> None:
    add(distractors=WRONG)
    here = (await start(client))["id"]
    shown = await look(client, here)
    first, second = [await say(client, here, card_id=shown["card"]["id"], choice=0) for _ in range(2)]
    assert (first.status_code, second.status_code) == (200, 409)
    assert len(all_reviews(database)) == 1


async def test_a_choice_is_lowered_taken_back_and_made_again(
    client: httpx.AsyncClient, add: Add, database: Database
) -> None:
    card = add(distractors=WRONG, state=CardState.REVIEW)
    here = (await start(client))["id"]
    shown = await look(client, here)
    choice = shown["choices"].index(RIGHT)
    await say(client, here, card_id=card.id, choice=choice)
    lowered = await client.post(f"/api/study/sessions/{here}/lower", json={"card_id": card.id, "rating": 1})
    assert (lowered.status_code, lowered.json()["rating"], lowered.json()["correct"]) == (200, 1, True)
    assert [review.rating for review in all_reviews(database)] == [1]
    raised = await client.post(f"/api/study/sessions/{here}/lower", json={"card_id": card.id, "rating": 2})
    assert raised.status_code == 409
    undone = await client.post(f"/api/study/sessions/{here}/undo")
    assert (undone.status_code, undone.json()["reps"]) == (200, 3)
    assert all_reviews(database) == []
    assert (await look(client, here))["choices"] == shown["choices"]
    assert (await say(client, here, card_id=card.id, choice=choice)).json()["rating"] == 3


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
        choices.set_distractors(session, owner.id, made[0].id, ["A lake", "A hill", "A river"], now=now)
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
