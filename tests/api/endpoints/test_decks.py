import httpx
import pytest

from studyapp.database import Database
from studyapp.models import User
from tests.factories import make_card, make_deck


@pytest.fixture
def deck_id(database: Database, owner: User) -> str:
    with database.write() as session:
        return make_deck(session, owner, title="Biology").id


async def test_a_new_deck_is_answered_with_its_counts(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/decks", json={"title": "Chemistry", "description": "Acids"})
    assert answer.status_code == 201
    known = {"id", "title", "description", "cards", "due", "new", "new_per_day", "created_at", "updated_at"}
    assert set(answer.json()) == known
    assert (await client.get(f"/api/decks/{answer.json()['id']}")).json() == answer.json()


async def test_a_deck_counts_its_cards(
    client: httpx.AsyncClient, database: Database, owner: User, deck_id: str
) -> None:
    with database.write() as session:
        make_card(session, make_deck(session, owner, id="counted"))
    answer = (await client.get("/api/decks/counted")).json()
    assert (answer["cards"], answer["due"], answer["new"]) == (1, 0, 1)


async def test_decks_are_listed_newest_first_page_by_page(client: httpx.AsyncClient) -> None:
    for title in ("One", "Two", "Three"):
        await client.post("/api/decks", json={"title": title})
    first = (await client.get("/api/decks", params={"limit": 2})).json()
    second = (await client.get("/api/decks", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [deck["title"] for deck in first["decks"] + second["decks"]] == ["Three", "Two", "One"]
    assert second["next_cursor"] is None


async def test_renaming_leaves_the_description(client: httpx.AsyncClient) -> None:
    deck = (await client.post("/api/decks", json={"title": "Old", "description": "stays"})).json()
    answer = await client.patch(f"/api/decks/{deck['id']}", json={"title": "New"})
    assert (answer.json()["title"], answer.json()["description"]) == ("New", "stays")


async def test_a_deck_gets_a_limit_of_new_cards_and_loses_it(client: httpx.AsyncClient, deck_id: str) -> None:
    changes: list[dict[str, object]] = [{"new_per_day": 5}, {"title": "Renamed"}, {"new_per_day": None}]
    answers = [await client.patch(f"/api/decks/{deck_id}", json=change) for change in changes]
    assert [answer.json()["new_per_day"] for answer in answers] == [5, 5, None]
    assert (await client.patch(f"/api/decks/{deck_id}", json={"new_per_day": 10_000})).status_code == 422


async def test_a_deleted_deck_is_gone(client: httpx.AsyncClient, deck_id: str) -> None:
    answer = await client.delete(f"/api/decks/{deck_id}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert (await client.get(f"/api/decks/{deck_id}")).status_code == 404
    assert (await client.delete(f"/api/decks/{deck_id}")).status_code == 404


@pytest.mark.parametrize(
    "body", [{}, {"title": ""}, {"title": "  "}, {"title": "x" * 201}, {"title": 3}, {"title": "a\0b"}, {"tilte": "x"}]
)
async def test_a_deck_that_cannot_be_is_refused_with_a_sentence(client: httpx.AsyncClient, body: object) -> None:
    answer = await client.post("/api/decks", json=body)
    assert answer.status_code == 422
    assert answer.json()["code"] == "BAD_INPUT"
    assert answer.json()["error"].endswith(".")
    assert (await client.get("/api/decks")).json()["decks"] == []


@pytest.mark.usefixtures("as_stranger")
@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_another_learners_deck_is_not_there(client: httpx.AsyncClient, deck_id: str, method: str) -> None:
    answer = await client.request(
        method, f"/api/decks/{deck_id}", json={"title": "Mine"} if method == "PATCH" else None
    )
    nowhere = await client.request(method, "/api/decks/nowhere", json={"title": "Mine"} if method == "PATCH" else None)
    assert answer.status_code == nowhere.status_code == 404
    assert answer.json() == nowhere.json()
    assert (await client.get("/api/decks")).json()["decks"] == []
