"""An unusable database is reported in one sentence, with its name and its newest copy."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from studyapp import migrate
from studyapp.database import Database
from studyapp.database.open_errors import CannotOpen
from studyapp.errors import Damaged
from studyapp.settings import Settings


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    settings = Settings(data_dir=tmp_path, database_url=None)
    migrate.upgrade(settings)
    return settings


def sentence(settings: Settings) -> str:
    with pytest.raises(CannotOpen) as refused:
        migrate.upgrade(settings)
    return refused.value.sentence


def test_a_newer_database_is_left_alone_and_its_newest_copy_named(here: Settings, tmp_path: Path) -> None:
    file = tmp_path / "studyapp.db"
    for age, name in enumerate(("studyapp.db.before-0005.2", "studyapp.db.before-0005.1")):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("update alembic_version set version_num = '9999'")
    before = file.read_bytes()
    said = sentence(here)
    assert str(file) in said
    assert "newer version" in said
    assert said.endswith(f"The newest copy is {tmp_path / 'studyapp.db.before-0005.2'}.")
    assert file.read_bytes() == before


@pytest.mark.parametrize("damage", ["no database", "cut off", "overwritten"])
def test_a_damaged_database_is_named_as_such(here: Settings, tmp_path: Path, damage: str) -> None:
    file = tmp_path / "studyapp.db"
    whole = file.read_bytes()
    match damage:
        case "no database":
            file.write_bytes(b"My shopping list. " * 500)
        case "cut off":
            file.write_bytes(whole[: len(whole) // 2])
        case _:
            file.write_bytes(whole[:100] + b"\xff" * 8000 + whole[8100:])
    said = sentence(here)
    assert str(file) in said
    assert "damaged" in said
    assert said.endswith("There is no copy of it beside it.")


def test_what_is_no_file_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "studyapp.db").mkdir()
    assert "cannot be opened" in sentence(Settings(data_dir=tmp_path, database_url=None))


def test_an_address_that_is_none_is_named() -> None:
    assert "STUDYAPP_DATABASE_URL" in sentence(Settings(database_url="somewhere"))


def test_a_damage_that_is_met_later_is_told_too(here: Settings) -> None:
    database = Database(here.database)
    with database.read() as session:
        page, size = (
            session.connection().exec_driver_sql(sql).scalar_one()
            for sql in ("select rootpage from sqlite_master where name = 'cards'", "pragma page_size")
        )
    database.dispose()
    with Path(make_url(here.database).database or "").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with database.read() as session:
        assert session.connection().exec_driver_sql("select count(*) from users").scalar_one() == 0
        with pytest.raises(Damaged, match="is damaged"):
            session.connection().exec_driver_sql("select * from cards")
    database.dispose()
