"""The sections of a document while they are arranged on the page of the course."""

from typing import Any

import pytest

from studyapp.database import Database
from studyapp.material.importing import FoundSection, Imported
from studyapp.material.sections.structure import Kind
from studyapp.models import FileFormat, StoredDocument, User
from studyapp.services.courses import documents, reading
from studyapp.ui.pages.course.arranging.state import ArrangingState
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
    shown_apart = [[row.title for row in rows[document.id]] for rows in (page.chapters, page.left_out, page.asides)]
    assert shown_apart == [["Firm walls"], ["Cells"], ["Index"]]
    assert page.documents[0].left_out == "Left out (1)"
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


LONG = "Cells have walls.\n\nWalls are firm.\n\nRoots drink.\n\nLeaves shine.\n\nIndex"


@pytest.fixture
async def long_page(page: ArrangingState, document: StoredDocument, use_database: Database) -> ArrangingState:
    """The same with paragraphs, in two chapters and the index."""
    found = [("Cells", 0, LONG.index("Roots")), ("Plants", LONG.index("Roots"), LONG.index("Index"))]
    sections = tuple(FoundSection(title, True, Kind.BODY, None, None, start, end) for title, start, end in found)
    with use_database.write() as session:
        stored = documents.get_document(session, document.user_id, document.id)
        reading.finish(session, stored, imported=Imported(LONG, (), (), sections), now=NOON)
    await page._read()
    return page


def titles(page: ArrangingState) -> list[str]:
    return [row.title for row in page.arranged]


async def test_a_section_is_split_at_a_line_and_put_together_again(long_page: ArrangingState) -> None:
    cells = long_page.arranged[0].id
    await long_page.place_section(cells)
    assert [row.words for row in long_page.boundary.places] == ["Walls are firm."]
    assert await long_page.split_here() is None
    long_page.choose_place(long_page.boundary.places[0].at)
    await long_page.split_here()
    assert (titles(long_page), long_page.placed_id) == (["Cells", "Walls are firm.", "Plants"], "")
    await long_page.merge(cells)
    assert titles(long_page) == ["Cells", "Plants"]


async def test_a_boundary_is_moved_back_and_forth(long_page: ArrangingState) -> None:
    plants = long_page.arranged[1].id
    await long_page.place_section(plants)
    there = long_page.boundary
    assert (there.before, [row.is_start for row in there.places]) == ("Cells", [False, True, False])
    long_page.choose_place(there.places[0].at)
    await long_page.begin_here()
    await long_page.place_section(plants)
    assert long_page.boundary.start == LONG.index("Walls")
    await long_page.move_start(plants, there.start)
    await long_page.place_section(plants)
    assert long_page.boundary == there


async def test_a_range_of_chapters_is_learned(page: ArrangingState, document: StoredDocument) -> None:
    ids = [row.id for row in page.arranged]
    assert [row.title for row in page.chapters_to_choose] == ["Cells", "Walls", "Index"]
    await page.choose_range({"first": ids[2], "last": ids[1]})
    assert [row.is_chosen for row in page.arranged] == [False, True, True]
    await page.finish()
    await page.choose_exactly(document.id, ids)
    await page.arrange(document.id)
    assert [row.is_chosen for row in page.arranged] == [True, True, True]


async def test_places_in_a_presentation_are_told_by_slide(
    page: ArrangingState, document: StoredDocument, use_database: Database
) -> None:
    at = LONG.index("Walls")
    found = (FoundSection("Cells", True, Kind.BODY, 1, 2, 0, len(LONG)),)
    with use_database.write() as session:
        stored = documents.get_document(session, document.user_id, document.id)
        stored.format = FileFormat.PPTX
        reading.finish(session, stored, imported=Imported(LONG, (0, at), (), found), now=NOON)
    await page._read()
    await page.place_section(page.arranged[0].id)
    assert [row.page for row in page.boundary.places][:2] == ["slide 2", ""]
