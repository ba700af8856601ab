"""A full disk: one sentence, nothing lost, nothing left behind, and work goes on once there is room."""

import sqlite3
from collections.abc import Generator
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import select

from studyapp.database import Database
from studyapp.errors import StorageFull
from studyapp.material.picture_data import Picture
from studyapp.models import Deck, Image, User
from studyapp.server import frontend
from studyapp.services import images
from studyapp.services.courses.files.storage import FOLDER as FILES
from studyapp.services.courses.files.storage import Receiving
from tests.disk import SENTENCE, database_in, filled, full
from tests.factories import make_deck, make_user

LONG = "long " * 4_000


@pytest.fixture
def crowded(small_disk: Path, migrated_file: Path) -> Generator[Database]:
    """A database on a disk with little free space."""
    with database_in(small_disk, migrated_file) as database:
        with database.write() as session:
            make_user(session, id="local")
        yield database


def write_until_it_is_full(database: Database) -> tuple[int, StorageFull]:
    """Create decks until the disk is full, and return how many there are and the error."""
    for written in range(1_000):
        try:
            with database.write() as session:
                make_deck(session, "local", description=LONG)
        except StorageFull as error:
            return written, error
    raise AssertionError("it was never full")


def count_decks(database: Database) -> int:
    with database.read() as session:
        return len(session.exec(select(Deck.id)).all())


def upload(database: Database, data: bytes, folder: Path, now: datetime, *, then: object = None) -> None:
    with database.write() as session:
        images.add_image(session, "local", Picture(data, "image/png", 4, 3), data_dir=folder, now=now)
        if then:
            make_deck(session, "local", description=str(then))


def assert_nothing_lies_about(database: Database, folder: Path) -> None:
    with database.read() as session:
        rows = set(session.exec(select(Image.id)))
    assert {file.name for file in (folder / images.FOLDER).iterdir()} == rows


def test_a_database_that_may_not_grow_says_so_and_keeps_what_it_has(database: Database, owner: User) -> None:
    with full(database):
        written, error = write_until_it_is_full(database)
        assert (error.sentence, error.status) == (SENTENCE, 507)
        assert isinstance(error.__cause__, sqlite3.OperationalError)
        assert count_decks(database) == written
        with database.write() as session:
            session.get_one(User, owner.id).timezone = "Europe/Berlin"  # what needs no room is still done
    with database.write() as session:
        make_deck(session, owner, description=LONG)
    assert count_decks(database) == written + 1


def test_a_full_disk_says_so_and_the_database_keeps_what_it_has(crowded: Database, small_disk: Path) -> None:
    with filled(small_disk):
        written, error = write_until_it_is_full(crowded)
        assert error.sentence == SENTENCE
        assert count_decks(crowded) == written
    with crowded.write() as session:
        make_deck(session, "local", description=LONG)
        assert session.connection().exec_driver_sql("pragma integrity_check").scalar() == "ok"
    assert count_decks(crowded) == written + 1


def test_who_connects_when_nothing_is_left_hears_it_too(crowded: Database, small_disk: Path) -> None:
    crowded.dispose()
    with filled(small_disk), pytest.raises(StorageFull):
        count_decks(crowded)
    assert count_decks(crowded) == 0


def test_a_picture_for_which_there_is_no_room_leaves_nothing(
    crowded: Database, small_disk: Path, now: datetime
) -> None:
    upload(crowded, b"small", small_disk, now)
    with pytest.raises(StorageFull) as refused:
        upload(crowded, bytes(9 * 1024**2), small_disk, now)
    assert refused.value.sentence == SENTENCE
    assert_nothing_lies_about(crowded, small_disk)


def test_a_picture_whose_row_finds_no_room_goes_again(
    database: Database, owner: User, tmp_path: Path, now: datetime
) -> None:
    upload(database, b"small", tmp_path, now)
    with full(database), pytest.raises(StorageFull):
        upload(database, b"other", tmp_path, now, then=LONG * 20)
    assert_nothing_lies_about(database, tmp_path)
    upload(database, b"other", tmp_path, now)
    assert_nothing_lies_about(database, tmp_path)


def test_a_document_for_which_there_is_no_room_leaves_nothing(small_disk: Path) -> None:
    book = b"The disk is full in the middle of this. " * 10**6
    with Receiving(small_disk, most_bytes=len(book)) as receiving, pytest.raises(StorageFull) as refused:
        receiving.write(book)
    assert refused.value.sentence == SENTENCE
    assert list((small_disk / FILES).iterdir()) == []


def test_pages_that_cannot_be_built_for_want_of_room(small_disk: Path) -> None:
    with filled(small_disk), pytest.raises(StorageFull):
        frontend.prepare(small_disk / "frontend", lambda _: None)
