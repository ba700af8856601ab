"""Files of courses arrive in pieces, are checked while they do, and are stored once."""

import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput, TooLarge
from studyapp.models import FileFormat, User
from studyapp.services.courses.files import storage as files
from studyapp.services.courses.files.storage import Receiving, path_of
from tests.factories import make_course, make_document

PDF = b"%PDF-1.7\n" + b"x" * 5_000


def received(folder: Path, data: bytes, *, piece: int = 1_000, most_bytes: int = 10_000) -> files.ReceivedFile:
    with Receiving(folder, most_bytes=most_bytes) as file:
        for at in range(0, len(data), piece):
            file.write(data[at : at + piece])
        return file.finish()


def stored(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / files.FOLDER).iterdir())


@pytest.mark.parametrize("piece", [1, 7, 1_000, 100_000])
def test_a_file_is_stored_under_its_hash(tmp_path: Path, piece: int) -> None:
    digest = sha256(PDF).hexdigest()
    assert received(tmp_path, PDF, piece=piece) == files.ReceivedFile(digest, len(PDF), FileFormat.PDF)
    assert path_of(tmp_path, digest).read_bytes() == PDF
    assert stored(tmp_path) == [digest]


def test_a_short_file_is_judged_at_its_end(tmp_path: Path) -> None:
    assert received(tmp_path, "Zellen haben Wände.".encode()).format is FileFormat.TEXT


def test_the_same_file_is_stored_once(tmp_path: Path) -> None:
    assert received(tmp_path, PDF) == received(tmp_path, PDF)
    assert len(stored(tmp_path)) == 1


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"", BadInput), (b"MZ" + b"\0" * 5_000, BadInput), (b"MZ\0", BadInput), (b"x" * 10_001, TooLarge)],
)
def test_nothing_is_left_of_a_file_that_is_refused(tmp_path: Path, data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        received(tmp_path, data)
    assert stored(tmp_path) == []


def test_a_program_is_refused_before_all_of_it_has_arrived(tmp_path: Path) -> None:
    with Receiving(tmp_path, most_bytes=10_000) as file, pytest.raises(BadInput):
        file.write(b"\x7fELF" + b"\0" * 1_020)


def test_a_file_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    with Receiving(tmp_path, most_bytes=10_000) as file:
        file.write(PDF)
        assert len(stored(tmp_path)) == 1
    assert stored(tmp_path) == []


def test_files_that_no_document_names_are_removed_after_a_day(tmp_path: Path, database: Database, owner: User) -> None:
    now = datetime.now(UTC)
    kept, gone, fresh = (received(tmp_path, PDF + sign).digest for sign in (b"1", b"2", b"3"))
    broken = tmp_path / files.FOLDER / "0.unfinished"
    broken.write_bytes(b"half of it")
    old = (now - timedelta(days=2)).timestamp()
    for path in (path_of(tmp_path, kept), path_of(tmp_path, gone), broken):
        os.utime(path, times=(old, old))
    with database.write() as session:
        make_document(session, make_course(session, owner), file_digest=kept, deleted_at=now)
        assert files.remove_unnamed(session, data_dir=tmp_path, now=now) == 2
    assert stored(tmp_path) == sorted([kept, fresh])


def test_nothing_is_removed_where_nothing_was_received(tmp_path: Path, database: Database, now: datetime) -> None:
    with database.write() as session:
        assert files.remove_unnamed(session, data_dir=tmp_path, now=now) == 0
