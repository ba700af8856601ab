"""Fixtures for the command line: a process and an installation of its own for each test."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from studyapp import database as connection
from studyapp import settings
from studyapp.cli.app import app
from studyapp.database import Database
from tests.provider_server.server import ProviderServer, in_thread

CHECKOUT = Path(__file__).parents[2]
MATERIAL = """\
# The cell

A cell is the smallest unit of life. The mitochondrion is the organelle that produces most of the energy of a cell.
Ribosomes are small particles that make proteins from amino acids. The nucleus is the part of a cell that holds its DNA.
Photosynthesis is the process by which plants turn light into chemical energy. Osmosis is the movement of water through
a membrane. Mitosis is the division of a cell into two identical daughter cells.
"""


@dataclass(frozen=True)
class Shell:
    """`shell("jobs", "list")` runs `studyapp jobs list`."""

    environment: dict[str, str]

    def __call__(self, *arguments: str, piped: str | bytes = "") -> subprocess.CompletedProcess[str]:
        given = piped.encode() if isinstance(piped, str) else piped
        done = subprocess.run(
            self._command(arguments), env=self.environment, input=given, capture_output=True, timeout=300, check=False
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command as a terminal would: it receives Ctrl-C even where the tests themselves ignore it."""
        ours = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            return subprocess.Popen(
                self._command(arguments),
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
        finally:
            signal.signal(signal.SIGINT, ours)

    @staticmethod
    def _command(arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "studyapp", *arguments]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("STUDYAPP_", "ANTHROPIC_"))}
    return inherited | {"STUDYAPP_DATA_DIR": str(tmp_path / "data"), "PYTHONPATH": str(CHECKOUT), "COLUMNS": "120"}


@pytest.fixture
def shell(environment: dict[str, str]) -> Shell:
    """A shell without a model, so that cards are extracted."""
    return Shell(environment)


@pytest.fixture
def provider() -> Generator[ProviderServer]:
    with in_thread() as server:
        yield server


@pytest.fixture
def shell_with_model(environment: dict[str, str], provider: ProviderServer) -> Shell:
    return Shell(environment | {"ANTHROPIC_BASE_URL": provider.url})


@pytest.fixture
def started() -> Generator[Callable[[subprocess.Popen[str]], subprocess.Popen[str]]]:
    """Processes to end after the test."""
    running: list[subprocess.Popen[str]] = []

    def keep(process: subprocess.Popen[str]) -> subprocess.Popen[str]:
        running.append(process)
        return process

    yield keep
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, database: Database) -> Generator[Run]:
    """`run("jobs")` runs the command in this process, which is quicker, on the database of the test."""
    monkeypatch.setenv("STUDYAPP_DATABASE_URL", str(database.engine.url))
    monkeypatch.setenv("STUDYAPP_DATA_DIR", str(Path(str(database.engine.url.database)).parent))
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    _forget_installation()
    yield lambda *arguments, piped=None: CliRunner().invoke(app, arguments, input=piped)
    connection.current().dispose()
    _forget_installation()
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def _forget_installation() -> None:
    settings.current.cache_clear()
    connection.current.cache_clear()
