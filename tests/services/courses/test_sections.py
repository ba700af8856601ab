"""Sections as a learner arranges them: each piece of the text stays in exactly one leaf."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from sqlalchemy import delete
from sqlmodel import select

from studyapp.database import Database
from studyapp.errors import BadInput, Conflict
from studyapp.material.importing import FoundSection, Imported
from studyapp.material.sections.structure import Kind
from studyapp.models import JobStatus, JobType, Lesson, MadeBy, Section, SectionKind, StoredDocument, User
from studyapp.services.courses import documents, reading, sections
from tests.factories import NOON, make_course, make_deck, make_document
from tests.ui.jobs import make_job

PAGES = ("Cells have walls. ", "Walls are firm. ", "Leaves are green. ", "Roots drink. ", "Index. ")
STARTS = (0, 18, 34, 52, 65)
END = 72
FOUND = (
    ("Cells", True, 0, 34),
    ("Cells: walls", False, 0, 18),
    ("Cells: firmness", False, 18, 34),
    ("Leaves", True, 34, 52),
    ("Roots", True, 52, 65),
    ("Index", True, 65, END),
)


@pytest.fixture
def document(database: Database, owner: User) -> StoredDocument:
    """A document with a chapter of two sections and three chapters without any, one chapter or section a page."""
    with database.write() as session:
        made = make_document(session, make_course(session, owner))
    read_again(database, made)
    return made


def read_again(database: Database, document: StoredDocument) -> None:
    found = tuple(
        FoundSection(title, is_chapter, Kind.BODY, _page(start), _page(end - 1), start, end)
        for title, is_chapter, start, end in FOUND
    )
    imported = Imported("".join(PAGES), STARTS, (None,) * len(PAGES), found)
    with database.write() as session:
        reading.finish(session, session.merge(document), imported=imported, now=NOON)


def _page(offset: int) -> int:
    return sum(start <= offset for start in STARTS)


def all_of(database: Database, document: StoredDocument) -> Sequence[Section]:
    with database.read() as session:
        return reading.sections_of(session, document)


def named(database: Database, document: StoredDocument, title: str) -> Section:
    return next(section for section in all_of(database, document) if section.title == title)


def outline(database: Database, document: StoredDocument) -> list[tuple[str, bool, int | None, int | None]]:
    """Title, whether it is a chapter, first and last page, after a look at whether the leaves cover the text."""
    found = all_of(database, document)
    parents = {section.parent_id for section in found}
    leaves = [(each.text_start, each.text_end) for each in found if each.id not in parents]
    assert [leaves[0][0], leaves[-1][1]] == [0, END]
    assert all(before[1] == after[0] for before, after in pairwise(leaves))
    assert [section.position for section in found] == sorted({section.position for section in found})
    return [(each.title, each.parent_id is None, each.page_from, each.page_to) for each in found]


BEFORE = [
    ("Cells", True, 1, 2),
    ("Cells: walls", False, 1, 1),
    ("Cells: firmness", False, 2, 2),
    ("Leaves", True, 3, 3),
    ("Roots", True, 4, 4),
    ("Index", True, 5, 5),
]


def test_a_section_is_renamed_and_called_so_when_the_document_is_read_again(
    database: Database, document: StoredDocument, owner: User
) -> None:
    roots = named(database, document, "Roots")
    with database.write() as session:
        sections.rename_section(session, owner.id, roots.id, title=" What roots do ", now=NOON)
        found = [FoundSection("Roots", True, Kind.BODY, 4, 4, 52, 65)]
        imported = Imported("".join(PAGES), STARTS, (None,) * len(PAGES), tuple(found))
        reading.finish(session, documents.get_document(session, owner.id, document.id), imported=imported, now=NOON)
    assert [(each.id, each.title) for each in all_of(database, document)] == [(roots.id, "What roots do")]


def test_a_chapter_is_marked_with_its_sections(database: Database, document: StoredDocument, owner: User) -> None:
    with database.write() as session:
        cells = named(database, document, "Cells").id
        sections.mark_section(session, owner.id, cells, SectionKind.FRONT, now=NOON)
    assert [each.kind.value for each in all_of(database, document)] == ["front"] * 3 + ["body"] * 3


def test_exactly_the_wanted_ones_are_chosen_and_those_before_come_back(
    database: Database, document: StoredDocument, owner: User
) -> None:
    with database.write() as session:
        wanted = {named(database, document, title).id for title in ("Cells", "Cells: walls", "Roots")}
        before = sections.choose_sections(session, owner.id, document.id, wanted, now=NOON)
    assert [each.is_chosen for each in all_of(database, document)] == [True, True, False, False, True, False]
    with database.write() as session:
        assert set(sections.choose_sections(session, owner.id, document.id, before, now=NOON)) == wanted
    assert all(each.is_chosen for each in all_of(database, document))


def test_a_section_brings_its_chapter_back(database: Database, document: StoredDocument, owner: User) -> None:
    def chosen() -> list[bool]:
        return [each.is_chosen for each in all_of(database, document)]

    with database.write() as session:
        cells = named(database, document, "Cells").id
        sections.choose_section(session, owner.id, cells, is_chosen=False, now=NOON)
    assert chosen() == [False, False, False, True, True, True]
    with database.write() as session:
        walls = named(database, document, "Cells: walls").id
        sections.choose_section(session, owner.id, walls, is_chosen=True, now=NOON)
    assert chosen() == [True, True, False, True, True, True]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Leaves", [*BEFORE[:3], ("Leaves", True, 3, 4), BEFORE[5]]),
        ("Cells: walls", [BEFORE[0], ("Cells: walls", False, 1, 2), *BEFORE[3:]]),
        ("Cells", [("Cells", True, 1, 3), BEFORE[1], ("Cells: firmness", False, 2, 3), *BEFORE[4:]]),
    ],
)
def test_a_section_is_merged_with_the_next(
    database: Database, document: StoredDocument, owner: User, title: str, expected: list[tuple[str, bool, int, int]]
) -> None:
    with database.write() as session:
        sections.merge_with_next(session, owner.id, named(database, document, title).id, now=NOON)
    assert outline(database, document) == expected


@pytest.mark.parametrize("title", ["Index", "Cells: firmness"])
def test_the_last_of_a_chapter_has_nothing_to_merge_with(
    database: Database, document: StoredDocument, owner: User, title: str
) -> None:
    with database.write() as session, pytest.raises(Conflict, match="nothing after it"):
        sections.merge_with_next(session, owner.id, named(database, document, title).id, now=NOON)
    assert outline(database, document) == BEFORE


def test_a_split_is_undone_by_a_merge(database: Database, document: StoredDocument, owner: User) -> None:
    leaves = named(database, document, "Leaves")
    with database.write() as session:
        sections.split_section(session, owner.id, leaves.id, at=41, title="Green", now=NOON)
    split = [*BEFORE[:4], ("Green", True, 3, 3), *BEFORE[4:]]
    assert outline(database, document) == split
    with database.write() as session:
        merged = sections.merge_with_next(session, owner.id, leaves.id, now=NOON)
    assert (merged.title, merged.at) == ("Green", 41)
    assert outline(database, document) == BEFORE
    assert named(database, document, "Leaves").digest == leaves.digest


@pytest.mark.parametrize("at", [34, 52, 0, 71])
def test_a_section_is_split_inside_of_its_text_only(
    database: Database, document: StoredDocument, owner: User, at: int
) -> None:
    with database.write() as session, pytest.raises(BadInput):
        sections.split_section(session, owner.id, named(database, document, "Leaves").id, at=at, title="X", now=NOON)
    assert outline(database, document) == BEFORE


def test_a_chapter_with_sections_is_not_split_itself(database: Database, document: StoredDocument, owner: User) -> None:
    with database.write() as session, pytest.raises(Conflict, match="sections of its own"):
        sections.split_section(session, owner.id, named(database, document, "Cells").id, at=10, title="X", now=NOON)


def test_a_boundary_is_moved_both_ways(database: Database, document: StoredDocument, owner: User) -> None:
    roots = named(database, document, "Roots").id
    with database.write() as session:
        sections.move_start(session, owner.id, roots, at=41, now=NOON)
    assert outline(database, document)[3:5] == [("Leaves", True, 3, 3), ("Roots", True, 3, 4)]
    with database.write() as session:
        sections.move_start(session, owner.id, roots, at=60, now=NOON)
    assert outline(database, document)[3:5] == [("Leaves", True, 3, 4), ("Roots", True, 4, 4)]
    for at in (34, 65):
        with database.write() as session, pytest.raises(BadInput):
            sections.move_start(session, owner.id, roots, at=at, now=NOON)


@pytest.mark.parametrize("title", ["Cells", "Cells: walls", "Leaves"])
def test_the_beginning_of_a_chapter_stays(
    database: Database, document: StoredDocument, owner: User, title: str
) -> None:
    """The first has nothing before it, and the one before “Leaves” has sections of its own."""
    with database.write() as session, pytest.raises(Conflict, match="follows another one"):
        sections.move_start(session, owner.id, named(database, document, title).id, at=40, now=NOON)


def test_what_has_a_lesson_is_not_arranged_any_more(database: Database, document: StoredDocument, owner: User) -> None:
    leaves, roots = (named(database, document, title).id for title in ("Leaves", "Roots"))
    with database.write() as session:
        about = {"language": "en", "made_by": MadeBy.EXTRACTIVE, "created_at": NOON, "updated_at": NOON}
        session.add(Lesson(user_id=owner.id, section_id=roots, **about))
    with database.write() as session, pytest.raises(Conflict, match="“Roots” has a lesson already"):
        sections.merge_with_next(session, owner.id, leaves, now=NOON)
    with database.write() as session, pytest.raises(Conflict, match="has a lesson"):
        sections.split_section(session, owner.id, roots, at=60, title="X", now=NOON)
    with database.write() as session, pytest.raises(Conflict, match="has a lesson"):
        sections.move_start(session, owner.id, roots, at=60, now=NOON)
    assert outline(database, document) == BEFORE


def test_what_a_lesson_is_being_made_of_is_not_arranged(
    database: Database, document: StoredDocument, owner: User
) -> None:
    leaves = named(database, document, "Leaves").id
    with database.write() as session:
        deck = make_deck(session, owner)
        about = {"target_kind": "section", "type": JobType.LESSON_GENERATION, "payload": {"section_id": leaves}}
        make_job(session, deck, JobStatus.PENDING, **about).target_id = leaves
    with database.write() as session, pytest.raises(Conflict, match="is being made"):
        sections.merge_with_next(session, owner.id, leaves, now=NOON)
    assert outline(database, document) == BEFORE


def test_sections_that_were_arranged_and_learned_stay_when_the_document_is_read_again(
    database: Database, document: StoredDocument, owner: User
) -> None:
    leaves = named(database, document, "Leaves").id
    with database.write() as session:
        sections.merge_with_next(session, owner.id, leaves, now=NOON)
    arranged = outline(database, document)
    about = {"language": "en", "made_by": MadeBy.EXTRACTIVE, "created_at": NOON, "updated_at": NOON}
    with database.write() as session:
        session.add(Lesson(user_id=owner.id, section_id=leaves, **about))
    read_again(database, document)
    assert outline(database, document) == arranged
    with database.write() as session:
        assert [lesson.section_id for lesson in session.exec(select(Lesson))] == [leaves]
        session.exec(delete(Lesson))
    read_again(database, document)
    assert [each[:2] for each in outline(database, document)] == [each[:2] for each in BEFORE]


def test_what_is_being_read_is_not_arranged_yet(database: Database, document: StoredDocument, owner: User) -> None:
    with database.write() as session:
        documents.get_document(session, owner.id, document.id).read_at = None
    with database.write() as session, pytest.raises(Conflict, match="still being read"):
        sections.merge_with_next(session, owner.id, named(database, document, "Leaves").id, now=NOON)
