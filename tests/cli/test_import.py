"""Files are added to a course and read from the command line, with a server and without one."""

import json
import os
import pty
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from studyapp.services.courses.files.storage import FOLDER
from tests.cli.conftest import Shell
from tests.cli.test_generate import wait_for
from tests.material.locked import FILES
from tests.material.pdfs import pdf_of_lines

NOTES = "# Leaves\n\n" + "Leaves are green because of chlorophyll. " * 40 + "\n\n# Roots\n\n" + "Roots drink. " * 80
LOCKED = str(FILES / "locked-aes-256.pdf")


@pytest.fixture
def notes(tmp_path: Path) -> str:
    (tmp_path / "Plants.md").write_text(NOTES)
    return str(tmp_path / "Plants.md")


def folder(shell: Shell) -> Path:
    return Path(shell.environment["STUDYAPP_DATA_DIR"])


def rows(shell: Shell, query: str) -> list[Any]:
    file = folder(shell) / "studyapp.db"
    if not file.exists():
        return []
    connection = sqlite3.connect(file)
    try:
        return connection.execute(query).fetchall()
    except sqlite3.OperationalError:  # not migrated yet
        return []
    finally:
        connection.close()


def with_terminal(shell: Shell, *arguments: str, typed: list[bytes]) -> tuple[int, str]:
    """Run a command at a terminal, type a line at each question, and return its status and what was shown."""
    child, terminal = pty.fork()
    if child == 0:
        code = "from studyapp.cli import main; main()"
        os.execve(sys.executable, [sys.executable, "-c", code, *arguments], shell.environment)
    shown = b""
    questions = 0  # the space after one is written once what is typed is hidden
    while True:
        try:
            shown += os.read(terminal, 4_096)
        except OSError:  # it has ended
            break
        if shown.count(b"Password of") > questions and shown.endswith(b": "):
            os.write(terminal, typed[questions] + b"\n")
            questions += 1
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


def test_the_course_is_made_and_the_same_file_again_says_so(shell: Shell, notes: str) -> None:
    done = shell("import", notes, "--course", "Botany")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "“Plants” is in “Botany”: 2 chapters and sections.\n"
    again = shell("import", notes, "--course", "botany")
    assert (again.returncode, again.stderr) == (0, "“Plants” is in “botany” already.\n")
    assert rows(shell, "select count(*) from courses") == [(1,)]
    assert rows(shell, "select count(*) from documents") == [(1,)]


def test_several_files_and_one_that_cannot_be_read(shell: Shell, tmp_path: Path, notes: str) -> None:
    (tmp_path / "program.pdf").write_bytes(b"MZ" + bytes(2_000))
    (tmp_path / "leaves.pdf").write_bytes(pdf_of_lines([["Leaves are green."]] * 3, title="On leaves"))
    done = shell(
        "import",
        *(str(tmp_path / name) for name in ("program.pdf", "leaves.pdf")),
        notes,
        "--course",
        "Botany",
        "--json",
    )
    assert done.returncode == 1
    assert "program.pdf: This is a program" in done.stderr
    found = json.loads(done.stdout)["documents"]
    assert [(each["title"], each["status"], each["pages"]) for each in found] == [
        ("On leaves", "completed", 3),
        ("Plants", "completed", None),
    ]


def test_wrong_usage_makes_nothing(shell: Shell, tmp_path: Path, notes: str) -> None:
    for arguments in (["nothing.pdf", "--course", "B"], [str(tmp_path), "--course", "B"], [notes], ["--course", "B"]):
        assert shell("import", *arguments).returncode == 2
    assert shell("import", notes, "--course", "x" * 1_000).returncode == 1
    assert not (folder(shell) / FOLDER).exists()


def test_without_waiting_a_server_reads_it(shell: Shell, notes: str) -> None:
    done = shell("import", notes, "--course", "Botany", "--no-wait")
    assert (done.returncode, done.stderr) == (0, "“Plants” is in “Botany”, and is read while a server runs.\n")
    assert rows(shell, "select status from background_jobs") == [("pending",)]
    assert shell("import", notes, "--course", "Botany").stderr == "“Plants” is in “Botany”: 2 chapters and sections.\n"


def test_a_password_comes_from_the_environment_or_standard_input_and_is_kept_nowhere(shell: Shell) -> None:
    asked = shell("import", LOCKED, "--course", "Cells")
    assert (asked.returncode, "waits for the right one" in asked.stderr) == (1, True)
    wrong = shell("import", LOCKED, "--course", "Cells", "--password-stdin", piped="Sesame open\n")
    assert (wrong.returncode, "does not open it" in wrong.stderr) == (1, True)
    right = shell("import", LOCKED, "--course", "Cells", "--password-stdin", piped="secret\n")
    assert (right.returncode, right.stderr) == (
        0,
        "“locked-aes-256” is in “Cells”: 2 pages, 2 chapters and sections.\n",
    )
    other = Shell(shell.environment | {"STUDYAPP_PDF_PASSWORD": "secret"})
    assert other("import", str(FILES / "locked-rc4-40.pdf"), "--course", "Cells").returncode == 0
    files = [path for path in folder(shell).rglob("*") if path.is_file()]
    assert [path for path in files if b"Sesame open" in path.read_bytes()] == []


def test_a_terminal_is_asked_until_the_password_is_right_and_does_not_show_it(shell: Shell) -> None:
    status, shown = with_terminal(shell, "import", LOCKED, "--course", "Cells", typed=[b"wrong one", b"secret"])
    assert (status, "does not open the file" in shown, "2 pages" in shown) == (0, True, True)
    assert "secret" not in shown
    assert "wrong one" not in shown


def test_ctrl_c_cancels_the_reading_and_keeps_the_document(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(pdf_of_lines([["Leaves are green because of chlorophyll."] * 30] * 1_500))
    running = shell.start("import", str(tmp_path / "book.pdf"), "--course", "Botany")
    try:
        wait_for(lambda: running.poll() is not None or rows(shell, "select status from background_jobs"))
        wait_for(lambda: rows(shell, "select status from background_jobs") != [("pending",)])
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 130
    finally:
        running.kill()
        _, said = running.communicate()
    assert "its reading was cancelled" in said
    assert rows(shell, "select status from background_jobs") == [("cancelled",)]
    assert rows(shell, "select count(*) from documents") == [(1,)]
