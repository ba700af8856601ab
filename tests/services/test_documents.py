"""Documents are stored by page, come back as they were, and go when nothing needs them any more."""

from datetime import datetime, timedelta
from itertools import accumulate

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, func, select

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.material.pages import PageProblem
from studyapp.material.passages.passage import LineKind, Passage
from studyapp.material.reading import Document
from studyapp.models import DocumentPage, StoredDocument, User
from studyapp.services import documents

BOOK = Document(
    title="Lecture 3",
    text="One page.\n\nAnother page.",
    page_starts=(0, 11, 11),
    problems=(None, PageProblem.NO_TEXT, None),
)
DAY = timedelta(days=1)


def store(session: Session, owner: User, document: Document, now: datetime) -> str:
    return documents.add_document(session, owner.id, document, pairs=0, now=now).id


def test_a_document_comes_back_as_it_was_read(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        document_id = store(session, owner, BOOK, now)
    with database.read() as session:
        assert documents.read_document(session, owner.id, document_id) == BOOK
        pages = session.exec(select(DocumentPage.number, DocumentPage.text).order_by(DocumentPage.number)).all()  # pyright: ignore[reportArgumentType]
        assert pages == [(1, "One page.\n\n"), (2, ""), (3, "Another page.")]
        stored = documents.find_document(session, owner.id, document_id)
        assert (stored.title, stored.characters, stored.has_pages) == ("Lecture 3", 24, True)
        assert documents.left_out_of(stored) == "1 of 3 pages has no text: a scan."


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages=st.lists(st.text(alphabet="ab é\n", max_size=20), max_size=6))
def test_any_pages_come_back_as_they_were(database: Database, owner: User, now: datetime, pages: list[str]) -> None:
    starts = tuple(accumulate((len(page) for page in pages[:-1]), initial=0)) if pages else ()
    document = Document("Any", "".join(pages), starts, (None,) * len(pages))
    with database.write() as session:
        assert documents.read_document(session, owner.id, store(session, owner, document, now)) == document


KINDS = (
    Passage(LineKind.HEADING, 0, 4),
    Passage(LineKind.PROSE, 4, 16),
    Passage(LineKind.CODE, 16, 20),
    Passage(LineKind.PROSE, 20, 24),
)
"""Of the book's text; the first prose goes on over a page's end."""


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 24, KINDS),
        (0, 11, (KINDS[0], Passage(LineKind.PROSE, 4, 11))),
        (12, 22, (Passage(LineKind.PROSE, 12, 16), KINDS[2], Passage(LineKind.PROSE, 20, 22))),
        (16, 20, (KINDS[2],)),
        (24, 30, ()),
        (5, 5, ()),
    ],
)
def test_what_kinds_a_part_of_the_text_is_of_is_known_across_pages(
    database: Database, owner: User, now: datetime, start: int, end: int, expected: tuple[Passage, ...]
) -> None:
    with database.write() as session:
        document_id = store(session, owner, BOOK, now)
        stored = documents.find_document(session, owner.id, document_id)
        documents.store_text(session, stored, BOOK.text, BOOK.page_starts, KINDS)
        other = store(session, owner, Document("Other", "Another text, with other kinds."), now)
        documents.store_text(session, documents.find_document(session, owner.id, other), BOOK.text, (), KINDS[:1])
    with database.read() as session:
        found = documents.passages_between(session, owner.id, document_id, start=start, end=end)
        assert tuple(found) == expected


