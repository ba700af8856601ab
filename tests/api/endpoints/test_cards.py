import httpx
import pytest

from studyapp.database import Database
from studyapp.models import User
from tests.factories import make_card, make_deck

CARD = {"question": "What does DNA stand for?", "answer": "Deoxyribonucleic acid"}


@pytest.fixture
def card_id(database: Database, owner: User) -> str:
    with database.write() as session:
        return make_card(session, make_deck(session, owner), explanation="as it is", tags=["cell"]).id


async def test_a_card_is_answered_with_exactly_the_promised_fields(client: httpx.AsyncClient, deck_id: str) -> None:
    answer = await client.post(f"/api/decks/{deck_id}/cards", json=CARD | {"explanation": "<b>x</b>", "tags": ["bio"]})
    assert answer.status_code == 201
    card = answer.json()
    assert card == {
        "id": card["id"],
        "deck_id": deck_id,
        "kind": "basic",
        **CARD,
        "distractors": [],
        "explanation": "<b>x</b>",
        "source": None,
        "tags": ["bio"],
        "findings": [],
        "suspended": False,
        "flagged": False,
        "buried_until": None,
        "candidate": False,
        "note_id": None,
        "cloze_ordinal": None,
        "due_at": "2025-01-15T12:00:00Z",
        "state": "new",
        "reps": 0,
        "lapses": 0,
        "job_id": None,
    }
    assert (await client.get(f"/api/cards/{card['id']}")).json() == card


async def test_a_generated_card_says_where_it_came_from(
    client: httpx.AsyncClient, database: Database, owner: User
) -> None:
    with database.write() as session:
        source = {"source_title": "Cells", "source_page": 3, "source_quote": "the powerhouse of the cell"}
        card = make_card(session, make_deck(session, owner), **source)
    answer = (await client.get(f"/api/cards/{card.id}")).json()
    assert answer["source"] == {
        "title": "Cells",
        "page": 3,
        "quote": "the powerhouse of the cell",
        "document_id": None,
    }


async def test_cards_are_searched_and_listed_page_by_page(client: httpx.AsyncClient, deck_id: str) -> None:
    for number in range(5):
        await client.post(f"/api/decks/{deck_id}/cards", json=CARD | {"question": f"Which gene is number {number}?"})
    await client.post(f"/api/decks/{deck_id}/cards", json=CARD)
    seen: list[str] = []
    query = {"search": "GENE", "limit": "2"}
    while True:
        page = (await client.get(f"/api/decks/{deck_id}/cards", params=query)).json()
        assert page["total"] == 5
        seen += [card["question"] for card in page["cards"]]
        if page["next_cursor"] is None:
            break
        query |= {"cursor": page["next_cursor"]}
    assert sorted(seen) == [f"Which gene is number {number}?" for number in range(5)]


async def test_an_edit_changes_only_what_it_names(client: httpx.AsyncClient, card_id: str) -> None:
    before = (await client.get(f"/api/cards/{card_id}")).json()
    answer = await client.patch(f"/api/cards/{card_id}", json={"answer": "Mitochondria"})
    assert answer.json() == before | {"answer": "Mitochondria"}


async def test_null_takes_the_explanation_away(client: httpx.AsyncClient, card_id: str) -> None:
    assert (await client.patch(f"/api/cards/{card_id}", json={"explanation": None})).json()["explanation"] is None


async def test_a_card_can_be_suspended_and_resumed(client: httpx.AsyncClient, card_id: str) -> None:
    assert (await client.patch(f"/api/cards/{card_id}", json={"suspended": True})).json()["suspended"] is True
    assert (await client.get("/api/study/next")).json()["card"] is None
    assert (await client.patch(f"/api/cards/{card_id}", json={"suspended": False})).json()["suspended"] is False
    assert (await client.get("/api/study/next")).json()["card"]["id"] == card_id


@pytest.mark.parametrize("switch", ["suspended", "flagged", "buried", "candidate"])
@pytest.mark.parametrize("value", [True, False])
async def test_a_switch_may_be_set_to_what_it_is(
    client: httpx.AsyncClient, card_id: str, switch: str, value: bool
) -> None:
    once = await client.patch(f"/api/cards/{card_id}", json={switch: value})
    again = await client.patch(f"/api/cards/{card_id}", json={switch: value})
    assert (once.status_code, again.status_code, again.json()) == (200, 200, once.json())


async def test_a_bad_edit_changes_nothing_at_all(client: httpx.AsyncClient, card_id: str) -> None:
    before = (await client.get(f"/api/cards/{card_id}")).json()
    answer = await client.patch(f"/api/cards/{card_id}", json={"suspended": True, "question": "?"})
    assert answer.status_code == 422
    assert (await client.get(f"/api/cards/{card_id}")).json() == before


async def test_a_deleted_card_is_gone(client: httpx.AsyncClient, card_id: str) -> None:
    answer = await client.delete(f"/api/cards/{card_id}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert (await client.get(f"/api/cards/{card_id}")).status_code == 404


@pytest.mark.parametrize(
    "change",
    [{"question": "Why"}, {"question": "x" * 1001}, {"answer": ""}, {"answer": "x" * 5001}, {"tags": ["t"] * 101}],
)
async def test_a_card_that_cannot_be_is_refused_with_a_sentence(
    client: httpx.AsyncClient, deck_id: str, change: dict[str, object]
) -> None:
    answer = await client.post(f"/api/decks/{deck_id}/cards", json=CARD | change)
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_INPUT")
    assert answer.json()["error"].endswith(".")
    assert (await client.get(f"/api/decks/{deck_id}/cards")).json()["total"] == 0


@pytest.mark.usefixtures("as_stranger")
async def test_another_learners_cards_are_not_there(client: httpx.AsyncClient, deck_id: str, card_id: str) -> None:
    answers = [
        await client.get(f"/api/cards/{card_id}"),
        await client.patch(f"/api/cards/{card_id}", json={"answer": "Mine"}),
        await client.patch(f"/api/cards/{card_id}", json={"suspended": True}),
        await client.delete(f"/api/cards/{card_id}"),
        await client.get(f"/api/decks/{deck_id}/cards"),
        await client.post(f"/api/decks/{deck_id}/cards", json=CARD),
    ]
    assert [answer.status_code for answer in answers] == [404] * 6
    assert {answer.json()["code"] for answer in answers} == {"NOT_FOUND"}
