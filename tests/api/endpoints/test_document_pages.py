"""Pages of documents over REST: their text, their pictures with places of quotes, and the file itself."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image

from studyapp import settings
from studyapp.api import access
from studyapp.database import Database
from studyapp.models import FileFormat, User
from studyapp.services import documents
from studyapp.services.courses.files.storage import Receiving
from studyapp.settings import Settings
from tests.factories import make_course, make_document
from tests.material.pdfs import encrypted, pdf_of_lines

LINES = [["Photosynthesis turns light into chemical energy."], ["It takes place in the leaf."]]
PDF = pdf_of_lines(LINES)
TEXT = "\n\n".join(line for page in LINES for line in page)
STARTS = (0, len(LINES[0][0]) + 2)
QUOTE = "light into chemical"

Store = Callable[..., str]


@pytest.fixture
def store(api: FastAPI, tmp_path: Path, database: Database, owner: User) -> Store:
    """Store a document with its file, and return the address of the document."""
    api.dependency_overrides[settings.current] = lambda: Settings(data_dir=tmp_path)

    def in_course(data: bytes = PDF, kind: FileFormat = FileFormat.PDF, name: str = "Blätter.pdf") -> str:
        with Receiving(tmp_path, most_bytes=10**6) as receiving:
            receiving.write(data)
            digest = receiving.finish().digest
        with database.write() as session:
            document = make_document(
                session, make_course(session, owner), file_digest=digest, format=kind, file_name=name
            )
            documents.store_text(session, document, TEXT, STARTS)
            return f"/api/documents/{document.id}"

    return in_course


async def test_a_page_is_shown_as_a_picture_that_browsers_keep(client: httpx.AsyncClient, store: Store) -> None:
    address = store() + "/pages/1.webp"
    shown = await client.get(address)
    assert Image.open(io.BytesIO(shown.content)).size == (1200, 1698)
    assert {name: shown.headers[name] for name in ("content-type", "x-content-type-options", "cache-control")} == {
        "content-type": "image/webp",
        "x-content-type-options": "nosniff",
        "cache-control": "private, max-age=31536000, immutable",
    }
    assert shown.headers["content-security-policy"].startswith("sandbox")
    again = await client.get(address, headers={"If-None-Match": shown.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = await client.get(address.replace("1.webp", "2.webp"), headers={"If-None-Match": shown.headers["etag"]})
    assert other.status_code == 200


async def test_a_quote_is_marked_in_the_picture_which_is_another_one(client: httpx.AsyncClient, store: Store) -> None:
    address = store() + "/pages/1.webp"
    plain, marked = await client.get(address), await client.get(address, params={"quote": QUOTE})
    assert Image.open(io.BytesIO(marked.content)).size == (1200, 1698)
    assert marked.content != plain.content
    assert marked.headers["etag"] != plain.headers["etag"]
    known = {"If-None-Match": marked.headers["etag"]}
    assert (await client.get(address, params={"quote": QUOTE}, headers=known)).status_code == 304
    assert (await client.get(address, headers=known)).status_code == 200


async def test_a_part_of_a_page_is_cut_out_of_its_picture_and_kept(
    client: httpx.AsyncClient, store: Store, tmp_path: Path
) -> None:
    address = store() + "/pages/1.webp"
    part = await client.get(address, params={"box": "10,5,60.5,8"})
    assert part.status_code == 200
    picture = Image.open(io.BytesIO(part.content)).convert("L")
    assert picture.size == (606, 52)  # of 1,200 × 1,698
    assert min(picture.tobytes()) < 100  # the line of the page is in it
    empty = await client.get(address, params={"box": "10,50,60,60"})
    assert min(Image.open(io.BytesIO(empty.content)).convert("L").tobytes()) > 240
    assert len({each.headers["etag"] for each in (part, empty, await client.get(address))}) == 3
    known = {"If-None-Match": part.headers["etag"]}
    assert (await client.get(address, params={"box": "10,5,60.5,8"}, headers=known)).status_code == 304
    assert len(list((tmp_path / "page-pictures").glob("*/1-1200-*.webp"))) == 2


@pytest.mark.parametrize(
    "box", ["0,0,0,0", "60,5,10,8", "10,8,60,5", "0,0,100.5,20", "1,2,3", "a,b,c,d", "0,0,nan,9", "-1,0,9,9"]
)
async def test_what_is_no_part_of_a_page_is_refused(client: httpx.AsyncClient, store: Store, box: str) -> None:
    assert (await client.get(store() + "/pages/1.webp", params={"box": box})).status_code == 422


async def test_a_part_of_a_page_has_no_quote(client: httpx.AsyncClient, store: Store) -> None:
    answer = await client.get(store() + "/pages/1.webp", params={"box": "0,0,50,50", "quote": QUOTE})
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_INPUT")


async def test_the_place_of_a_quote_is_told_in_percent(client: httpx.AsyncClient, store: Store) -> None:
    address = store() + "/pages/1/marks"
    told = (await client.get(address, params={"quote": QUOTE})).json()
    assert (told["width"], told["height"]) == (1200, 1698)
    [box] = told["boxes"]
    assert 20 < box["left"] < 35
    assert 5 < box["top"] < 8
    assert (await client.get(address, params={"quote": "It takes place in the leaf"})).json()["boxes"] == []
    assert (await client.get(address)).json()["boxes"] == []
    assert (await client.get(address, params={"quote": "x" * 2_001})).status_code == 422


async def test_the_text_of_a_page_is_told(client: httpx.AsyncClient, store: Store) -> None:
    address = store() + "/pages"
    assert (await client.get(f"{address}/1")).json() == {"text": LINES[0][0] + "\n\n"}
    assert (await client.get(f"{address}/2")).json() == {"text": LINES[1][0]}


@pytest.mark.parametrize("rest", ["pages/3", "pages/3.webp", "pages/3/marks"])
async def test_a_page_that_is_not_there_is_not_found(client: httpx.AsyncClient, store: Store, rest: str) -> None:
    answer = await client.get(f"{store()}/{rest}")
    assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND")


async def test_a_page_that_cannot_be_drawn_gets_its_sentence(client: httpx.AsyncClient, store: Store) -> None:
    answer = await client.get(store(encrypted(PDF, user_password="secret")) + "/pages/1.webp")
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_INPUT")
    assert "protected with a password" in answer.json()["error"]


async def test_a_pdf_is_shown_in_the_browser_whole_or_in_part(client: httpx.AsyncClient, store: Store) -> None:
    address = store() + "/file"
    shown = await client.get(address)
    assert shown.content == PDF
    assert shown.headers["content-type"] == "application/pdf"
    assert shown.headers["content-disposition"] == "inline; filename*=utf-8''Bl%C3%A4tter.pdf"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["cache-control"].startswith("private")
    assert "sandbox" not in shown.headers["content-security-policy"]
    part = await client.get(address, headers={"Range": "bytes=5-9"})
    assert (part.status_code, part.content) == (206, PDF[5:10])
    assert part.headers["content-range"] == f"bytes 5-9/{len(PDF)}"
    beyond = await client.get(address, headers={"Range": f"bytes={len(PDF)}-"})
    assert beyond.status_code == 416


@pytest.mark.parametrize(("kind", "media_type"), [(FileFormat.TEXT, "text/plain"), (FileFormat.HTML, "text/html")])
async def test_any_other_file_is_downloaded(
    client: httpx.AsyncClient, store: Store, kind: FileFormat, media_type: str
) -> None:
    page = "<script>alert(1)</script> Blätter haben Zellen.".encode("cp1252")
    address = store(page, kind, "leaves.htm")
    shown = await client.get(f"{address}/file")
    assert shown.content == page
    assert shown.headers["content-type"] == media_type
    assert shown.headers["content-disposition"] == 'attachment; filename="leaves.htm"'
    assert shown.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert "Only the pages of PDF files" in (await client.get(f"{address}/pages/1.webp")).json()["error"]


REST = ["file", "pages/1", "pages/1.webp", "pages/1/marks"]


@pytest.mark.parametrize("rest", REST)
async def test_nobody_else_sees_it(client: httpx.AsyncClient, api: FastAPI, store: Store, rest: str) -> None:
    address = f"{store()}/{rest}"
    assert (await client.get(address)).status_code == 200
    api.dependency_overrides[access.learner] = lambda: "stranger"
    assert (await client.get(address)).status_code == 404


@pytest.mark.parametrize("rest", REST)
async def test_nothing_is_shown_of_a_deleted_document(
    client: httpx.AsyncClient, database: Database, owner: User, store: Store, rest: str
) -> None:
    address = store()
    with database.write() as session:
        documents.find_document(session, owner.id, address.rpartition("/")[2]).deleted_at = datetime.now(UTC)
    assert (await client.get(f"{address}/{rest}")).status_code == 404