def test_the_kinds_of_a_text_may_be_unknown(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        document_id = store(session, owner, BOOK, now)
        assert documents.passages_between(session, owner.id, document_id, start=0, end=24) == []


@pytest.mark.parametrize(
    ("start", "end", "text", "page"),
    [(0, 24, BOOK.text, 1), (3, 8, "One page.\n\n", 1), (11, 12, "Another page.", 3), (24, 30, "", None)],
)
def test_a_stretch_is_read_with_its_pages(
    database: Database, owner: User, now: datetime, start: int, end: int, text: str, page: int | None
) -> None:
    with database.write() as session:
        stored = documents.find_document(session, owner.id, store(session, owner, BOOK, now))
        found = documents.read_stretch(session, stored, start=start, end=end)
        assert found.text == text
        assert found.page_at(start) == page
        assert found.between(start, end) == BOOK.text[start:end]


def test_a_page_is_read_alone(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        document_id = store(session, owner, BOOK, now)
        assert [documents.page_text(session, owner.id, document_id, number) for number in (1, 2, 3)] == [
            "One page.\n\n",
            "",
            "Another page.",
        ]
        for number in (0, 4):
            with pytest.raises(NotFound, match=f"no page {number}"):
                documents.page_text(session, owner.id, document_id, number)


@pytest.mark.parametrize(("quote", "number"), [("another page", 3), ("nothing like it", 1), ("", 1)])
def test_the_page_with_a_quote_is_found(
    database: Database, owner: User, now: datetime, quote: str, number: int
) -> None:
    with database.write() as session:
        document_id = store(session, owner, BOOK, now)
        assert documents.page_with(session, owner.id, document_id, quote) == number
        assert documents.count_pages(session, owner.id, document_id) == 3


def test_a_long_text_without_pages_is_stored_in_parts(database: Database, owner: User, now: datetime) -> None:
    text = "".join(f"Fact {number} is not like the others. " for number in range(55_000)).strip()
    assert len(text) > 1_900_000
    with database.write() as session:
        document_id = store(session, owner, Document("Book", text), now)
    with database.read() as session:
        assert documents.read_document(session, owner.id, document_id) == Document("Book", text)
        longest = session.exec(select(func.max(func.length(DocumentPage.text)))).one()
        assert longest == 50_000


def test_an_equal_document_is_stored_once_for_each_learner(
    database: Database, owner: User, stranger: User, now: datetime
) -> None:
    with database.write() as session:
        ids = [store(session, learner, BOOK, now) for learner in (owner, owner, stranger)]
        renamed = store(session, owner, Document("Lecture 4", BOOK.text, BOOK.page_starts, BOOK.problems), now)
    assert ids[0] == ids[1]
    assert len({*ids, renamed}) == 3


def test_another_learners_document_is_not_there(database: Database, owner: User, stranger: User, now: datetime) -> None:
    with database.write() as session:
        document_id = store(session, owner, BOOK, now)
        for call in (documents.find_document, documents.read_document, documents.delete_document):
            with pytest.raises(NotFound, match="Upload it again"):
                call(session, stranger.id, document_id)


def test_a_document_is_kept_for_a_day_unused_and_for_a_month_after_its_last_use(
    database: Database, owner: User, now: datetime
) -> None:
    def left(after: timedelta) -> set[str]:
        with database.write() as session:
            documents.remove_unneeded(session, now=now + after)
            return set(session.exec(select(StoredDocument.title)))

    with database.write() as session:
        store(session, owner, BOOK, now)
        used = store(session, owner, Document("Used", "Some text"), now)
        documents.use_document(session, owner.id, used, now=now + DAY / 2)
    assert left(DAY) == {"Lecture 3", "Used"}
    assert left(DAY * 1.1) == {"Used"}
    assert left(DAY * 31.4) == {"Used"}
    assert left(DAY * 31.6) == set()
    with database.read() as session:
        assert session.exec(select(func.count()).select_from(DocumentPage)).one() == 0


def test_a_document_uploaded_again_is_kept_for_another_day(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        document_id = store(session, owner, BOOK, now)
        documents.use_document(session, owner.id, document_id, now=now)
        store(session, owner, BOOK, now + 40 * DAY)
        assert documents.remove_unneeded(session, now=now + 40.9 * DAY) == 0
        assert documents.remove_unneeded(session, now=now + 41.1 * DAY) == 1
