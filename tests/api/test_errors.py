from typing import Annotated

import httpx
import pytest
from fastapi import FastAPI, Query
from pydantic import Field, model_validator

from studyapp.api import errors
from studyapp.api.inputs import Body, Id, StrictInt, Text
from studyapp.errors import Conflict, LimitReached, NotFound


class Order(Body):
    what: Text
    count: StrictInt = 1
    tables: list[Id] = Field(default_factory=list, max_length=2)

    @model_validator(mode="after")
    def _can_be_served(self) -> "Order":
        if self.what == "nothing":
            raise ValueError("Order something.")
        return self


def build() -> FastAPI:
    api = FastAPI()
    errors.install(api)

    @api.get("/missing")
    def missing() -> None:
        raise NotFound("This deck does not exist.")

    @api.get("/ended")
    def ended() -> None:
        raise Conflict("This task has ended already.")

    @api.get("/limited")
    def limited() -> None:
        raise LimitReached("There is room for the next one in a minute.", retry_after=42)

    @api.get("/broken")
    def broken() -> None:
        raise RuntimeError("the secret inside")

    @api.get("/orders")
    def orders(limit: Annotated[int, Query(ge=1)] = 1) -> int:
        return limit

    @api.post("/orders")
    def order(body: Order) -> Order:
        return body

    return api


@pytest.fixture
def client() -> httpx.AsyncClient:
    transport = httpx.ASGITransport(build(), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")


@pytest.mark.parametrize(
    ("path", "status", "code", "sentence"),
    [
        ("/missing", 404, "NOT_FOUND", "This deck does not exist."),
        ("/ended", 409, "CONFLICT", "This task has ended already."),
        ("/nowhere", 404, "NOT_FOUND", "There is nothing at this address."),
        ("/orders?limit=0", 422, "BAD_INPUT", "limit: input should be greater than or equal to 1."),
        (
            "/orders?limit=x",
            422,
            "BAD_INPUT",
            "limit: input should be a valid integer, unable to parse string as an integer.",
        ),
    ],
)
async def test_what_was_raised_becomes_a_sentence_and_a_code(
    client: httpx.AsyncClient, path: str, status: int, code: str, sentence: str
) -> None:
    answer = await client.get(path)
    assert answer.status_code == status
    assert answer.json() == {"error": sentence, "code": code}


async def test_a_reached_limit_says_when_to_come_back_in_header_and_body(client: httpx.AsyncClient) -> None:
    answer = await client.get("/limited")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "42"
    assert answer.json() == {
        "error": "There is room for the next one in a minute.",
        "code": "RATE_LIMITED",
        "retry_after": 42,
    }


async def test_an_unexpected_error_is_logged_and_not_told(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await client.get("/broken")
    assert answer.status_code == 500
    assert answer.json()["code"] == "INTERNAL"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "GET /broken failed: RuntimeError" in caplog.text
    assert "the secret inside" in caplog.text


async def test_a_wrong_method_is_told_which_ones_there_are(client: httpx.AsyncClient) -> None:
    answer = await client.delete("/orders")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, POST"
    assert answer.json() == {"error": "This address does not take that method.", "code": "METHOD_NOT_ALLOWED"}


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"{", "not valid JSON"),
        (b"", "must be a JSON object"),
        (b"[]", "must be a JSON object"),
        (b"null", "must be a JSON object"),
        (b'"text"', "must be a JSON object"),
        (b"\xff\xfe", "not valid JSON"),
        (b'{"what": "\xff"}', "could not be read as JSON"),
        (b"[" * 100_000, "could not be read as JSON"),
        (b'{"what": ' + b"9" * 5000 + b"}", "could not be read as JSON"),
        (b'{"what": NaN}', "what: input should be a valid string"),
        (b'{"what": "a\\u0000b"}', "what: must not contain NUL characters."),
        (b'{"what": "\\ud800"}', "what: must be valid Unicode text."),
        (b'{"what": "tea", "\\ud800": 1}', "must be a JSON object in UTF-8"),
        (b'{"what": "tea", "count": true}', "count: input should be a valid integer."),
        (b'{"what": "tea", "count": 1.5}', "count: input should be a valid integer"),
        (b'{"what": "tea", "count": "1"}', "count: input should be a valid integer."),
        (b'{"what": "tea", "count": Infinity}', "count: input should be"),
        (b'{"what": "tea", "colour": "red"}', "colour: extra inputs are not permitted."),
        (b'{"what": "nothing"}', "Order something."),
        (b'{"what": "tea", "tables": [""]}', "tables.0: value should have at least 1 character, not 0."),
        (b'{"what": "tea", "tables": ["' + b"x" * 65 + b'"]}', "at most 64 characters, not 65."),
        (b'{"what": "tea", "tables": ["1", "2", "3"]}', "at most 2 items after validation, not 3."),
    ],
)
async def test_a_malformed_body_is_a_mistake_of_the_caller(
    client: httpx.AsyncClient, body: bytes, sentence: str
) -> None:
    answer = await client.post("/orders", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["code"] == "BAD_INPUT"
    assert sentence in answer.json()["error"]


async def test_a_whole_number_may_be_written_with_a_point(client: httpx.AsyncClient) -> None:
    answer = await client.post("/orders", json={"what": "tea", "count": 2.0})
    assert answer.json() == {"what": "tea", "count": 2, "tables": []}


async def test_a_form_cannot_pose_as_json(client: httpx.AsyncClient) -> None:
    answer = await client.post("/orders", content=b'{"what": "tea"}', headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422
    assert "application/json" in answer.json()["error"]


async def test_several_mistakes_are_told_together(client: httpx.AsyncClient) -> None:
    answer = await client.post("/orders", json={"what": 1, "count": "x"})
    assert answer.json()["error"] == "what: input should be a valid string; count: input should be a valid integer."
