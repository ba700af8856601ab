"""The page of a document: which page it shows, where the quote is marked, and why something is not shown."""

from pathlib import Path
from typing import Any

import pytest

from studyapp import settings
from studyapp.database import Database
from studyapp.models import Course, FileFormat, StoredDocument, User
from studyapp.services import documents
from studyapp.services.courses.files.storage import Receiving
from studyapp.settings import Settings
from studyapp.ui.pages.document import DocumentState
from studyapp.ui.pages.document.rows import TextPiece
from tests.factories import NOON, make_course, make_document
from tests.material.pdfs import encrypted, pdf_of_lines
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab

LINES = [["Photosynthesis turns light into chemical energy."], ["It takes place in the leaf."], ["Roots do not."]]
TEXT = "\n\n".join(line for page in LINES for line in page)
STARTS = (0, 50, 79)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "current", lambda: Settings(data_dir=tmp_path))
    return tmp_path


@pytest.fixture
def course(use_database: Database, owner: User) -> Course:
    with use_database.write() as session:
        return make_course(session, owner)


def store(database: Database, course: Course, folder: Path, data: bytes | None = None, **fields: Any) -> StoredDocument:
    with Receiving(folder, most_bytes=10**6) as receiving:
        receiving.write(data or pdf_of_lines(LINES))
        digest = receiving.finish().digest
    with database.write() as session:
        document = make_document(session, course, file_digest=digest, read_at=NOON, **fields)
        pages = STARTS if document.format is FileFormat.PDF else ()
        documents.store_text(session, document, TEXT, pages)
        return document


async def opened(tab: Tab[Any], address: str) -> DocumentState:
    page = await tab(DocumentState)
    go_to(page, f"/documents/{address}")
    await page.open_document()
    return page


async def test_a_page_is_shown_with_the_quote_marked(
    tab: Tab[Any], use_database: Database, course: Course, folder: Path
) -> None:
    document = store(use_database, course, folder)
    page = await opened(tab, f"{document.id}?page=2&quote=takes%20place%20in")
    assert (page.name, page.number, page.head.pages, page.head.course) == (
        "Handbook of cells – page 2",
        2,
        3,
        "Cell biology",
    )
    assert page.picture.url == f"/api/documents/{document.id}/pages/2.webp"
    assert page.picture.shape == "1200 / 1698"
    assert len(page.picture.marks) == 1
    assert page.pieces == [
        TextPiece("It ", is_marked=False),
        TextPiece("takes place in", is_marked=True, is_first=True),
        TextPiece(" the leaf.", is_marked=False),
    ]
    assert not page.shows_text
    assert not page.misses_quote


@pytest.mark.parametrize(("asked", "number"), [("", 1), ("page=0", 1), ("page=x", 1), ("page=-1", 1), ("page=99", 3)])
async def test_any_address_leads_to_a_page(
    tab: Tab[Any], use_database: Database, course: Course, folder: Path, asked: str, number: int
) -> None:
    page = await opened(tab, f"{store(use_database, course, folder).id}?{asked}")
    assert (page.number, page.picture.problem) == (number, "")


@pytest.mark.parametrize("text", [False, True])
async def test_a_quote_that_is_not_there_is_said(
    tab: Tab[Any], use_database: Database, course: Course, folder: Path, text: bool
) -> None:
    page = await opened(tab, f"{store(use_database, course, folder).id}?page=1&quote=takes%20place%20in")
    page.prefers_text = text
    assert page.misses_quote


async def test_a_page_that_could_not_be_drawn_is_tried_again_once_it_is_opened_again(
    tab: Tab[Any], use_database: Database, course: Course, folder: Path
) -> None:
    page = await opened(tab, store(use_database, course, folder).id)
    [file] = (folder / "files").iterdir()
    gone = file.rename(folder / "gone")
    go_to(page, f"/documents/{page.opened_id}?page=2")
    await page.open_document()
    assert page.picture.problem == "The file of this document is not there any more."
    assert page.shows_text
    assert [piece.text for piece in page.pieces] == ["It takes place in the leaf."]
    gone.rename(file)
    await page._read()
    assert page.picture.problem != ""
    await page.open_document()
    assert (page.picture.problem, page.shows_text) == ("", False)


async def test_a_file_that_cannot_be_drawn_shows_its_text_and_why(
    tab: Tab[Any], use_database: Database, course: Course, folder: Path
) -> None:
    locked = encrypted(pdf_of_lines(LINES), user_password="secret")
    page = await opened(tab, store(use_database, course, folder, locked).id)
    assert "protected with a password" in page.picture.problem
    assert page.shows_text


async def test_a_document_without_pages_opens_at_the_quote(
    tab: Tab[Any], use_database: Database, course: Course, folder: Path
) -> None:
    document = store(use_database, course, folder, TEXT.encode(), format=FileFormat.TEXT)
    with use_database.write() as session:
        stored = documents.find_document(session, document.user_id, document.id)
        documents.store_text(session, stored, "x " * 60_000 + TEXT, ())
    page = await opened(tab, f"{document.id}?quote=takes%20place%20in")
    assert (page.number, page.head.pages, page.shows_text, page.picture.url) == (3, 3, True, "")
    assert [piece.text for piece in page.pieces if piece.is_marked] == ["takes place in"]


async def test_a_document_that_is_not_there_says_so(tab: Tab[Any], use_database: Database, course: Course) -> None:
    assert "not there" in (await opened(tab, "nothing")).problem


async def test_a_document_that_has_not_been_read_has_no_pages(
    tab: Tab[Any], use_database: Database, course: Course
) -> None:
    with use_database.write() as session:
        document = make_document(session, course)
    page = await opened(tab, document.id)
    assert (page.problem, page.head.pages, page.pieces) == ("", 0, [])


async def test_a_number_leads_to_its_page(tab: Tab[Any], use_database: Database, course: Course, folder: Path) -> None:
    page = await opened(tab, store(use_database, course, folder).id)
    for typed, number in (("2", 2), ("99", 3), ("", 1)):
        assert f"?page={number}" in str(page.go_to_page({"page": typed}))


async def test_headings_and_lists_of_an_office_file_are_shown_without_their_marks(
    tab: Tab[Any], use_database: Database, course: Course, folder: Path
) -> None:
    document = store(use_database, course, folder, format=FileFormat.DOCX)
    with use_database.write() as session:
        text = "# Leaves\n\nThey take in light.\n\n- green\n- flat\n\n```\n# not a heading\n```"
        documents.store_text(session, documents.find_document(session, course.user_id, document.id), text, ())
    page = await opened(tab, f"{document.id}?quote=in%20light.%20-%20green")
    assert [(piece.text, piece.is_heading, piece.is_first) for piece in page.pieces] == [
        ("Leaves", True, False),
        ("\n\nThey take ", False, False),
        ("in light.\n\n• green", False, True),
        ("\n• flat\n\n```\n# not a heading\n```", False, False),
    ]
    assert page.pieces[2].is_marked


async def test_signs_on_the_page_of_a_pdf_stay(
    tab: Tab[Any], use_database: Database, course: Course, folder: Path
) -> None:
    document = store(use_database, course, folder)
    with use_database.write() as session:
        stored = documents.find_document(session, course.user_id, document.id)
        documents.store_text(session, stored, "# make install", (0,))
    assert (await opened(tab, document.id)).pieces == [TextPiece("# make install", is_marked=False)]
