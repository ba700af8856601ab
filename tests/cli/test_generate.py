import asyncio
import io
import json
import os
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter
from sqlmodel import col, select

from studyapp import migrate
from studyapp.database import Database
from studyapp.jobs.engine.engine import Engine
from studyapp.models import Card, Deck, Job
from studyapp.settings import Settings
from tests.cli.conftest import MATERIAL, Run, Shell
from tests.material.pdfs import pdf_of_lines, pdf_of_pictures
from tests.provider_server.behaviours import Behaviour
from tests.provider_server.server import ProviderServer

LONG = 600
"""In seconds, which nobody waits for."""
Started = Callable[[subprocess.Popen[str]], subprocess.Popen[str]]


@pytest.fixture
def material(tmp_path: Path) -> str:
    file = tmp_path / "cells.md"
    file.write_text(MATERIAL)
    return str(file)


def rows(shell: Shell, query: str) -> list[Any]:
    file = Path(shell.environment["STUDYAPP_DATA_DIR"]) / "studyapp.db"
    if not file.exists():
        return []
    connection = sqlite3.connect(file)
    try:
        return connection.execute(query).fetchall()
    except sqlite3.OperationalError:  # not migrated yet
        return []
    finally:
        connection.close()


def questions(database: Database) -> list[str]:
    """Of all cards, in the order in which they were made."""
    with database.read() as session:
        return list(session.exec(select(Card.question).order_by(col(Card.created_at), col(Card.ordinal))))


def wait_for(fact: Callable[[], object]) -> None:
    deadline = time.monotonic() + 180
    while not fact():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.05)


def test_cards_are_made_of_a_file_without_a_server_and_without_a_model(shell: Shell, material: str) -> None:
    done = shell("generate", material, "--deck", "Biology", "--count", "3")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("3 cards in “Biology”.")
    assert "\x1b" not in done.stderr, "a bar was drawn where nobody looks"
    assert rows(shell, "select count(*) from cards") == [(3,)]


def test_json_is_all_there_is_on_stdout(shell_with_model: Shell, material: str) -> None:
    done = shell_with_model("generate", material, "--count", "4", "--json")
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    assert set(answer) == {"job", "cards"}
    assert (answer["job"]["status"], answer["job"]["progress"]) == ("completed", 100)
    assert [card["id"] for card in answer["cards"]] == answer["job"]["result"]["flashcard_ids"]
    assert len(answer["cards"]) == 4
    assert {card["deck_id"] for card in answer["cards"]} == {answer["job"]["target"]["id"]}
    assert {card["source"]["title"] for card in answer["cards"]} == {"The cell"}
    assert done.stderr == "4 cards in “The cell”.\n"


def test_text_can_be_piped_in(run: Run, database: Database) -> None:
    done = run("generate", "-", "--count", "2", piped=MATERIAL)
    assert done.exit_code == 0
    assert len(questions(database)) == 2


def test_three_pairs_are_enough(run: Run, database: Database) -> None:
    done = run("generate", "-", piped="der Hund - dog\nrot - red\nblau - blue")
    assert done.exit_code == 0
    assert questions(database) == ["der Hund", "rot", "blau"]


def test_pages_that_were_left_out_are_said_once(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "cells.pdf"
    pages = PdfWriter(clone_from=io.BytesIO(pdf_of_lines([MATERIAL.splitlines()])))
    pages.append(io.BytesIO(pdf_of_pictures(1)))
    pages.write(file)
    done = run("generate", str(file), "--count", "2")
    assert (done.exit_code, done.stderr.count("1 of 2 pages has no text")) == (0, 1)


def test_a_second_run_adds_to_the_deck_of_that_title(run: Run, database: Database, material: str) -> None:
    for _ in range(2):
        assert run("generate", material, "--deck", "Biology", "--count", "2").exit_code == 0
    with database.read() as session:
        assert len(session.exec(select(Deck)).all()) == 1
    assert len(questions(database)) == len(set(questions(database))) == 4


def test_a_failed_job_ends_with_its_sentence_and_status_1(
    shell_with_model: Shell, provider: ProviderServer, material: str
) -> None:
    provider.always(Behaviour.UNAUTHORIZED)
    done = shell_with_model("generate", material, "--json")
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert (answer["job"]["status"], answer["job"]["error_code"], answer["cards"]) == ("failed", "API_KEY", [])
    assert done.stderr == f"{answer['job']['error']}\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"Too short.", "50"),
        (b"MZ\x90\0\x03" * 400, "."),
        (b"%PDF-1.7\nthis is not one", "."),
        ("Words without end. " * 600_000, "."),
    ],
    ids=["empty", "short", "binary", "damaged", "endless"],
)
def test_material_that_cannot_be_read_leaves_nothing_behind(
    run: Run, database: Database, content: str | bytes, said: str
) -> None:
    done = run("generate", "-", piped=content)
    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr
    with database.read() as session:
        assert session.exec(select(Job)).all() == session.exec(select(Deck)).all() == []


