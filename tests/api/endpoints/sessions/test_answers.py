"""A card is asked without its answer, and the server judges what is answered."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from studyapp.database import Database
from studyapp.models import CardKind, CardState
from tests.api.endpoints.sessions.conftest import Add
from tests.api.endpoints.sessions.studying import RIGHT, WRONG, at, look, say, start
from tests.services.reading import all_reviews


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
