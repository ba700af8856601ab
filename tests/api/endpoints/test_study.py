import httpx
import pytest

from studyapp.database import Database
from studyapp.models import User
from tests.factories import make_card, make_deck


@pytest.fixture
def card_id(database: Database, owner: User) -> str:
    with database.write() as session:
        return make_card(session, make_deck(session, owner, id="biology")).id


async def test_with_nothing_due_the_next_card_is_null(client: httpx.AsyncClient, deck_id: str) -> None:
    nothing = {"card": None, "intervals": [], "left": {"new": 0, "learning": 0, "review": 0}}
    assert (await client.get("/api/study/next")).json() == nothing
    assert (await client.get("/api/study/next", params={"deck_id": deck_id})).json() == nothing


async def test_the_next_card_comes_with_an_interval_per_rating(client: httpx.AsyncClient, card_id: str) -> None:
    answer = (await client.get("/api/study/next", params={"deck_id": "biology"})).json()
    assert answer["card"]["id"] == card_id
    assert [interval["rating"] for interval in answer["intervals"]] == [1, 2, 3, 4]
    assert answer["intervals"][0] == {"rating": 1, "seconds": 60, "label": "1 min"}
    assert answer["left"] == {"new": 1, "learning": 0, "review": 0}


async def test_an_answer_moves_the_card_as_foretold_and_undo_takes_it_back(
    client: httpx.AsyncClient, card_id: str
) -> None:
    before = (await client.get("/api/study/next")).json()
    answer = await client.post("/api/study/answers", json={"card_id": card_id, "rating": 4, "duration_ms": 1500})
    assert answer.status_code == 200
    answered = answer.json()
    assert answered["interval"] == before["intervals"][3]
    assert (answered["state"], answered["card"]["reps"]) == ("review", 1)
    assert answered["due_at"] == answered["card"]["due_at"] > before["card"]["due_at"]
    assert (await client.get("/api/study/next")).json()["card"] is None

    undone = await client.post("/api/study/undo")
    assert (undone.status_code, undone.json()) == (200, before["card"])
    assert (await client.get("/api/study/next")).json() == before


async def test_there_is_nothing_to_undo_before_the_first_answer(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/study/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "CONFLICT")


async def test_a_suspended_card_cannot_be_answered(client: httpx.AsyncClient, card_id: str) -> None:
    await client.patch(f"/api/cards/{card_id}", json={"suspended": True})
    answer = await client.post("/api/study/answers", json={"card_id": card_id, "rating": 3, "duration_ms": 0})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    "change",
    [{"rating": 0}, {"rating": 5}, {"rating": "3"}, {"rating": True}, {"duration_ms": -1}, {"duration_ms": 10**30}],
)
async def test_an_impossible_answer_is_refused_with_a_sentence(
    client: httpx.AsyncClient, card_id: str, change: dict[str, object]
) -> None:
    body = {"card_id": card_id, "rating": 3, "duration_ms": 100} | change
    answer = await client.post("/api/study/answers", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_INPUT")


@pytest.mark.usefixtures("as_stranger")
async def test_another_learner_sees_and_moves_nothing(client: httpx.AsyncClient, card_id: str) -> None:
    assert (await client.get("/api/study/next")).json()["card"] is None
    assert (await client.get("/api/study/next", params={"deck_id": "biology"})).status_code == 404
    answer = await client.post("/api/study/answers", json={"card_id": card_id, "rating": 3, "duration_ms": 100})
    assert answer.status_code == 404
    assert (await client.post("/api/study/undo")).status_code == 409
