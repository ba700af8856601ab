"""Files that arrive in several requests are announced, go on where they stopped, and are given up after a day."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput, Conflict, NotFound, TooLarge
from studyapp.models import Course, Upload, User
from studyapp.services.courses.files import uploads
from studyapp.services.courses.files.arriving import FOLDER, Part, arrived, part_of
from tests.factories import make_course, make_document

PDF = b"%PDF-1.7\n" + b"x" * 5_000


@pytest.fixture
def course(database: Database, owner: User) -> Course:
    with database.write() as session:
        return make_course(session, owner)


def begun(database: Database, course: Course, now: datetime, **about: Any) -> Upload:
    given = {"name": "a/b/Leaves.pdf", "size": len(PDF), "largest": 10_000, "most_bytes": 100_000, "now": now} | about
    with database.write() as session:
        return uploads.begin_upload(session, course.user_id, course.id, **given)


def noted(database: Database, upload: Upload, now: datetime, *, before: int, length: int) -> None:
    with database.write() as session:
        uploads.note_arrived(session, upload.user_id, upload.id, before=before, arrived=length, now=now)


@pytest.mark.parametrize(
    ("about", "error", "words"),
    [
        ({"size": 0}, BadInput, "empty"),
        ({"size": 10_001}, TooLarge, "larger than"),
        ({"most_bytes": len(PDF) - 1}, TooLarge, "no room"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_before_it_is_sent(
    database: Database, course: Course, now: datetime, about: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        begun(database, course, now, **about)


def test_what_is_arriving_counts_as_room_taken_up(database: Database, course: Course, now: datetime) -> None:
    with database.write() as session:
        make_document(session, course, file_bytes=1_000)
    begun(database, course, now, most_bytes=2 * len(PDF) + 1_000)
    begun(database, course, now, most_bytes=2 * len(PDF) + 1_000)
    with pytest.raises(TooLarge):
        begun(database, course, now, size=1, most_bytes=2 * len(PDF) + 1_000)


def test_there_are_only_so_many_at_a_time(database: Database, course: Course, now: datetime) -> None:
    for _ in range(uploads.MOST):
        begun(database, course, now, size=1)
    with pytest.raises(Conflict, match="not been finished"):
        begun(database, course, now, size=1)


def test_of_two_that_go_on_from_the_same_byte_one_is_refused(database: Database, course: Course, now: datetime) -> None:
    upload = begun(database, course, now)
    noted(database, upload, now, before=0, length=1_000)
    with pytest.raises(Conflict):
        noted(database, upload, now, before=0, length=2_000)
    noted(database, upload, now, before=1_000, length=2_000)


def test_only_what_was_noted_counts(tmp_path: Path, database: Database, course: Course, now: datetime) -> None:
    upload = begun(database, course, now)
    path = part_of(tmp_path, upload.id)
    with Part(path, start=0, size=upload.size) as part:
        part.write(PDF[:3_000])
        part.sync()
    noted(database, upload, now, before=0, length=2_000)
    with database.read() as session:
        upload = uploads.get_upload(session, course.user_id, upload.id, now=now)
    assert arrived(tmp_path, upload) == 2_000
    with Part(path, start=2_000, size=upload.size) as part:
        part.write(PDF[2_000:])
        assert part.is_whole
        file = part.store(tmp_path)
    assert (file.size, path.read_bytes()) == (len(PDF), PDF)
    path.unlink()
    assert arrived(tmp_path, upload) == 0


def test_a_part_never_becomes_longer_than_was_said(tmp_path: Path) -> None:
    with Part(part_of(tmp_path, "a"), start=0, size=10) as part, pytest.raises(TooLarge):
        part.write(b"%PDF-1.7 and more")


def test_a_program_is_refused_as_soon_as_it_is_seen(tmp_path: Path) -> None:
    with Part(part_of(tmp_path, "a"), start=0, size=10_000) as part:
        part.write(b"MZ" + b"\0" * 100)
        with pytest.raises(BadInput, match="program"):
            part.write(b"\0" * 2_000)


def test_what_nobody_goes_on_with_is_removed_and_nothing_else(
    tmp_path: Path, database: Database, course: Course, now: datetime
) -> None:
    old, kept = begun(database, course, now - uploads.KEPT), begun(database, course, now - uploads.KEPT)
    noted(database, kept, now, before=0, length=1)
    (tmp_path / FOLDER).mkdir()
    for name in (old.id, kept.id, "of nobody"):
        (tmp_path / FOLDER / name).write_bytes(b"%")
    with database.write() as session:
        with pytest.raises(NotFound):
            uploads.get_upload(session, course.user_id, old.id, now=now)
        assert uploads.remove_expired(session, data_dir=tmp_path, now=now) == 1
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == [kept.id]


def test_an_upload_is_cancelled_with_what_has_arrived(
    tmp_path: Path, database: Database, course: Course, now: datetime
) -> None:
    upload = begun(database, course, now)
    path = part_of(tmp_path, upload.id)
    with Part(path, start=0, size=upload.size) as part:
        part.write(PDF)
    with database.write() as session:
        uploads.cancel_upload(session, course.user_id, upload.id, data_dir=tmp_path)
    assert not path.exists()
    with database.write() as session, pytest.raises(NotFound):
        uploads.cancel_upload(session, course.user_id, upload.id, data_dir=tmp_path)
