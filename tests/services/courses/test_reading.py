"""What is stored when the file of a document is read, and read once more."""

from studyapp.database import Database
from studyapp.material.importing import FoundSection, Imported
from studyapp.material.sections.structure import Kind
from studyapp.models import StoredDocument, User
from studyapp.services.courses import reading
from tests.factories import NOON, make_course, make_document

TEXT = "Cells have walls. Walls are firm."


def found(title: str, start: int, end: int, *, is_chapter: bool = True) -> FoundSection:
    return FoundSection(title, is_chapter, Kind.BODY, None, None, start, end)


def read(database: Database, document: StoredDocument, *sections: FoundSection) -> list[tuple[str, bool]]:
    with database.write() as session:
        reading.finish(session, document, imported=Imported(TEXT, (), (), sections), now=NOON)
    with database.read() as session:
        return [(each.title, each.parent_id is None) for each in reading.sections_of(session, document)]


def test_a_chapter_that_is_gone_goes_with_its_sections(database: Database, owner: User) -> None:
    with database.write() as session:
        document = make_document(session, make_course(session, owner))
    parts = (found("Walls", 0, 18, is_chapter=False), found("Firmness", 18, 33, is_chapter=False))
    first = read(database, document, found("Cells", 0, 33), *parts)
    assert first == [("Cells", True), ("Walls", False), ("Firmness", False)]
    assert read(database, document, found("Plants", 0, 30)) == [("Plants", True)]
