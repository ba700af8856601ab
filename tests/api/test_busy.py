"""Answers over REST while another program holds the database."""

import httpx
import pytest
from fastapi import FastAPI

from studyapp.api import access
from studyapp.database import Database
from tests.holding import held_elsewhere


@pytest.fixture(autouse=True)
def impatient(api: FastAPI, database: Database) -> None:
    api.dependency_overrides[access.open_database] = lambda: database.within(0.05)


async def test_a_write_is_refused_with_when_to_come_back_and_succeeds_then(
    client: httpx.AsyncClient, database: Database
) -> None:
    with held_elsewhere(database):
        refused = await client.post("/api/decks", json={"title": "Chemistry"})
    assert (refused.status_code, refused.json()["code"], refused.headers["Retry-After"]) == (503, "BUSY", "5")
    assert "Nothing was changed" in refused.json()["error"]
    assert (await client.get("/api/decks")).json()["decks"] == []
    assert (await client.post("/api/decks", json={"title": "Chemistry"})).status_code == 201


async def test_reading_goes_on(client: httpx.AsyncClient, database: Database) -> None:
    with held_elsewhere(database):
        assert (await client.get("/api/decks")).status_code == 200
