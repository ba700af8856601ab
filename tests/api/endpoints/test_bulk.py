"""Changing many cards at once over REST, and the trash."""

from typing import Any

import httpx
import pytest

from studyapp.database import Database
from studyapp.models import User
from tests.factories import make_card, make_deck


@pytest.fixture
async def ids(client: httpx.AsyncClient, deck_id: str) -> list[str]:
    address = f"/api/decks/{deck_id}/cards"
    cards = [{"question": f"Which gene is number {number}?", "answer": "One"} for number in range(3)]
    return [(await client.post(address, json=card)).json()["id"] for card in cards]


async def change(client: httpx.AsyncClient, action: str, ids: list[str], **more: Any) -> httpx.Response:
    return await client.post("/api/cards/bulk", json={"action": action, "card_ids": ids} | more)


@pytest.mark.parametrize(
    ("action", "more", "field", "value"),
    [
        ("suspend", {}, "suspended", True),
        ("flag", {}, "flagged", True),
        ("bury", {}, "buried_until", "2025-01-16T04:00:00Z"),
        ("tag", {"tags": ["exam"]}, "tags", ["exam"]),
    ],
)
async def test_all_cards_are_changed_or_none(
    client: httpx.AsyncClient, ids: list[str], action: str, more: dict[str, Any], field: str, value: object
) -> None:
    before = [(await client.get(f"/api/cards/{each}")).json() for each in ids]
    assert (await change(client, action, [*ids, "missing"], **more)).status_code == 404
    assert [(await client.get(f"/api/cards/{each}")).json() for each in ids] == before
    assert (await change(client, action, ids, **more)).json() == {"count": 3}
    assert [(await client.get(f"/api/cards/{each}")).json()[field] for each in ids] == [value] * 3


async def test_cards_move_to_another_deck(client: httpx.AsyncClient, ids: list[str], deck_id: str) -> None:
    other = (await client.post("/api/decks", json={"title": "Other"})).json()["id"]
    assert (await change(client, "move", ids[:2], deck_id=other)).json() == {"count": 2}
    assert (await client.get(f"/api/decks/{other}/cards")).json()["total"] == 2
    assert (await change(client, "move", ids)).status_code == 422
    assert (await change(client, "move", ids, deck_id="missing")).status_code == 404


@pytest.mark.parametrize(
    "body", [{"card_ids": []}, {"card_ids": ["x"] * 1_001}, {"action": "burn"}, {"action": "tag", "tags": []}]
)
async def test_a_change_that_cannot_be_is_refused(
    client: httpx.AsyncClient, ids: list[str], body: dict[str, Any]
) -> None:
    answer = await client.post("/api/cards/bulk", json={"action": "flag", "card_ids": ids} | body)
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_INPUT")


async def test_the_trash_lists_restores_and_forgets(client: httpx.AsyncClient, ids: list[str], deck_id: str) -> None:
    await change(client, "delete", ids[:2])
    page = (await client.get("/api/trash")).json()
    assert (page["total"], {item["id"] for item in page["items"]}) == (2, set(ids[:2]))
    assert {(item["kind"], item["place"], item["is_restorable"]) for item in page["items"]} == {
        ("card", "Biology", True)
    }
    assert (await client.post("/api/trash/restore", json={"card_ids": ids[:1]})).json() == {"count": 1}
    assert (await client.post("/api/trash/delete", json={"card_ids": ids[1:2]})).json() == {"count": 1}
    assert (await client.get("/api/trash")).json()["total"] == 0
    assert (await client.post("/api/trash/delete", json={"card_ids": ids[:1]})).status_code == 404, "it is not in there"
    await client.delete(f"/api/decks/{deck_id}")
    assert (await client.post("/api/trash/restore", json={"deck_ids": [deck_id]})).json() == {"count": 1}
    assert (await client.get(f"/api/decks/{deck_id}/cards")).json()["total"] == 2
    assert (await client.post("/api/trash/restore", json={})).status_code == 422


async def test_candidates_are_kept_and_dropped(client: httpx.AsyncClient, database: Database, owner: User) -> None:
    with database.write() as session:
        deck = make_deck(session, owner)
        ids = [make_card(session, deck, is_candidate=True).id for _ in range(3)]
    assert (await change(client, "keep", ids[:1])).json() == {"count": 1}
    assert (await change(client, "drop", ids)).status_code == 404
    assert (await change(client, "drop", ids[1:])).json() == {"count": 2}
    assert (await change(client, "restore", ids[1:])).json() == {"count": 2}
    assert (await client.get(f"/api/decks/{deck.id}/cards?show=candidates")).json()["total"] == 2


async def test_nothing_of_somebody_else_is_changed_or_listed(
    client: httpx.AsyncClient, ids: list[str], deck_id: str, as_stranger: None
) -> None:
    assert (await change(client, "delete", ids)).status_code == 404
    assert (await client.post("/api/trash/restore", json={"deck_ids": [deck_id]})).status_code == 404
    assert (await client.post("/api/trash/delete", json={"card_ids": ids})).status_code == 404
    assert (await client.get("/api/trash")).json()["items"] == []
    assert (await client.get("/api/tags")).json()["tags"] == []
