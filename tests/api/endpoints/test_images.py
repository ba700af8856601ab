"""Pictures over REST: accepted, written again, and shown to their owner only."""

import asyncio
import io
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image

from studyapp.api import access
from studyapp.api.endpoints import images
from studyapp.material import reading_slots
from studyapp.services.images import MAX_IMAGE_BYTES


@pytest.fixture(autouse=True)
def _folder(api: FastAPI, tmp_path: Path) -> None:
    api.dependency_overrides[images.data_dir] = lambda: tmp_path


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


async def upload(client: httpx.AsyncClient, data: bytes) -> httpx.Response:
    return await client.post("/api/images", content=data, headers={"Content-Type": "image/png"})


async def test_a_picture_is_stored_and_shown_as_a_picture_and_nothing_else(client: httpx.AsyncClient) -> None:
    made = await upload(client, png())
    assert made.status_code == 201
    image = made.json()
    assert (image["media_type"], image["width"], image["height"]) == ("image/png", 40, 30)
    shown = await client.get(image["url"])
    assert Image.open(io.BytesIO(shown.content)).size == (40, 30)
    assert {name: shown.headers[name] for name in ("content-type", "x-content-type-options", "cache-control")} == {
        "content-type": "image/png",
        "x-content-type-options": "nosniff",
        "cache-control": "private, max-age=31536000, immutable",
    }
    assert shown.headers["content-security-policy"].startswith("sandbox")
    assert (await upload(client, png())).json()["id"] == image["id"]


@pytest.mark.parametrize("data", [b"", b"<svg onload=alert(1)>", b"GIF89a", b"%PDF-1.7", png()[:50]])
async def test_what_is_no_picture_is_refused_with_a_sentence(client: httpx.AsyncClient, data: bytes) -> None:
    answer = await upload(client, data)
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_INPUT")
    assert answer.json()["error"].endswith(".")


async def test_a_picture_may_have_ten_megabytes(client: httpx.AsyncClient) -> None:
    padded = png() + bytes(MAX_IMAGE_BYTES - len(png()))
    assert (await upload(client, padded)).status_code == 201
    assert (await upload(client, padded + b"x")).status_code == 413


async def test_nobody_else_sees_it(client: httpx.AsyncClient, api: FastAPI) -> None:
    url = (await upload(client, png())).json()["url"]
    api.dependency_overrides[access.learner] = lambda: "stranger"
    answer = await client.get(url)
    assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND")
    assert (await client.get("/api/images/..%2fstudyapp.db")).status_code == 404


async def test_a_page_of_another_site_cannot_upload(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/images", content=png(), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


async def test_one_that_waits_too_long_for_others_is_refused_and_told_when_to_come_back(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(reading_slots.AT_ONCE):
            await stack.enter_async_context(reading_slots.slot())
        refused = asyncio.create_task(upload(client, png()))
        while not waiting_for_a_slot():
            await asyncio.sleep(0)
        loop = asyncio.get_running_loop()
        now = loop.time
        monkeypatch.setattr(loop, "time", lambda: now() + reading_slots.PATIENCE + 1)
        answer = await refused
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert answer.json() == {"error": reading_slots.STILL_BUSY, "code": "BUSY"}
    assert (await upload(client, png())).status_code == 201


def waiting_for_a_slot() -> bool:
    return bool(reading_slots._semaphore()._waiters)  # pyright: ignore[reportAttributeAccessIssue]
