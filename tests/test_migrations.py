"""A migrated database is exactly what the models describe, on both databases, partial indexes included."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlmodel import SQLModel

from studyapp import migrate
from studyapp.database import Database
from studyapp.settings import Settings
from tests.factories import make_card, make_deck, make_review, make_user

CHECKOUT = Path(__file__).parent.parent
# Alembic cannot reflect an index on an expression; the catalogue tests compare that one.
leaves_out_expressions = pytest.mark.filterwarnings(
    "ignore:.*expression-based index:UserWarning", "ignore:.*expression-based index"
)


def settings_for(folder: Path, url: str | None = None) -> Settings:
    return Settings(data_dir=folder, database_url=url)


def differences(database: Database) -> list[object]:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, SQLModel.metadata)


@leaves_out_expressions
def test_an_empty_sqlite_database_becomes_what_the_models_say(tmp_path: Path) -> None:
    migrate.upgrade(settings_for(tmp_path))
    assert differences(Database(f"sqlite:///{tmp_path / 'studyapp.db'}")) == []


@leaves_out_expressions
def test_an_empty_postgres_database_becomes_what_the_models_say(tmp_path: Path, postgres_url: str) -> None:
    migrate.upgrade(settings_for(tmp_path, postgres_url))
    database = Database(postgres_url)
    assert differences(database) == []
    database.dispose()


def test_the_sqlite_indexes_are_those_of_the_models_word_for_word(tmp_path: Path, database: Database) -> None:
    modelled = Database(f"sqlite:///{tmp_path / 'modelled.db'}")
    SQLModel.metadata.create_all(modelled.engine)
    assert sqlite_indexes(database) == sqlite_indexes(modelled)
    modelled.dispose()


def sqlite_indexes(database: Database) -> dict[str, str]:
    with database.engine.connect() as connection:
        rows = connection.execute(text("select name, sql from sqlite_master where type = 'index' and sql is not null"))
        return {name: sql.lower() for name, sql in rows if "alembic" not in name}


def test_the_postgres_catalogue_is_that_of_the_models_word_for_word(tmp_path: Path, postgres_url: str) -> None:
    migrate.upgrade(settings_for(tmp_path, postgres_url))
    database = Database(postgres_url)
    with database.engine.connect() as connection:
        migrated = postgres_catalogue(connection, "public")
        connection.execute(text("create schema modelled"))
        connection.execute(text("set search_path to modelled"))
        SQLModel.metadata.create_all(connection)
        assert migrated == postgres_catalogue(connection, "modelled")
        connection.rollback()
    database.dispose()


def postgres_catalogue(connection: Connection, schema: str) -> set[str]:
    """Indexes, constraints and columns as PostgreSQL itself words them."""
    rows = connection.execute(
        text("""
            select indexdef from pg_indexes where schemaname = :schema
            union all
            select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
                   || ' ' || coalesce(character_maximum_length, 0)
            from information_schema.columns where table_schema = :schema
            union all
            select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
            from pg_constraint where connamespace = cast(:schema as regnamespace)
        """),
        {"schema": schema},
    ).scalars()
    return {row.replace(f"{schema}.", "") for row in rows if "alembic" not in row}


def test_a_second_upgrade_changes_nothing_and_copies_nothing(tmp_path: Path) -> None:
    migrate.upgrade(settings_for(tmp_path))
    before = (tmp_path / "studyapp.db").read_bytes()
    migrate.upgrade(settings_for(tmp_path))
    assert (tmp_path / "studyapp.db").read_bytes() == before
    assert not list(tmp_path.glob("*before*"))


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """The scripts of a later version: its migration rebuilds the table of decks, which cards refer to."""
    scripts = tmp_path / "later"
    shutil.copytree(CHECKOUT / "alembic", scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "0002_later.py").write_text(LATER)
    return scripts


LATER = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"

def upgrade():
    op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("cards", recreate=recreate) as cards:
        cards.add_column(sa.Column("colour", sa.String()))
"""


def a_database_in_use(database: Database) -> None:
    with database.write() as session:
        card = make_card(session, make_deck(session, make_user(session, id="local")))
        make_review(session, card)