@pytest.mark.parametrize(
    "arguments", [("nowhere.md",), ("/",), ("-", "--count", "0"), ("-", "--count", "51"), ("-", "x")]
)
def test_bad_usage_ends_with_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    done = run("generate", *arguments, piped=MATERIAL)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr


def test_the_hourly_limit_is_told_with_when_to_come_back(
    run: Run, material: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDYAPP_JOBS_PER_HOUR", "1")
    assert run("generate", material, "--count", "1").exit_code == 0
    refused = run("generate", material, "--count", "1", "--deck", "Another")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "minutes" in refused.stderr


def test_ctrl_c_cancels_the_job_and_says_what_was_kept(
    shell_with_model: Shell, provider: ProviderServer, material: str, started: Started
) -> None:
    provider.always(Behaviour.PAUSED, after=3, seconds=LONG)
    generating = started(shell_with_model.start("generate", material, "--json", "--count", "10"))
    wait_for(lambda: rows(shell_with_model, "select count(*) from cards") == [(3,)])
    generating.send_signal(signal.SIGINT)
    stdout, stderr = generating.communicate(timeout=180)
    kept = rows(shell_with_model, "select count(*) from cards")[0][0]
    assert generating.returncode == 130
    assert kept == 3
    assert len(json.loads(stdout)["cards"]) == kept
    assert f"Cancelled; {kept} card" in stderr
    assert rows(shell_with_model, "select status from background_jobs") == [("cancelled",)]
    wait_for(lambda: not provider.open_calls)


def test_while_a_server_runs_it_does_the_work(shell_with_model: Shell, material: str) -> None:
    with running_engine(shell_with_model):
        watching = shell_with_model("generate", material, "--count", "2", "--json")
    assert watching.returncode == 0
    assert len(json.loads(watching.stdout)["cards"]) == 2
    [(worker,)] = rows(shell_with_model, "select worker from job_attempts")
    assert worker.split(":")[1] == str(os.getpid())


@contextmanager
def running_engine(shell: Shell) -> Generator[None]:
    """Run the engine in a thread of this process, as a server does."""
    here = Settings(
        data_dir=Path(shell.environment["STUDYAPP_DATA_DIR"]),
        anthropic_base_url=shell.environment["ANTHROPIC_BASE_URL"],
        model="test-model",
    )
    migrate.upgrade(here)
    ready, loop, stopping = threading.Event(), asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        database = Database(here.database)
        engine = Engine(database, settings=here)
        await engine.start()
        ready.set()
        await stopping.wait()
        await engine.stop()
        database.dispose()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    assert ready.wait(60)
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join(60)
        loop.close()


@pytest.mark.chaos
def test_when_the_executor_is_killed_the_one_who_waits_takes_over(
    shell_with_model: Shell, provider: ProviderServer, material: str, started: Started
) -> None:
    provider.always(Behaviour.PAUSED, seconds=LONG)
    executor = started(shell_with_model.start("generate", material, "--deck", "First", "--count", "8"))
    wait_for(lambda: rows(shell_with_model, "select 1 from cards"))
    watching = started(shell_with_model.start("generate", material, "--deck", "Second", "--count", "8", "--json"))
    wait_for(lambda: len(rows(shell_with_model, "select 1 from background_jobs where status = 'processing'")) == 2)
    executor.kill()
    provider.always(Behaviour.OK)
    stdout, stderr = watching.communicate(timeout=180)
    assert watching.returncode == 0, stderr
    assert len(json.loads(stdout)["cards"]) == 8
    assert len(json.loads(stdout)["job"]["result"]["flashcard_ids"]) == 8
