import json
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlmodel import update

from studyapp import settings
from studyapp.database import Database
from studyapp.errors import ErrorCode
from studyapp.jobs.kinds.outcome import Failure
from studyapp.jobs.queue import outages
from studyapp.models import Job, JobStatus, User
from tests.api.rows import TEXT, make_job
from tests.factories import make_deck

FIELDS = [
    *("id", "type", "status", "phase", "progress", "items_done", "items_expected", "attempts", "max_attempts"),
    *(
        "retryable",
        "error",
        "error_code",
        "run_at",
        "outage_since",
        "result",
        "intent",
        "target",
        "parent_id",
        "retry_of",
        "version",
    ),
    *("created_at", "started_at", "finished_at"),
]


def request(**payload: Any) -> dict[str, Any]:
    return {"type": "flashcard_generation", "payload": {"content": TEXT} | payload}


@pytest.fixture
def failed_id(database: Database, owner: User, now: datetime) -> str:
    with database.write() as session:
        return make_job(
            session, owner, now, status=JobStatus.FAILED, error="The model did not answer.", error_code="TIMEOUT"
        ).id


async def test_a_request_is_answered_at_once_with_a_waiting_job(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/jobs", json=request(count=5, deck_title="Cells"))
    assert answer.status_code == 201
    job = answer.json()
    assert list(job) == FIELDS
    assert (job["status"], job["items_expected"], job["version"]) == ("pending", 5, 1)
    deck = (await client.get(f"/api/decks/{job['target']['id']}")).json()
    assert (job["target"]["kind"], deck["title"]) == ("deck", "Cells")
    assert (await client.get(f"/api/jobs/{job['id']}")).json() == job


async def test_the_same_request_again_is_the_job_under_way(client: httpx.AsyncClient) -> None:
    first = await client.post("/api/jobs", json=request())
    again = await client.post("/api/jobs", json=request())
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (request(content="too short"), "50"),
        (request(content="   "), "."),
        (request(content=7), "content"),
        (request(count=0), "1 to 50 cards"),
        (request(count=51), "1 to 50 cards"),
        (request(count=10**400), "1 to 50 cards"),
        (request(count="many"), "count"),
        (request(content=TEXT + "\0"), "NUL"),
        (request(deck_title="\ud800"), "Unicode"),
        ({"type": "flashcard_generation", "payload": {}}, "a text or a document"),
        ({"type": "flashcard_generation", "payload": []}, "payload"),
        ({"type": "flashcard_generation"}, "payload"),
        ({"type": "poetry_generation", "payload": {}}, "flashcard_generation"),
        (request() | {"priority": 10**30}, "priority"),
        (request() | {"priority": True}, "priority"),
    ],
)
async def test_a_bad_payload_is_refused_with_a_sentence_and_leaves_nothing(
    client: httpx.AsyncClient, body: object, said: str
) -> None:
    answer = await client.post("/api/jobs", content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_INPUT")
    assert said in answer.json()["error"]
    assert answer.json()["error"].endswith(".")
    assert (await client.get("/api/jobs")).json()["jobs"] == []
    assert (await client.get("/api/decks")).json()["decks"] == []


async def test_fields_that_a_kind_of_job_does_not_have_are_passed_over(client: httpx.AsyncClient) -> None:
    body = json.dumps(request(**{"\ud800": 1, "mood": {"\0": ["\0"]}}))
    answer = await client.post("/api/jobs", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 201
    assert (await client.post("/api/jobs", json=request())).json() == answer.json()


async def test_more_text_than_fits_a_job_is_too_large(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/jobs", json=request(content="Words and more words. " * 25_000))
    assert (answer.status_code, answer.json()["code"]) == (413, "TOO_LARGE")


async def test_the_request_after_the_last_of_the_hour_is_told_when_to_come_back(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "current", lambda: settings.Settings(jobs_per_hour=2))
    for number in (1, 2):
        assert (await client.post("/api/jobs", json=request(deck_title=f"Deck {number}"))).status_code == 201
    refused = await client.post("/api/jobs", json=request(deck_title="Deck 3"))
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "3600"
    assert set(refused.json()) == {"error", "code", "retry_after"}
    assert (refused.json()["code"], refused.json()["retry_after"]) == ("RATE_LIMITED", 3600)
    assert len((await client.get("/api/decks")).json()["decks"]) == 2


async def test_a_known_version_is_not_sent_again(client: httpx.AsyncClient) -> None:
    job = (await client.post("/api/jobs", json=request())).json()
    address = f"/api/jobs/{job['id']}"
    first = await client.get(address)
    assert first.headers["ETag"] == '"1"'
    for known in ('"1"', 'W/"1"', '"9", "1"', "*"):
        again = await client.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", '"1"')
    await client.post(f"{address}/cancel")
    changed = await client.get(address, headers={"If-None-Match": '"1"'})
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')


async def test_jobs_are_listed_newest_first_page_by_page(
    client: httpx.AsyncClient, database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        ids = [make_job(session, owner, now).id for _ in range(5)]
    seen: list[str] = []
    query: dict[str, str] = {"limit": "2"}
    while True:
        page = (await client.get("/api/jobs", params=query)).json()
        seen += [job["id"] for job in page["jobs"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert seen == ids[::-1]


async def test_jobs_can_be_filtered_by_several_statuses(
    client: httpx.AsyncClient, database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        for status in (JobStatus.PENDING, JobStatus.FAILED, JobStatus.COMPLETED):
            make_job(session, owner, now, status=status)
    jobs = (await client.get("/api/jobs?status=failed&status=completed&type=flashcard_generation")).json()["jobs"]
    assert [job["status"] for job in jobs] == ["completed", "failed"]
    assert (await client.get("/api/jobs?status=sleeping")).status_code == 422


async def test_a_job_that_waits_for_its_model_tells_since_when_and_can_be_tried_now(
    client: httpx.AsyncClient, database: Database, now: datetime
) -> None:
    job = (await client.post("/api/jobs", json=request())).json()
    assert (await client.post(f"/api/jobs/{job['id']}/try-now")).status_code == 409
    away = Failure(ErrorCode.NETWORK, "Nobody is there.", retryable=True)
    with database.write() as session:
        outages.postpone(session, away, until=now + timedelta(minutes=5), now=now)
    waiting = (await client.get(f"/api/jobs/{job['id']}")).json()
    assert (waiting["error"], waiting["error_code"], waiting["attempts"]) == ("Nobody is there.", "NETWORK", 0)
    assert datetime.fromisoformat(waiting["outage_since"]) == now
    tried = await client.post(f"/api/jobs/{job['id']}/try-now")
    assert (tried.status_code, datetime.fromisoformat(tried.json()["run_at"])) == (200, now)


async def test_a_waiting_job_is_cancelled_at_once_and_only_once(client: httpx.AsyncClient) -> None:
    job = (await client.post("/api/jobs", json=request())).json()
    cancelled = await client.post(f"/api/jobs/{job['id']}/cancel")
    assert (cancelled.status_code, cancelled.json()["status"]) == (200, "cancelled")
    again = await client.post(f"/api/jobs/{job['id']}/cancel")
    assert (again.status_code, again.json()["code"]) == (409, "CONFLICT")


async def test_a_failed_job_says_why_and_can_be_asked_for_again(client: httpx.AsyncClient, failed_id: str) -> None:
    failed = (await client.get(f"/api/jobs/{failed_id}")).json()
    assert (failed["error"], failed["error_code"]) == ("The model did not answer.", "TIMEOUT")
    retried = await client.post(f"/api/jobs/{failed_id}")
    assert retried.status_code == 201
    assert (retried.json()["retry_of"], retried.json()["status"]) == (failed_id, "pending")
    assert (await client.get(f"/api/jobs/{failed_id}")).json() == failed


@pytest.mark.parametrize("status", [JobStatus.PENDING, JobStatus.COMPLETED])
async def test_only_what_went_wrong_can_be_retried(
    client: httpx.AsyncClient, database: Database, owner: User, now: datetime, status: JobStatus
) -> None:
    with database.write() as session:
        job = make_job(session, owner, now, status=status)
    answer = await client.post(f"/api/jobs/{job.id}")
    assert (answer.status_code, answer.json()["code"]) == (409, "CONFLICT")


async def test_polling_answers_for_each_id(client: httpx.AsyncClient, failed_id: str) -> None:
    answer = await client.post("/api/jobs/poll", json={"job_ids": [failed_id, "nowhere"]})
    assert answer.json() == {"jobs": [(await client.get(f"/api/jobs/{failed_id}")).json()], "missing": ["nowhere"]}


async def test_no_more_than_100_jobs_are_polled_at_once(client: httpx.AsyncClient) -> None:
    ids = [f"job-{number}" for number in range(101)]
    assert (await client.post("/api/jobs/poll", json={"job_ids": ids[:100]})).json()["missing"] == ids[:100]
    assert (await client.post("/api/jobs/poll", json={"job_ids": ids})).status_code == 422


async def test_a_running_job_is_asked_to_stop(
    client: httpx.AsyncClient, database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        job = make_job(session, owner, now)
        session.exec(  # pyright: ignore[reportCallIssue]
            update(Job).values(
                status=JobStatus.PROCESSING, slot=1, claim="c", worker="w", lease_until=now + timedelta(seconds=45)
            )
        )
    answer = await client.post(f"/api/jobs/{job.id}/cancel")
    assert (answer.status_code, answer.json()["status"]) == (200, "processing")


@pytest.mark.usefixtures("as_stranger")
async def test_another_learners_jobs_are_not_there(client: httpx.AsyncClient, failed_id: str) -> None:
    answers = [
        await client.get(f"/api/jobs/{failed_id}"),
        await client.get(f"/api/jobs/{failed_id}", headers={"If-None-Match": "*"}),
        await client.post(f"/api/jobs/{failed_id}"),
        await client.post(f"/api/jobs/{failed_id}/cancel"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert (await client.get("/api/jobs")).json()["jobs"] == []
    assert (await client.post("/api/jobs/poll", json={"job_ids": [failed_id]})).json()["missing"] == [failed_id]


@pytest.mark.usefixtures("as_stranger")
async def test_cards_cannot_be_sent_into_another_learners_deck(
    client: httpx.AsyncClient, database: Database, owner: User
) -> None:
    with database.write() as session:
        deck = make_deck(session, owner)
    answer = await client.post("/api/jobs", json=request(deck_id=deck.id))
    assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND")
