"""A full disk over REST: writes are refused with 507 and a sentence, while reads go on."""

from pathlib import Path

import httpx
from fastapi import FastAPI

from studyapp.api.endpoints import images
from studyapp.database import Database
from tests.api.endpoints.test_images import png, upload
from tests.disk import SENTENCE, filled, full

REFUSAL = {"error": SENTENCE, "code": "STORAGE_FULL"}


async def test_what_cannot_be_stored_is_refused_and_the_rest_is_read(
    client: httpx.AsyncClient, database: Database
) -> None:
    made = (await client.post("/api/decks", json={"title": "Biology"})).json()
    card = {"question": "What is long?", "answer": "long " * 1_000}
    with full(database):
        answer = await client.post(f"/api/decks/{made['id']}/cards", json=card)
        while answer.status_code == 201:
            answer = await client.post(f"/api/decks/{made['id']}/cards", json=card)
        assert (answer.status_code, answer.json()) == (507, REFUSAL)
        assert (await client.get(f"/api/decks/{made['id']}")).status_code == 200
    assert (await client.post(f"/api/decks/{made['id']}/cards", json=card)).status_code == 201


async def test_a_picture_for_which_there_is_no_room_is_refused(
    client: httpx.AsyncClient, api: FastAPI, small_disk: Path
) -> None:
    api.dependency_overrides[images.data_dir] = lambda: small_disk
    with filled(small_disk):
        answer = await upload(client, png())
        assert (answer.status_code, answer.json()) == (507, REFUSAL)
        assert not list((small_disk / "images").iterdir())
    assert (await upload(client, png())).status_code == 201
