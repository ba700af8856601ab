"""Courses over REST."""

from typing import Any

import httpx
import pytest


@pytest.fixture
async def course(client: httpx.AsyncClient) -> dict[str, Any]:
    body = {"name": "Cell biology", "code": "BIO 101", "term": "Winter", "exam_date": "2025-02-01"}
    answer = await client.post("/api/courses", json=body)
    assert answer.status_code == 201
    return answer.json()


async def test_a_course_is_made_listed_edited_and_deleted(client: httpx.AsyncClient, course: dict[str, Any]) -> None:
    where = f"/api/courses/{course['id']}"
    assert (await client.get("/api/courses")).json() == {"courses": [course]}
    assert (await client.get(where)).json() == course
    edited = (await client.patch(where, json={"term": "Summer", "exam_date": None})).json()
    assert edited == course | {"term": "Summer", "exam_date": None}
    assert (await client.delete(where)).status_code == 204
    assert (await client.get(where)).status_code == 404
    assert (await client.post(f"{where}/restore")).json() == edited


async def test_a_course_is_archived_and_taken_up_again(client: httpx.AsyncClient, course: dict[str, Any]) -> None:
    where = f"/api/courses/{course['id']}"
    assert (await client.post(f"{where}/archive")).json()["archived_at"]
    assert (await client.post(f"{where}/restore")).json() == course


NO_DATES = ("31.2.2025", "2025-02-30", "0", "", 0, 1.5, True)


@pytest.mark.parametrize(
    "body",
    [
        *({}, {"name": " "}, {"name": "n" * 201}, {"name": "B", "code": "c" * 41}),
        *({"name": "B", "exam_date": day} for day in NO_DATES),
    ],
)
async def test_what_cannot_be_a_course_is_refused(client: httpx.AsyncClient, body: dict[str, Any]) -> None:
    assert (await client.post("/api/courses", json=body)).status_code == 422
    assert (await client.get("/api/courses")).json() == {"courses": []}


@pytest.mark.usefixtures("as_stranger")
async def test_a_course_of_somebody_else_is_not_there(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/courses")).json() == {"courses": []}
