import re
import tomllib
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

import studyapp
from studyapp import settings
from studyapp.api import access
from studyapp.database import Database
from studyapp.models import User


async def test_health_says_which_version_is_up_and_who_makes_the_cards(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["version"] == studyapp.__version__
    assert answer.json()["generator"] in {"anthropic", "extractive"}


def test_the_package_and_its_metadata_name_the_same_version() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert project.get("version", studyapp.__version__) == studyapp.__version__


async def test_the_documentation_page_loads_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    page = await client.get("/api/docs")
    assert page.status_code == 200
    links = re.findall(r"""(?:src|href|url)\s*[=:]\s*["']([^"']+)["']""", page.text)
    assert len(links) >= 4
    assert all(link.startswith("/api/") for link in links)
    for link in links:
        assert (await client.get(link)).status_code == 200, link


async def test_the_bare_address_leads_to_the_documentation(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api")).headers["Location"] == "/api/docs"


async def test_pages_are_served_beside_the_api(client: httpx.AsyncClient) -> None:
    for path in ("/", "/apiary"):
        assert (await client.get(path)).text == "the page"


@pytest.mark.parametrize("path", ["/api/nowhere", "/api/", "/api/decks/", "/api/docs-assets/nowhere.js"])
async def test_an_unknown_address_of_the_api_is_an_error_like_any_other(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 404
    assert answer.json() == {"error": "There is nothing at this address.", "code": "NOT_FOUND"}


@pytest.mark.parametrize(
    ("path", "methods"), [("/api/health", "GET"), ("/api/decks", "GET, POST"), ("/api/decks/x", "DELETE, GET, PATCH")]
)
async def test_a_wrong_method_is_told_which_ones_there_are(client: httpx.AsyncClient, path: str, methods: str) -> None:
    answer = await client.put(path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, methods)
    assert answer.json()["code"] == "METHOD_NOT_ALLOWED"


async def test_the_guard_stands_before_the_api(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/decks", headers={"Host": "evil.example"})).status_code == 403
    foreign = {"Origin": "https://evil.example"}
    assert (await client.post("/api/decks", json={"title": "Planted"}, headers=foreign)).status_code == 403
    assert (await client.get("/api/decks")).json()["decks"] == []


async def test_more_json_than_anybody_needs_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/decks", json={"title": "x" * 5_000_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "TOO_LARGE")


async def test_the_schema_documents_every_error_as_a_problem(client: httpx.AsyncClient) -> None:
    schema = (await client.get("/api/openapi.json")).json()
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            for status, answer in operation["responses"].items():
                if status >= "400" and status != "416":  # Starlette answers that, for the part of a file
                    content = answer["content"]["application/json"]["schema"]["$ref"]
                    expected = {"429": "RateLimited", "409": "Conflicting"}.get(status, "Problem")
                    assert content.endswith(expected), f"{method} {path} {status}"
            assert {"403", "422", "500"} <= set(operation["responses"]), f"{method} {path}"


async def test_the_first_request_to_a_fresh_installation_makes_its_owner(
    api: FastAPI, client: httpx.AsyncClient
) -> None:
    del api.dependency_overrides[access.learner]
    assert (await client.post("/api/decks", json={"title": "Mine"})).status_code == 201
    assert (await client.get("/api/decks")).json()["decks"][0]["title"] == "Mine"


async def test_with_accounts_nobody_is_taken_for_the_owner(
    api: FastAPI, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, database: Database, owner: User
) -> None:
    del api.dependency_overrides[access.learner]
    monkeypatch.setenv("STUDYAPP_AUTH", "accounts")
    settings.current.cache_clear()
    try:
        assert (await client.get("/api/decks")).status_code == 403
    finally:
        monkeypatch.undo()
        settings.current.cache_clear()