def test_a_database_with_content_is_copied_before_it_is_migrated(
    tmp_path: Path, database: Database, next_version: Path
) -> None:
    a_database_in_use(database)
    migrate.upgrade(settings_for(tmp_path), scripts=next_version)
    (copy,) = tmp_path.glob("studyapp.db.before-*")
    assert copy.name == "studyapp.db.before-0002.1"
    assert copy.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("select version_num from alembic_version").fetchall() == [("0001",)]
        assert old.execute("select count(*) from reviews").fetchall() == [(1,)]


def test_rebuilding_a_table_keeps_the_rows_that_refer_to_it(
    tmp_path: Path, database: Database, next_version: Path
) -> None:
    a_database_in_use(database)
    migrate.upgrade(settings_for(tmp_path), scripts=next_version)
    with database.read() as session:
        assert session.execute(text("select count(*) from reviews")).scalar() == 1
        assert session.execute(text("select colour from cards")).all() == [(None,)]


@pytest.mark.parametrize("where", ["sqlite", "postgres"])
def test_a_migration_that_fails_halfway_leaves_everything_as_it_was(
    tmp_path: Path, next_version: Path, where: str, request: pytest.FixtureRequest
) -> None:
    settings = settings_for(tmp_path, request.getfixturevalue("postgres_url") if where == "postgres" else None)
    migrate.upgrade(settings)
    (next_version / "versions" / "0002_later.py").write_text(LATER + "    raise RuntimeError('power cut')\n")
    with pytest.raises(RuntimeError, match="power cut"):
        migrate.upgrade(settings, scripts=next_version)
    database = Database(settings.database)
    with database.read() as session:
        assert session.execute(text("select version_num from alembic_version")).scalar() == "0001"
        assert "later" not in inspect(session.connection()).get_table_names()
    database.dispose()


@pytest.mark.parametrize("where", ["sqlite", "postgres"])
def test_two_processes_may_migrate_at_the_same_time(tmp_path: Path, where: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("postgres_url") if where == "postgres" else f"sqlite:///{tmp_path / 'studyapp.db'}"
    script = "from studyapp import migrate; from studyapp.settings import Settings; migrate.upgrade(Settings())"
    environment = os.environ | {"STUDYAPP_DATABASE_URL": url, "STUDYAPP_DATA_DIR": str(tmp_path)}
    started = [
        subprocess.Popen([sys.executable, "-c", script], cwd=CHECKOUT, env=environment, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    endings = [(process.communicate()[1].decode(), process.returncode) for process in started]
    assert endings == [("", 0)] * 3


def test_a_change_that_leaves_rows_pointing_nowhere_is_refused(
    tmp_path: Path, database: Database, next_version: Path
) -> None:
    a_database_in_use(database)
    (next_version / "versions" / "0002_later.py").write_text(LATER + "    op.execute('delete from cards')\n")
    with pytest.raises(RuntimeError, match="point nowhere"):
        migrate.upgrade(settings_for(tmp_path), scripts=next_version)
    with database.read() as session:
        assert session.execute(text("select count(*) from cards")).scalar() == 1


def test_an_installed_package_carries_its_migrations(tmp_path: Path) -> None:
    """Laid out as the wheel lays it out, and far from the checkout."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    for source, target in project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"].items():
        shutil.copytree(CHECKOUT / source, tmp_path / "site" / target)
    for module in ("__init__", "migrate", "database", "settings"):
        shutil.copy(CHECKOUT / "studyapp" / f"{module}.py", tmp_path / "site" / "studyapp")
    shutil.copytree(CHECKOUT / "studyapp" / "models", tmp_path / "site" / "studyapp" / "models")
    script = "from studyapp import migrate; from studyapp.settings import Settings; migrate.upgrade(Settings())"
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "site"), "STUDYAPP_DATA_DIR": str(tmp_path / "data")}
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, check=True)
    with closing(sqlite3.connect(tmp_path / "data" / "studyapp.db")) as database:
        assert database.execute("select version_num from alembic_version").fetchall() == [("0001",)]
