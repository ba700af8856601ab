"""A file of a course is sent as a form, and answered at once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from studyapp import settings
from studyapp.database import Database
from studyapp.models import Course, User
from studyapp.services.courses.files.storage import FOLDER
from studyapp.settings import Settings
from tests.factories import make_course
from tests.material.pdfs import pdf_of_lines

PDF = pdf_of_lines([["Photosynthesis turns light into chemical energy."]])
WHERE = "/api/upload/pdf-structured"


@pytest.fixture
def course(database: Database, owner: User) -> Course:
    with database.write() as session:
        return make_course(session, owner)


@pytest.fixture(autouse=True)
def folder(api: FastAPI, tmp_path: Path) -> Path:
    configured = Settings(data_dir=tmp_path, max_upload_mb=1, storage_mb=1)
    api.dependency_overrides[settings.current] = lambda: configured
    return tmp_path / FOLDER


def form(course: Course, data: bytes = PDF, **fields: Any) -> dict[str, Any]:
    return {"data": {"course_id": course.id} | fields, "files": {"file": ("Leaves.pdf", data, "application/pdf")}}


async def test_a_file_is_answered_with_its_document_and_its_job(
    client: httpx.AsyncClient, course: Course, folder: Path
) -> None:
    answer = await client.post(WHERE, **form(course))
    told = answer.json()
    assert (answer.status_code, told["status"], told["message"]) == (202, "pending", "The file is being read.")
    job = (await client.get(f"/api/jobs/{told['job_id']}")).json()
    assert (job["type"], job["target"]) == ("document_import", {"kind": "document", "id": told["document_id"]})
    document = (await client.get(f"/api/documents/{told['document_id']}")).json()
    assert (document["course_id"], document["title"], document["status"]) == (course.id, "Leaves", "pending")
    [listed] = (await client.get(f"/api/courses/{course.id}/documents")).json()["documents"]
    assert (listed["id"], listed["job_id"], listed["sections"]) == (document["id"], told["job_id"], [])
    assert [path.read_bytes() for path in folder.iterdir()] == [PDF]


async def test_the_same_file_again_is_the_same_document(client: httpx.AsyncClient, course: Course) -> None:
    first, again = [(await client.post(WHERE, **form(course))).json() for _ in range(2)]
    assert again == first


async def test_the_same_file_sent_at_once_is_one_document_with_one_job(
    client: httpx.AsyncClient, course: Course, folder: Path
) -> None:
    answers = await asyncio.gather(*(client.post(WHERE, **form(course)) for _ in range(5)))
    told = {(answer.json()["document_id"], answer.json()["job_id"]) for answer in answers}
    assert ([answer.status_code for answer in answers], len(told)) == ([202] * 5, 1)
    assert [path.read_bytes() for path in folder.iterdir()] == [PDF]


async def test_a_title_can_be_given_and_what_other_clients_send_is_passed_over(
    client: httpx.AsyncClient, course: Course
) -> None:
    told = (await client.post(WHERE, **form(course, title="On leaves", chapter="3", material_type="slides"))).json()
    assert (await client.get(f"/api/documents/{told['document_id']}")).json()["title"] == "On leaves"


async def test_a_form_may_come_in_any_pieces(client: httpx.AsyncClient, course: Course) -> None:
    built = client.build_request("POST", WHERE, **form(course))
    body, headers = built.read(), {"content-type": built.headers["content-type"]}

    async def pieces(size: int) -> AsyncIterator[bytes]:
        for at in range(0, len(body), size):
            yield body[at : at + size]

    ids = set()
    for size in (1, 7, 4_096):
        answer = await client.post(WHERE, content=pieces(size), headers=headers)
        ids.add(answer.json()["document_id"])
    assert len(ids) == 1


def broken_forms() -> Iterator[tuple[str, bytes, str]]:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    form = "multipart/form-data; boundary=b"
    yield "application/json", b"{}", "no form"
    yield "multipart/form-data", head, "without a boundary"
    yield form, b"", "nothing"
    yield form, b"no form at all", "no parts"
    yield form, head + PDF, "broken off"
    yield form, head.replace(b"file", b"other") + PDF + b"\r\n--b--\r\n", "no field named file"
    yield form, head + PDF + b"\r\n" + head + PDF + b"\r\n--b--\r\n", "two files"
    yield form, head + PDF + b"\r\n--b--\r\n", "no course"
    yield form, head + b"\r\n--b--\r\n", "an empty file"
    yield form, head + b"MZ\0\0" + b"\r\n--b--\r\n", "a program"
    long = b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\n' + b"x" * 20_000
    yield form, long + b"\r\n" + head + PDF + b"\r\n--b--\r\n", "a field without end"


@pytest.mark.parametrize(
    ("kind", "body", "what"), [*broken_forms()], ids=lambda value: value if isinstance(value, str) else ""
)
async def test_what_is_no_form_with_a_file_leaves_nothing(
    client: httpx.AsyncClient, folder: Path, kind: str, body: bytes, what: str
) -> None:
    answer = await client.post(WHERE, content=body, headers={"content-type": kind})
    assert answer.status_code == 422, what
    assert answer.json()["code"] == "BAD_INPUT"
    assert not folder.is_dir() or list(folder.iterdir()) == []


async def test_a_file_that_is_too_large_or_has_no_room_is_refused(
    client: httpx.AsyncClient, course: Course, folder: Path
) -> None:
    large = b"%PDF-" + b"x" * 1024**2
    assert (await client.post(WHERE, **form(course, large))).status_code == 413
    half = b"%PDF-" + b"x" * (600 * 1024)
    assert (await client.post(WHERE, **form(course, half))).status_code == 202
    second = await client.post(WHERE, **form(course, half + b"!"))
    assert (second.status_code, "Delete documents" in second.json()["error"]) == (413, True)


async def test_a_course_of_somebody_else_takes_no_file(
    client: httpx.AsyncClient, database: Database, stranger: User
) -> None:
    with database.write() as session:
        theirs = make_course(session, stranger)
    assert (await client.post(WHERE, **form(theirs))).status_code == 404


async def test_a_deleted_document_is_not_read_any_more(client: httpx.AsyncClient, course: Course) -> None:
    told = (await client.post(WHERE, **form(course))).json()
    where = f"/api/documents/{told['document_id']}"
    assert (await client.delete(where)).status_code == 204
    assert (await client.get(where)).status_code == 404
    assert (await client.get(f"/api/jobs/{told['job_id']}")).json()["status"] == "cancelled"
    assert (await client.post(WHERE, **form(course))).json()["document_id"] != told["document_id"]
