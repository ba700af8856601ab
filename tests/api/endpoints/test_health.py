"""The health check, on a good database and on broken ones."""

from pathlib import Path

import httpx
import pytest

from studyapp import settings
from studyapp.database import Database
from tests.disk import SENTENCE, filled
from tests.holding import held_elsewhere


async def test_health_writes_and_leaves_everything_as_it_was(client: httpx.AsyncClient, database: Database) -> None:
    with database.engine.connect() as connection:
        before = connection.exec_driver_sql("select * from users").all()
    assert (await client.get("/api/health")).status_code == 200
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("select * from users").all() == before


async def test_a_database_somebody_holds_is_ill_health_with_a_reason(
    client: httpx.AsyncClient, database: Database
) -> None:
    with held_elsewhere(database):
        answer = await client.get("/api/health")
        assert (await client.get("/api/health/live")).json() == {"status": "ok"}
    assert (answer.status_code, answer.json()["code"]) == (503, "UNHEALTHY")
    assert "busy in another program" in answer.json()["error"]
    assert (await client.get("/api/health")).status_code == 200


async def test_a_database_that_cannot_be_written_is_ill_health(client: httpx.AsyncClient, database: Database) -> None:
    with database.engine.connect() as connection:  # the pool hands out this one next
        connection.exec_driver_sql("pragma query_only = 1")
    answer = await client.get("/api/health")
    assert (answer.status_code, answer.json()["code"]) == (503, "UNHEALTHY")
    assert answer.json()["error"].endswith(".")


async def test_a_full_disk_is_ill_health_though_a_row_still_fits(
    client: httpx.AsyncClient, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDYAPP_DATA_DIR", str(small_disk))
    settings.current.cache_clear()
    with filled(small_disk):
        answer = await client.get("/api/health")
    assert (answer.status_code, answer.json()["error"]) == (503, SENTENCE)
    assert (await client.get("/api/health")).status_code == 200
