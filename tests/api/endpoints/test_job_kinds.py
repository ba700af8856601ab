"""The payload of each kind of job over REST."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from studyapp.database import Database
from studyapp.models import Card, CardKind, User
from tests.factories import make_card, make_course, make_deck, make_document, make_section
from tests.lesson_factories import lesson_of

MakeCard = Callable[..., Card]


@pytest.fixture
def card_of(database: Database) -> MakeCard:
    def make(owner: User, **fields: Any) -> Card:
        with database.write() as session:
            return make_card(session, make_deck(session, owner), **fields)

    return make


def distractors(card_id: str) -> dict[str, Any]:
    return {"type": "distractor_generation", "payload": {"card_id": card_id}}


def questions(prompt: str, **more: Any) -> dict[str, Any]:
    return {"type": "question_generation", "payload": {"prompt": prompt} | more}


def regeneration(card_id: str, **more: Any) -> dict[str, Any]:
    return {"type": "card_regeneration", "payload": {"card_id": card_id} | more}


async def test_wrong_answers_are_asked_for_by_card(client: httpx.AsyncClient, owner: User, card_of: MakeCard) -> None:
    card = card_of(owner)
    job = (await client.post("/api/jobs", json=distractors(card.id))).json()
    assert (job["type"], job["target"]) == ("distractor_generation", {"kind": "card", "id": card.id})
    again = await client.post("/api/jobs", json=distractors(card.id))
    assert (again.status_code, again.json()["id"]) == (200, job["id"])


@pytest.mark.parametrize("ask", [distractors, regeneration])
async def test_another_learners_card_is_not_there(
    client: httpx.AsyncClient, stranger: User, card_of: MakeCard, ask: Callable[[str], dict[str, Any]]
) -> None:
    for card_id in (card_of(stranger).id, "nowhere"):
        answer = await client.post("/api/jobs", json=ask(card_id))
        assert (answer.status_code, answer.json()["error"]) == (404, "This card is not there.")


@pytest.mark.parametrize("whose", ["owner", "stranger"])
async def test_the_judging_of_an_answer_is_asked_for_again_by_whose_it_is(
    client: httpx.AsyncClient, database: Database, owner: User, stranger: User, whose: str
) -> None:
    with database.write() as session:
        document = make_document(session, make_course(session, owner if whose == "owner" else stranger))
        answer_id = lesson_of(session, make_section(session, document))["answer_id"][1]
    answer = await client.post("/api/jobs", json={"type": "answer_check", "payload": {"answer_id": answer_id}})
    if whose == "owner":
        assert (answer.status_code, answer.json()["target"]["kind"]) == (201, "check_in")
    else:
        assert (answer.status_code, answer.json()["error"]) == (404, "This answer is not there.")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": CardKind.TRUE_FALSE, "answer": "True"}, "has its two choices already"),
        ({"answer": "a very long answer " * 10}, "120"),
    ],
)
async def test_a_card_no_wrong_answers_fit_is_refused_with_the_reason(
    client: httpx.AsyncClient, owner: User, card_of: MakeCard, fields: dict[str, Any], said: str
) -> None:
    answer = await client.post("/api/jobs", json=distractors(card_of(owner, **fields).id))
    assert answer.status_code == 422
    assert said in answer.json()["error"]


async def test_questions_come_into_a_deck_named_after_the_prompt(client: httpx.AsyncClient) -> None:
    job = (await client.post("/api/jobs", json=questions("  The French Revolution.  Its causes, please. "))).json()
    deck = (await client.get(f"/api/decks/{job['target']['id']}")).json()
    assert (job["target"]["kind"], deck["title"]) == ("deck", "The French Revolution")
    assert (job["phase"], job["items_expected"], job["intent"]) == ("queued", None, None)


async def test_questions_can_be_sent_into_a_deck_of_ones_own_only(
    client: httpx.AsyncClient, database: Database, owner: User, stranger: User
) -> None:
    with database.write() as session:
        mine, theirs = make_deck(session, owner), make_deck(session, stranger)
    sent = await client.post("/api/jobs", json=questions("Rivers", deck_id=mine.id))
    assert sent.json()["target"]["id"] == mine.id
    refused = await client.post("/api/jobs", json=questions("Rivers", deck_id=theirs.id))
    assert (refused.status_code, refused.json()["code"]) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (questions("ab"), "Say in at least 3 characters what you want to be asked about."),
        (questions("  a \n "), "Say in at least 3 characters what you want to be asked about."),
        (questions("x" * 5_001), "Say it in at most 5,000 characters; these are 5,001."),
        (questions(""), "Say in at least 3 characters"),
        ({"type": "question_generation", "payload": {}}, "prompt"),
        ({"type": "distractor_generation", "payload": {}}, "card_id"),
        (regeneration("c", feedback="x" * 1_001), "Say what to change in at most 1,000 characters; these are 1,001."),
    ],
)
async def test_what_is_too_short_or_too_long_is_refused_with_a_sentence(
    client: httpx.AsyncClient, body: dict[str, Any], said: str
) -> None:
    answer = await client.post("/api/jobs", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_INPUT")
    assert answer.json()["error"].startswith(said)
    assert (await client.get("/api/decks")).json()["decks"] == []


@pytest.mark.parametrize("prompt", ["abc", "  abc  ", " " * 100 + "x" * 5_000 + " " * 100])
async def test_spaces_around_a_prompt_do_not_count(client: httpx.AsyncClient, prompt: str) -> None:
    assert (await client.post("/api/jobs", json=questions(prompt))).status_code == 201


async def test_the_fourth_question_job_waits_for_one_of_the_three(client: httpx.AsyncClient) -> None:
    jobs = [(await client.post("/api/jobs", json=questions(f"Subject {number}"))).json() for number in range(3)]
    refused = await client.post("/api/jobs", json=questions("Subject 4"))
    assert (refused.status_code, refused.json()["code"]) == (429, "RATE_LIMITED")
    assert "3 of these are under way already" in refused.json()["error"]
    assert refused.headers["Retry-After"] == "30"
    twin = await client.post("/api/jobs", json=questions("Subject 1"))
    assert (twin.status_code, twin.json()["id"]) == (200, jobs[1]["id"])
    await client.post(f"/api/jobs/{jobs[0]['id']}/cancel")
    assert (await client.post("/api/jobs", json=questions("Subject 4"))).status_code == 201
    shown = (await client.get("/api/decks")).json()["decks"]
    assert {deck["title"] for deck in shown} == {"Subject 1", "Subject 2", "Subject 4"}


async def test_a_card_can_be_regenerated_with_a_wish_or_without(
    client: httpx.AsyncClient, owner: User, card_of: MakeCard
) -> None:
    card = card_of(owner)
    plain = await client.post("/api/jobs", json=regeneration(card.id))
    wish = await client.post("/api/jobs", json=regeneration(card.id, feedback="Shorter, please"))
    assert (plain.status_code, wish.status_code) == (201, 201)
    assert plain.json()["id"] != wish.json()["id"]
    assert wish.json()["target"] == {"kind": "card", "id": card.id}


def test_the_document_tells_what_each_kind_of_job_wants(api: FastAPI) -> None:
    shapes = [each["properties"] for each in api.openapi()["components"]["schemas"]["NewJob"]["anyOf"]]
    wanted = {shape["type"]["const"]: _required(shape["payload"]) for shape in shapes}
    assert wanted == {
        "flashcard_generation": [["content"], ["document_id"], ["section_id"], ["node_id"]],
        "question_generation": ["prompt"],
        "distractor_generation": ["card_id"],
        "card_regeneration": ["card_id"],
        "skill_tree_generation": ["goal_id"],
        "document_import": ["document_id"],
        "lesson_generation": ["section_id"],
        "answer_check": ["answer_id"],
    }
    [asking] = [shape["payload"] for shape in shapes if shape["type"]["const"] == "question_generation"]
    assert "3 to 5,000 characters" in asking["properties"]["prompt"]["description"]


def _required(payload: dict[str, Any]) -> list[Any]:
    """The fields a payload must have, or one list of them for each form that it can have."""
    return payload.get("required") or [form["required"] for form in payload["oneOf"]]
