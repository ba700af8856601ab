"""The sections of a document while they are arranged on the page of the course."""

from typing import Any

import pytest

from studyapp.database import Database
from studyapp.material.importing import FoundSection, Imported
from studyapp.material.sections.structure import Kind
from studyapp.models import StoredDocument, User
from studyapp.services.courses import documents, reading
from studyapp.ui.pages.course.arranging import ArrangingState
from tests.factories import NOON, make_course, make_document
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab

TEXT = "Cells have walls. Walls are firm."


@pytest.fixture
def document(use_database: Database, owner: User) -> StoredDocument:
    found = [("Cells", 0, 18), ("Walls", 18, 28), ("Index", 28, 33)]
    sections = tuple(FoundSection(title, True, Kind.BODY, None, None, start, end) for title, start, end in found)
    with use_database.write() as session:
        made = make_document(session, make_course(session, owner))
        reading.finish(session, made, imported=Imported(TEXT, (), (), sections), now=NOON)
        return made


@pytest.fixture
async def page(tab: Tab[Any], document: StoredDocument) -> ArrangingState:
    state = await tab(ArrangingState)
    go_to(state, f"/courses/{document.course_id}")
    await state.open_course()
    await state.arrange(document.id)
    return state


def shown(page: ArrangingState) -> list[tuple[str, str, bool]]:
    return [(row.title, row.kind, row.is_chosen) for row in page.arranged]


BEFORE = [("Cells", "body", True), ("Walls", "body", True), ("Index", "body", True)]


async def test_sections_are_shown_only_while_they_are_arranged(page: ArrangingState) -> None:
    assert shown(page) == BEFORE
    await page.finish()
    assert (page.arranged_id, page.arranged) == ("", [])


async def test_sections_are_chosen_renamed_and_marked(page: ArrangingState, document: StoredDocument) -> None:
    cells, walls, index = (row.id for row in page.arranged)
    await page.choose(cells, False)
    page.start_renaming(walls)
    await page.rename({"title": ""})
    assert (page.renamed_id, page.refused != "") == (walls, True)
    await page.rename({"title": "Firm walls"})
    assert (page.renamed_id, page.refused) == ("", "")
    await page.mark(index, "back")
    assert shown(page) == [("Cells", "body", False), ("Firm walls", "body", True), ("Index", "back", True)]
    assert [row.title for row in page.chapters[document.id]] == ["Cells", "Firm walls"]
    await page.mark(index, "body")
    assert shown(page)[2] == BEFORE[2]


async def test_a_merge_is_undone_by_a_split(page: ArrangingState) -> None:
    cells = page.arranged[0].id
    await page.merge(cells)
    assert [row.title for row in page.arranged] == ["Cells", "Index"]
    await page.split(cells, 18, "Walls")
    assert shown(page) == BEFORE


async def test_a_document_that_is_deleted_is_not_arranged_any_more(
    page: ArrangingState, document: StoredDocument, use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        documents.delete_document(session, owner.id, document.id, now=NOON)
    await page._read()
    assert (page.problem, page.arranged) == ("", [])
