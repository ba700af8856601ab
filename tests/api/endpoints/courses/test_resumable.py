"""A file may come in several requests, as tus 1.0 says; what arrived before the line broke is kept."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from studyapp import settings
from studyapp.api import access, saving
from studyapp.database import Database
from studyapp.models import Course, User
from studyapp.services.courses.files.arriving import FOLDER as PARTS
from studyapp.services.courses.files.storage import FOLDER, path_of
from studyapp.settings import Settings
from tests.factories import make_course
from tests.material.pdfs import pdf_of_lines

PDF = pdf_of_lines([["Photosynthesis turns light into chemical energy."]] * 20)
HALF = len(PDF) // 2
WHERE = "/api/uploads"
VERSION = {"Tus-Resumable": "1.0.0"}
BYTES = VERSION | {"Content-Type": "application/offset+octet-stream"}


@pytest.fixture
def course(database: Database, owner: User) -> Course:
    with database.write() as session:
        return make_course(session, owner)


@pytest.fixture(autouse=True)
def folder(api: FastAPI, tmp_path: Path) -> Path:
    configured = Settings(data_dir=tmp_path, max_upload_mb=5, storage_mb=8)
    api.dependency_overrides[settings.current] = lambda: configured
    return tmp_path


def told(**about: str) -> str:
    return ",".join(f"{name} {b64encode(value.encode()).decode()}" for name, value in about.items())


async def begin(client: httpx.AsyncClient, course: Course, size: int = len(PDF), **about: str) -> httpx.Response:
    metadata = told(**({"filename": "Blätter.pdf", "course_id": course.id} | about))
    return await client.post(WHERE, headers=VERSION | {"Upload-Length": str(size), "Upload-Metadata": metadata})


async def begun(client: httpx.AsyncClient, course: Course, size: int = len(PDF), **about: str) -> str:
    answer = await begin(client, course, size, **about)
    assert answer.status_code == 201, answer.text
    return answer.headers["location"]


async def send(client: httpx.AsyncClient, where: str, offset: int, data: Any) -> httpx.Response:
    return await client.patch(where, headers=BYTES | {"Upload-Offset": str(offset)}, content=data)


async def offset(client: httpx.AsyncClient, where: str) -> int:
    answer = await client.head(where, headers=VERSION)
    assert answer.headers["cache-control"] == "no-store"
    return int(answer.headers["upload-offset"])


async def test_a_file_goes_on_where_it_stopped_and_becomes_a_document(
    client: httpx.AsyncClient, course: Course, folder: Path
) -> None:
    where = await begun(client, course, title="On leaves")
    assert (await send(client, where, 0, PDF[:HALF])).status_code == 204
    assert await offset(client, where) == HALF
    answer = await send(client, where, HALF, PDF[HALF:])
    assert (answer.status_code, answer.headers["upload-offset"]) == (204, str(len(PDF)))
    shown = (await client.get(where)).json()
    assert (shown["offset"], shown["file_name"]) == (len(PDF), "Blätter.pdf")
    document = (await client.get(f"/api/documents/{shown['document_id']}")).json()
    assert (document["title"], document["status"], document["course_id"]) == ("On leaves", "pending", course.id)
    assert [path.read_bytes() for path in (folder / FOLDER).iterdir()] == [PDF]
    assert [*(folder / PARTS).iterdir()] == []


@pytest.mark.parametrize("piece", [1_000, 4_096, 100_000])
async def test_every_way_to_cut_it_gives_the_same_file(
    client: httpx.AsyncClient, course: Course, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_WRITTEN", 700)
    monkeypatch.setattr(saving, "NOTED", 1_500)
    where = await begun(client, course)
    for at in range(0, len(PDF), piece):
        assert (await send(client, where, at, PDF[at : at + piece])).status_code == 204
    document_id = (await client.get(where)).json()["document_id"]
    assert (await client.get(f"/api/documents/{document_id}/file")).content == PDF


async def test_the_same_file_again_is_the_document_that_is_there(client: httpx.AsyncClient, course: Course) -> None:
    ids = set[str]()
    for _ in range(2):
        where = await begun(client, course)
        await send(client, where, 0, PDF)
        ids.add((await client.get(where)).json()["document_id"])
    assert len(ids) == 1


async def test_a_wrong_offset_changes_nothing(client: httpx.AsyncClient, course: Course) -> None:
    where = await begun(client, course)
    await send(client, where, 0, PDF[:HALF])
    for wrong in (0, HALF - 1, HALF + 1, len(PDF), 10**15):
        assert (await send(client, where, wrong, PDF[HALF:])).status_code == 409
    assert (await send(client, where, HALF, b"")).status_code == 204
    assert await offset(client, where) == HALF


async def test_who_comes_later_goes_on_and_who_came_before_is_told(client: httpx.AsyncClient, course: Course) -> None:
    halfway, never = asyncio.Event(), asyncio.Event()

    async def stalled() -> AsyncIterator[bytes]:
        yield PDF[:HALF]
        halfway.set()
        await never.wait()

    where = await begun(client, course)
    first = asyncio.create_task(send(client, where, 0, stalled()))
    await halfway.wait()
    assert await offset(client, where) == HALF
    assert (await first).status_code == 409
    assert (await send(client, where, HALF, PDF[HALF:])).status_code == 204
    assert (await client.get(where)).json()["document_id"]


async def test_of_many_at_once_each_byte_is_taken_once(client: httpx.AsyncClient, course: Course, folder: Path) -> None:
    where = await begun(client, course)
    answers = await asyncio.gather(*(send(client, where, 0, PDF) for _ in range(8)))
    statuses = [answer.status_code for answer in answers]
    assert statuses.count(204) >= 1
    assert {*statuses} <= {204, 409}
    document_id = (await client.get(where)).json()["document_id"]
    assert (await client.get(f"/api/documents/{document_id}/file")).content == PDF
    assert len([*(folder / FOLDER).iterdir()]) == 1


async def test_more_than_was_announced_is_refused(client: httpx.AsyncClient, course: Course) -> None:
    async def in_chunks() -> AsyncIterator[bytes]:
        yield PDF[:HALF]
        yield PDF[HALF:] + b"more"

    where = await begun(client, course)
    assert (await send(client, where, 0, PDF + b"more")).status_code == 413
    assert (await send(client, where, 0, in_chunks())).status_code == 413
    assert (await send(client, where, await offset(client, where), PDF)).status_code == 204


async def test_a_file_that_cannot_be_read_is_refused_at_its_beginning(
    client: httpx.AsyncClient, course: Course, folder: Path
) -> None:
    where = await begun(client, course, 4_000_000)
    answer = await send(client, where, 0, b"MZ" + bytes(300_000))
    assert (answer.status_code, "program" in answer.json()["error"]) == (422, True)
    assert (await client.head(where, headers=VERSION)).status_code == 404
    assert [*(folder / PARTS).iterdir()] == []


async def test_the_document_is_made_once_more_if_it_could_not_be(
    client: httpx.AsyncClient, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise settings_error

    settings_error = OSError(28, "No space left on device")
    where = await begun(client, course)
    await send(client, where, 0, PDF[:HALF])
    with monkeypatch.context() as broken:
        broken.setattr("os.link", full)
        broken.setattr(Path, "replace", full)
        assert (await send(client, where, HALF, PDF[HALF:])).status_code == 507
    assert await offset(client, where) == HALF
    assert (await client.get(where)).json()["document_id"] is None
    assert (await send(client, where, HALF, PDF[HALF:])).status_code == 204


async def test_a_part_that_was_lost_is_sent_again(client: httpx.AsyncClient, course: Course, folder: Path) -> None:
    where = await begun(client, course)
    await send(client, where, 0, PDF[:HALF])
    next((folder / PARTS).iterdir()).unlink()
    assert await offset(client, where) == 0
    assert (await send(client, where, HALF, PDF[HALF:])).status_code == 409
    assert (await send(client, where, 0, PDF)).status_code == 204


async def test_the_protocol_is_told(client: httpx.AsyncClient, course: Course) -> None:
    for where in (WHERE, f"{WHERE}/any"):
        answer = await client.options(where)
        assert (answer.status_code, answer.headers["tus-version"]) == (204, "1.0.0")
        assert answer.headers["tus-extension"] == "creation,expiration,termination"
        assert answer.headers["tus-max-size"] == str(5 * 1024**2)
    created = await begin(client, course)
    assert created.headers["tus-resumable"] == "1.0.0"
    assert created.headers["upload-expires"].endswith("GMT")


async def test_another_version_and_other_bodies_are_refused(client: httpx.AsyncClient, course: Course) -> None:
    where = await begun(client, course)
    for headers in ({}, {"Tus-Resumable": "0.2.2"}):
        answer = await client.patch(where, headers=headers)
        assert (answer.status_code, answer.headers["tus-version"]) == (412, "1.0.0")
    answer = await client.patch(where, headers=VERSION | {"Upload-Offset": "0"}, content=PDF)
    assert (answer.status_code, answer.headers["tus-resumable"]) == (415, "1.0.0")
    for offset in ("", "-1", "1.0", "x", "９", "9" * 30):
        answer = await client.patch(
            where,
            headers={name.encode(): value.encode() for name, value in (BYTES | {"Upload-Offset": offset}).items()},
            content=PDF,
        )
        assert answer.status_code == 422


@pytest.mark.parametrize(
    ("length", "metadata", "status"),
    [
        ("100", "", 422),
        ("100", "course_id ???", 422),
        ("100", told(course_id="nothing"), 404),
        ("100", told(course_id="no\0thing"), 404),
        ("0", None, 422),
        ("x", None, 422),
        ("", None, 422),
        (str(6 * 1024**2), None, 413),
    ],
)
async def test_what_cannot_be_begun_says_why(
    client: httpx.AsyncClient, course: Course, length: str, metadata: str | None, status: int
) -> None:
    said = told(course_id=course.id) if metadata is None else metadata
    answer = await client.post(WHERE, headers=VERSION | {"Upload-Length": length, "Upload-Metadata": said})
    assert (answer.status_code, bool(answer.json()["error"])) == (status, True)


async def test_what_is_arriving_takes_up_room(client: httpx.AsyncClient, course: Course) -> None:
    await begun(client, course, 5 * 1024**2)
    assert (await begin(client, course, 5 * 1024**2)).status_code == 413


async def test_it_can_be_cancelled(client: httpx.AsyncClient, course: Course, folder: Path) -> None:
    where = await begun(client, course)
    await send(client, where, 0, PDF[:HALF])
    assert (await client.delete(where, headers=VERSION)).status_code == 204
    assert (await send(client, where, HALF, PDF[HALF:])).status_code == 404
    assert [*(folder / PARTS).iterdir()] == []


@pytest.mark.parametrize("method", ["HEAD", "PATCH", "DELETE", "GET"])
async def test_somebody_elses_is_not_there(
    client: httpx.AsyncClient, api: FastAPI, course: Course, stranger: User, method: str, folder: Path
) -> None:
    where = await begun(client, course)
    await send(client, where, 0, PDF[:HALF])
    mine = api.dependency_overrides[access.learner]
    api.dependency_overrides[access.learner] = lambda: stranger.id
    headers = BYTES | {"Upload-Offset": str(HALF)}
    assert (await client.request(method, where, headers=headers)).status_code == 404
    assert (await begin(client, course)).status_code == 404
    api.dependency_overrides[access.learner] = mine
    assert await offset(client, where) == HALF
    assert path_of(folder, "x").parent.exists() is False
