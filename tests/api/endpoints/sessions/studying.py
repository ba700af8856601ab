"""A learner studies over REST."""

from datetime import datetime
from typing import Any

import httpx
from fastapi import FastAPI

from studyapp.api import access

WRONG = ["The nucleus", "The ribosome", "The Golgi apparatus"]
RIGHT = "The mitochondrion"


async def start(client: httpx.AsyncClient, mode: str = "multiple_choice", **scope: str) -> dict[str, Any]:
    answer = await client.post("/api/study/sessions", json={"mode": mode, "scope": scope})
    assert answer.status_code in (200, 201)
    return answer.json()


async def look(client: httpx.AsyncClient, session_id: str) -> dict[str, Any]:
    answer = await client.get(f"/api/study/sessions/{session_id}/next")
    assert answer.status_code == 200
    return answer.json()


async def say(client: httpx.AsyncClient, session_id: str, **body: Any) -> httpx.Response:
    return await client.post(f"/api/study/sessions/{session_id}/answers", json=body)


def at(api: FastAPI, moment: datetime) -> None:
    api.dependency_overrides[access.this_moment] = lambda: moment
