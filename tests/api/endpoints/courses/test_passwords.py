"""A document that waits for its password gets it over REST; nobody reads the password anywhere after that."""

import logging
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from studyapp import settings
from studyapp.database import Database
from studyapp.models import Course, StoredDocument, User
from studyapp.services.courses.files.storage import FOLDER
from studyapp.settings import Settings
from tests.factories import make_course, make_document
from tests.material.locked import PASSWORDS, locked_pdf

DIGEST = "0" * 64
PASSWORD = "secret"


@pytest.fixture(autouse=True)
def folder(api: FastAPI, tmp_path: Path) -> Path:
    configured = Settings(data_dir=tmp_path)
    api.dependency_overrides[settings.current] = lambda: configured
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / DIGEST).write_bytes(locked_pdf())
    return tmp_path / FOLDER


@pytest.fixture
def course(database: Database, owner: User) -> Course:
    with database.write() as session:
        return make_course(session, owner)


@pytest.fixture
def document(database: Database, course: Course) -> StoredDocument:
    with database.write() as session:
        return make_document(session, course, file_digest=DIGEST, is_locked=True)


def address(document: StoredDocument, rest: str = "/password") -> str:
    return f"/api/documents/{document.id}{rest}"


async def test_the_right_password_lets_the_document_be_read(
    client: httpx.AsyncClient, document: StoredDocument, folder: Path
) -> None:
    assert (await client.get(address(document, ""))).json()["is_locked"]
    answer = await client.post(address(document), json={"password": PASSWORD})
    told = answer.json()
    assert (answer.status_code, told["status"], told["document_id"]) == (202, "pending", document.id)
    job = (await client.get(f"/api/jobs/{told['job_id']}")).text
    shown = (await client.get(address(document, ""))).json()
    assert (shown["is_locked"], shown["status"], shown["job_id"]) == (False, "pending", told["job_id"])
    assert PASSWORD not in job + answer.text + str(shown)
    assert (await client.get(address(document, "/pages/1.webp"))).status_code == 200
    assert (await client.get(address(document, "/file"))).content == locked_pdf()
    assert len([*folder.iterdir()]) == 2


async def test_a_wrong_password_says_so_and_is_in_no_log(
    client: httpx.AsyncClient, document: StoredDocument, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = await client.post(address(document), json={"password": "Sesame open"})
    assert (answer.status_code, answer.json()["code"]) == (422, "WRONG_PASSWORD")
    assert "Sesame open" not in answer.text + caplog.text
    assert (await client.get(address(document, ""))).json()["is_locked"]


@pytest.mark.parametrize("password", ["", "x" * 501, None, 7, ["secret word"]])
async def test_a_malformed_password_is_not_repeated(
    client: httpx.AsyncClient, document: StoredDocument, password: Any
) -> None:
    answer = await client.post(address(document), json={"password": password})
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_INPUT")
    assert "xxx" not in answer.text
    assert "secret word" not in answer.text


async def test_only_a_document_that_waits_takes_one(client: httpx.AsyncClient, document: StoredDocument) -> None:
    body = {"password": PASSWORD}
    assert (await client.post("/api/documents/nothing/password", json=body)).status_code == 404
    assert (await client.post(address(document), json=body)).status_code == 202
    assert (await client.post(address(document), json=body)).status_code == 409


async def test_a_locked_page_cannot_be_drawn(client: httpx.AsyncClient, document: StoredDocument) -> None:
    answer = await client.get(address(document, "/pages/1.webp"))
    assert (answer.status_code, "password" in answer.json()["error"]) == (422, True)


@pytest.mark.parametrize(("password", "copies"), [(PASSWORDS["locked-aes-128.pdf"], 1), ("wrong", 0), ("", 0)])
async def test_a_password_may_come_with_the_file(
    client: httpx.AsyncClient, course: Course, folder: Path, password: str, copies: int
) -> None:
    before = len([*folder.iterdir()])
    file = {"file": ("Cells.pdf", locked_pdf("locked-aes-128.pdf"), "application/pdf")}
    form: dict[str, Any] = {"data": {"course_id": course.id, "password": password}, "files": file}
    answer = await client.post("/api/upload/pdf-structured", **form)
    assert (answer.status_code, len([*folder.iterdir()]) - before) == (202, 1 + copies)
    again = await client.post("/api/upload/pdf-structured", **form)
    assert again.json()["document_id"] == answer.json()["document_id"]


async def test_a_password_for_a_file_that_needs_none_is_passed_over(
    client: httpx.AsyncClient, course: Course, folder: Path
) -> None:
    for name, data in (("a.md", b"Leaves are green. " * 20), ("b.pdf", locked_pdf("aes128-permissions-only.pdf"))):
        form: dict[str, Any] = {"data": {"course_id": course.id, "password": "x"}, "files": {"file": (name, data)}}
        assert (await client.post("/api/upload/pdf-structured", **form)).status_code == 202
    assert len([*folder.iterdir()]) == 3
