"""Documents of courses: the same file once, within limits, renamed, deleted and restored."""

from datetime import datetime
from pathlib import Path

import pytest

from studyapp.database import Database
from studyapp.errors import Conflict, NotFound, TooLarge
from studyapp.models import Course, StoredDocument, User
from studyapp.services.courses import courses, documents
from studyapp.services.courses.files.storage import ReceivedFile, Receiving
from tests.factories import NOON, make_course, make_document, make_user

MB = 1024**2


@pytest.fixture
def course(database: Database, owner: User) -> Course:
    with database.write() as session:
        return make_course(session, owner)


def received(folder: Path, data: bytes = b"%PDF-1.7") -> ReceivedFile:
    with Receiving(folder, most_bytes=10 * MB) as file:
        file.write(data)
        return file.finish()


def added(
    database: Database, course: Course, file: ReceivedFile, folder: Path, *, name: str = "cells.pdf", most: int = MB
) -> tuple[StoredDocument, bool]:
    with database.write() as session:
        return documents.add_document(
            session, course.user_id, course.id, file, name=name, data_dir=folder, most_bytes=most, now=NOON
        )


def test_the_same_file_is_the_same_document(database: Database, course: Course, owner: User, tmp_path: Path) -> None:
    first, is_new = added(database, course, received(tmp_path), tmp_path)
    again, is_again_new = added(database, course, received(tmp_path), tmp_path, name="Other name.pdf")
    assert (is_new, is_again_new, again.id, again.title) == (True, False, first.id, "cells")
    with database.write() as session:
        other = make_course(session, owner)
    assert added(database, other, received(tmp_path), tmp_path)[0].id != first.id


def test_a_file_that_is_gone_is_asked_for_again(database: Database, course: Course, tmp_path: Path) -> None:
    file = received(tmp_path)
    (tmp_path / "files" / file.digest).unlink()
    with pytest.raises(Conflict, match="Upload it again"):
        added(database, course, file, tmp_path)


def test_all_files_together_have_a_limit_and_count_once(
    database: Database, course: Course, owner: User, tmp_path: Path
) -> None:
    file = received(tmp_path, b"%PDF-" + b"x" * MB)
    added(database, course, file, tmp_path, most=2 * MB)
    with database.write() as session:
        other = make_course(session, owner)
    added(database, other, file, tmp_path, most=2 * MB + 10)
    with pytest.raises(TooLarge, match="take up 1 MB of 2 MB"):
        added(database, other, received(tmp_path, b"%PDF-" + b"y" * MB), tmp_path, most=2 * MB)


def test_a_course_has_at_most_so_many_documents(
    database: Database, course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST", 1)
    added(database, course, received(tmp_path), tmp_path)
    with pytest.raises(Conflict, match="at most 1 documents"):
        added(database, course, received(tmp_path, b"%PDF-2"), tmp_path)


@pytest.mark.parametrize(
    ("name", "expected"), [("C:\\My files\\a_b.pdf", "a b"), ("", "Untitled"), ("x" * 999, "x" * 200)]
)
def test_the_name_of_a_file_becomes_a_title(
    database: Database, course: Course, tmp_path: Path, name: str, expected: str
) -> None:
    document, _ = added(database, course, received(tmp_path), tmp_path, name=name)
    assert (document.title, len(document.file_name) <= 255) == (expected, True)


def test_a_document_comes_back_unless_its_file_was_added_again(
    database: Database, course: Course, owner: User, now: datetime, tmp_path: Path
) -> None:
    document, _ = added(database, course, received(tmp_path), tmp_path)
    with database.write() as session:
        documents.delete_document(session, owner.id, document.id, now=now)
        assert documents.list_documents(session, owner.id, course.id) == []
        with pytest.raises(NotFound):
            documents.get_document(session, owner.id, document.id)
        documents.restore_documents(session, owner.id, [document.id])
        documents.restore_documents(session, owner.id, [document.id])
        assert documents.get_document(session, owner.id, document.id).id == document.id
        documents.delete_document(session, owner.id, document.id, now=now)
    added(database, course, received(tmp_path), tmp_path)
    with database.write() as session, pytest.raises(Conflict, match="added to this course again"):
        documents.restore_documents(session, owner.id, [document.id])


def test_a_document_of_a_deleted_course_or_of_none_is_not_there(
    database: Database, course: Course, owner: User, now: datetime
) -> None:
    with database.write() as session:
        document = make_document(session, course)
        courses.delete_course(session, owner.id, course.id, now=now)
        with pytest.raises(NotFound):
            documents.get_document(session, owner.id, document.id)
        loose = make_document(session, course, course_id=None, file_digest=None)
        with pytest.raises(NotFound):
            documents.get_document(session, owner.id, loose.id)


def test_a_document_is_renamed_by_its_owner_alone(database: Database, course: Course, owner: User) -> None:
    with database.write() as session:
        document = make_document(session, course)
        assert documents.rename_document(session, owner.id, document.id, title=" Cells ").title == "Cells"
        them = make_user(session, id="somebody-else").id
        with pytest.raises(NotFound):
            documents.rename_document(session, them, document.id, title="Mine")
