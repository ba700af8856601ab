"""Kinds, wrong answers and states of a card over REST."""

import httpx
import pytest

from studyapp.database import Database
from studyapp.models import User
from tests.factories import make_card, make_deck

WRONG = ["The nucleus", "The ribosome", "The membrane"]
CHOICE = {"kind": "multiple_choice", "question": "Which part makes ATP?", "answer": "The mitochondrion"}


@pytest.fixture
def card_id(database: Database, owner: User) -> str:
    with database.write() as session:
        return make_card(session, make_deck(session, owner)).id


async def test_a_multiple_choice_card_is_added_and_its_wrong_answers_changed(
    client: httpx.AsyncClient, deck_id: str
) -> None:
    card = (await client.post(f"/api/decks/{deck_id}/cards", json=CHOICE | {"distractors": WRONG})).json()
    assert (card["kind"], card["distractors"]) == ("multiple_choice", WRONG)
    others = ["The cell wall", "The vacuole", "The cytosol"]
    assert (await client.patch(f"/api/cards/{card['id']}", json={"distractors": others})).json()[
        "distractors"
    ] == others
    assert (await client.patch(f"/api/cards/{card['id']}", json={"distractors": []})).json()["distractors"] == []


@pytest.mark.parametrize(
    "distractors",
    [WRONG[:2], [*WRONG, "A fourth"], ["The nucleus", "the nucleus", "The wall"], ["None of the above", *WRONG[:2]]],
)
async def test_rules_d1_and_d2_are_hard(client: httpx.AsyncClient, deck_id: str, distractors: list[str]) -> None:
    answer = await client.post(f"/api/decks/{deck_id}/cards", json=CHOICE | {"distractors": distractors})
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_INPUT")
    card = (await client.post(f"/api/decks/{deck_id}/cards", json=CHOICE | {"distractors": WRONG})).json()
    answer = await client.patch(f"/api/cards/{card['id']}", json={"distractors": distractors})
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_INPUT")
    assert (await client.get(f"/api/cards/{card['id']}")).json() == card


async def test_the_other_rules_only_warn(client: httpx.AsyncClient, deck_id: str) -> None:
    long = "The mitochondrion, " + "which is the part of the cell that breathes and makes energy for all the others"
    card = (
        await client.post(f"/api/decks/{deck_id}/cards", json=CHOICE | {"answer": long, "distractors": WRONG})
    ).json()
    assert "D3" in {finding["rule"] for finding in card["findings"]}
    assert {finding["severity"] for finding in card["findings"]} == {"warn"}


async def test_a_cloze_text_makes_a_card_for_each_number(client: httpx.AsyncClient, deck_id: str) -> None:
    text = {"kind": "cloze", "question": "The {{c1::mitochondrion}} makes {{c2::ATP}}."}
    first = (await client.post(f"/api/decks/{deck_id}/cards", json=text)).json()
    cards = (await client.get(f"/api/decks/{deck_id}/cards")).json()["cards"]
    assert [(card["cloze_ordinal"], card["answer"]) for card in cards] == [(1, "mitochondrion"), (2, "ATP")]
    assert {card["note_id"] for card in cards} == {first["note_id"]}
    moved = await client.patch(f"/api/cards/{first['id']}", json={"question": "It makes {{c2::ATP}}."})
    assert (moved.json()["id"], moved.json()["answer"]) == (cards[1]["id"], "ATP")
    assert (await client.get(f"/api/cards/{first['id']}")).status_code == 404


async def test_a_true_false_card_takes_no_other_answer(client: httpx.AsyncClient, deck_id: str) -> None:
    card = {"kind": "true_false", "question": "ATP is made in the nucleus."}
    assert (await client.post(f"/api/decks/{deck_id}/cards", json=card | {"answer": "false"})).json()[
        "answer"
    ] == "False"
    assert (await client.post(f"/api/decks/{deck_id}/cards", json=card | {"answer": "maybe"})).status_code == 422


async def test_a_card_is_flagged_buried_and_kept(client: httpx.AsyncClient, database: Database, card_id: str) -> None:
    address = f"/api/cards/{card_id}"
    changed = (await client.patch(address, json={"flagged": True, "buried": True, "candidate": True})).json()
    assert (changed["flagged"], changed["candidate"]) == (True, True)
    assert changed["buried_until"] == "2025-01-16T04:00:00Z"
    changed = (await client.patch(address, json={"flagged": False, "buried": False, "candidate": False})).json()
    assert (changed["flagged"], changed["candidate"], changed["buried_until"]) == (False, False, None)


async def test_lists_are_filtered_by_tag_kind_and_state(client: httpx.AsyncClient, deck_id: str) -> None:
    address = f"/api/decks/{deck_id}/cards"
    await client.post(address, json=CHOICE | {"tags": ["Größe"], "distractors": WRONG})
    await client.post(address, json={"question": "What do ribosomes make?", "answer": "Proteins", "tags": ["cell"]})
    for query in ({"tag": "Größe"}, {"kind": "multiple_choice"}, {"search": "größe"}):
        found = (await client.get(address, params=query)).json()["cards"]
        assert [card["question"] for card in found] == [CHOICE["question"]]
    assert (await client.get(address, params={"show": "no_choices"})).json()["total"] == 1
    tags = (await client.get("/api/tags", params={"deck_id": deck_id})).json()["tags"]
    assert tags == [{"tag": "cell", "cards": 1}, {"tag": "Größe", "cards": 1}]
