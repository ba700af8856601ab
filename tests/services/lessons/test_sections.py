"""The text of a section is cut out of its document, with the pages it stands on."""

from datetime import datetime

import pytest
from sqlmodel import Session

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.models import Section, StoredDocument, User
from studyapp.services import documents
from studyapp.services.courses.courses import delete_course
from studyapp.services.courses.documents import delete_document
from studyapp.services.lessons.sections import get_section, is_leaf, section_text
from tests.conftest import CountStatements
from tests.factories import NOON, make_course, make_document, make_section
from tests.jobs.kinds.lesson.classroom import book

PAGES = ("One two. ", "", "Three 🧬 four. ", "Five.")


def section(session: Session, owner: User, start: int, end: int, *, has_pages: bool = True) -> Section:
    document = make_document(session, make_course(session, owner), read_at=NOON)
    starts = [sum(map(len, PAGES[:at])) for at in range(len(PAGES))] if has_pages else []
    documents.store_text(session, document, "".join(PAGES), starts)
    return make_section(session, document, title="Numbers", text_start=start, text_end=end)


@pytest.mark.parametrize(
    ("start", "end", "text", "pages"),
    [
        (0, 28, "One two. Three 🧬 four. Five.", ((0, 1), (9, 3), (23, 4))),
        (4, 14, "two. Three", ((0, 1), (5, 3))),
        (9, 23, "Three 🧬 four. ", ((0, 3),)),
        (23, 28, "Five.", ((0, 4),)),
        (9, 9, "", ()),
    ],
)
def test_a_section_has_its_text_and_pages(
    either: Database, start: int, end: int, text: str, pages: tuple[tuple[int, int], ...]
):
    with either.write() as session:
        owner = User(id="ada", created_at=NOON)
        session.add(owner)
        session.flush()
        read = section_text(session, section(session, owner, start, end))
    assert (read.title, read.text, read.pages) == ("Numbers", text, pages)


def test_a_text_without_pages_gives_none(database: Database, owner: User):
    with database.write() as session:
        read = section_text(session, section(session, owner, 4, 14, has_pages=False))
    assert (read.text, read.pages) == ("two. Three", ())


def test_only_the_pages_of_the_section_are_read(database: Database, owner: User, statements: CountStatements):
    with database.write() as session:
        text = "".join(f"Page {number}. " for number in range(1_000))
        document = make_document(session, make_course(session, owner), read_at=NOON)
        documents.store_text(session, document, text, [text.index(f"Page {number}.") for number in range(1_000)])
        start, end = text.index("Page 500."), text.index("Page 503.")
        made = make_section(session, document, text_start=start, text_end=end)
    with database.read() as session, statements() as sent:
        read = section_text(session, made)
    assert (read.text, [page for _, page in read.pages]) == ("Page 500. Page 501. Page 502. ", [501, 502, 503])
    assert len(sent) == 3


@pytest.mark.parametrize("what", ["document", "course"])
def test_a_section_of_what_is_deleted_is_not_there(database: Database, owner: User, now: datetime, what: str):
    with database.write() as session:
        made = book(session, owner.id)[1]
        document = session.get_one(StoredDocument, made.document_id)
        if what == "document":
            delete_document(session, owner.id, document.id, now=now)
        else:
            delete_course(session, owner.id, document.course_id or "", now=now)
        with pytest.raises(NotFound, match="section is not there"):
            get_section(session, owner.id, made.id)


def test_a_chapter_with_sections_is_no_leaf(database: Database, owner: User):
    with database.write() as session:
        assert [is_leaf(session, each) for each in book(session, owner.id)] == [False, True, True, True, True]
