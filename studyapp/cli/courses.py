"""`studyapp import`: adds files to a course and reads them."""

import asyncio
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from studyapp.cli.terminal import Exit, fail, note, print_json, sentences

if TYPE_CHECKING:
    from studyapp.cli.access import Owner
    from studyapp.jobs.store.views import JobView
    from studyapp.models import StoredDocument
    from studyapp.services.courses.files.storage import ReceivedFile

_PIECE: Final = 1024**2
_TRIES: Final = 3
"""How often a password is asked for."""
_VARIABLE: Final = "STUDYAPP_PDF_PASSWORD"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What holds for all files of a command."""

    owner: "Owner"
    course_id: str
    course: str
    """Its name."""
    password: str
    """Empty if none was given."""
    may_ask: bool
    waits: bool


def import_files(
    files: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, readable=True, help="The documents to learn from.")
    ],
    *,
    course: Annotated[str, typer.Option(help="Name of the course; made if there is none of that name.")],
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="Whether to wait until they have been read.")] = True,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password of protected PDFs from standard input.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the documents as a JSON object.")] = False,
) -> None:
    """Add FILES to a course and read their chapters. The same file again is the document that is there.

    The password of a protected PDF is asked for, or taken from STUDYAPP_PDF_PASSWORD or standard input. A running
    server does the reading; without one, this command does. Ctrl-C cancels it; the document stays.
    """
    from studyapp.cli.access import open_data

    with sentences():
        password = _from_stdin() if password_stdin else os.environ.get(_VARIABLE, "")
        owner = open_data()
        course_id = _course(owner, course)
        may_ask = not password and sys.stdin.isatty()
        wish = _Wish(owner, course_id, course, password, may_ask=may_ask, waits=wait)
        done, is_all_well = _import_all(files, wish)
        if as_json:
            _print(owner, done)
        if not is_all_well:
            raise typer.Exit(Exit.FAILED)


def _import_all(files: list[Path], wish: _Wish) -> tuple[list[str], bool]:
    """The ids of the documents, and whether all went well. A file that cannot be used does not stop the others."""
    from studyapp.errors import StudyError

    done: list[str] = []
    is_all_well = True
    for path in files:
        try:
            document, job = _added(path, wish)
            done.append(document.id)
            is_all_well &= _see_through(document, job, wish)
        except StudyError as error:
            note(f"{path}: {error.sentence}")
            is_all_well = False
    return done, is_all_well


def _from_stdin() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _course(owner: "Owner", name: str) -> str:
    """The id of the course of that name, which is made if there is none."""
    from studyapp.services.courses import courses

    wanted = " ".join(name.split()).casefold()
    with owner.database.write() as session:
        for course in courses.list_courses(session, owner.id):
            if course.name.casefold() == wanted:
                return course.id
        return courses.create_course(session, owner.id, name=name, now=datetime.now(UTC)).id


def _added(path: Path, wish: _Wish) -> "tuple[StoredDocument, JobView | None]":
    from studyapp import settings
    from studyapp.jobs.requests import courses

    configured = settings.current()
    file = _received(path)
    copy = _opened(file, wish.password) if wish.password else None
    with wish.owner.database.write() as session:
        return courses.add_document(
            session,
            wish.owner.id,
            wish.course_id,
            file,
            name=path.name,
            data_dir=configured.data_dir,
            most_bytes=configured.storage_bytes,
            copy=copy,
            now=datetime.now(UTC),
        )


def _received(path: Path) -> "ReceivedFile":
    from studyapp import settings
    from studyapp.errors import BadInput
    from studyapp.services.courses.files.storage import Receiving

    configured = settings.current()
    with Receiving(configured.data_dir, most_bytes=configured.max_upload_bytes) as receiving:
        try:
            file = path.open("rb")
        except OSError as error:
            raise BadInput(f"It cannot be read: {error.strerror}.") from error
        with file:
            while piece := file.read(_PIECE):
                receiving.write(piece)
        return receiving.finish()


def _opened(file: "ReceivedFile", password: str) -> "ReceivedFile | None":
    """A copy of the file that opens without the password; None if it needs none, or this is not it."""
    from studyapp import settings
    from studyapp.errors import BadInput, Conflict
    from studyapp.models import FileFormat
    from studyapp.services.courses.files.storage import path_of
    from studyapp.services.courses.locked import open_copy

    data_dir = settings.current().data_dir
    if file.format is not FileFormat.PDF:
        return None
    try:
        return asyncio.run(open_copy(path_of(data_dir, file.digest), password, data_dir=data_dir))
    except (BadInput, Conflict):  # reading it says what is wrong
        return None


def _see_through(document: "StoredDocument", job: "JobView | None", wish: _Wish) -> bool:
    """Wait until the document has been read, and say how that ended. Returns whether it ended well."""
    from studyapp.cli.following import run_to_its_end
    from studyapp.models import TERMINAL, JobStatus

    if job is None or job.status in TERMINAL:
        if not document.is_locked:
            note(f"“{document.title}” is in “{wish.course}” already.")
            return job is None or job.status is JobStatus.COMPLETED
    elif not wish.waits:
        note(f"“{document.title}” is in “{wish.course}”, and is read while a server runs.")
        return True
    else:
        followed = asyncio.run(run_to_its_end(wish.owner, job))
        job = followed.job
        if followed.interrupted:
            fail(f"“{document.title}” is in “{wish.course}”, but its reading was cancelled.", status=Exit.INTERRUPTED)
    return _conclude(document.id, job, wish)


def _conclude(document_id: str, job: "JobView | None", wish: _Wish) -> bool:
    from studyapp.models import JobStatus
    from studyapp.services.courses.documents import get_document
    from studyapp.services.courses.reading import sections_of

    with wish.owner.database.read() as session:
        document = get_document(session, wish.owner.id, document_id)
        sections = len(sections_of(session, document))
    if document.is_locked:
        return _unlocked(document, wish)
    if job is None or job.status is not JobStatus.COMPLETED:
        note(f"“{document.title}”: {(job and job.error) or 'Its reading was cancelled.'}")
        return False
    pages = f"{len(document.problems)} pages, " if document.has_pages else ""
    note(f"“{document.title}” is in “{wish.course}”: {pages}{sections} chapters and sections.")
    if said := (job.result or {}).get("note"):
        note(str(said))
    return True


def _unlocked(document: "StoredDocument", wish: _Wish) -> bool:
    """Ask for the password of the document, and read it with that."""
    from studyapp import settings
    from studyapp.errors import WrongPassword
    from studyapp.jobs.requests.courses import unlock_document
    from studyapp.services.courses.files.storage import path_of
    from studyapp.services.courses.locked import open_copy

    configured = settings.current()
    path = path_of(configured.data_dir, document.file_digest or "")
    for _ in range(_TRIES if wish.may_ask else 0):
        password = typer.prompt(f"Password of “{document.title}”", hide_input=True, err=True)
        try:
            copy = asyncio.run(open_copy(path, password, data_dir=configured.data_dir))
        except WrongPassword as error:
            note(error.sentence)
            continue
        most, now = configured.storage_bytes, datetime.now(UTC)
        with wish.owner.database.write() as session:
            job = unlock_document(session, wish.owner.id, document.id, copy, most_bytes=most, now=now)
        return _see_through(document, job, wish)
    wrong = "The password given does not open it." if wish.password else "It is protected with a password."
    note(f"“{document.title}”: {wrong} It waits for the right one on the page of the course.")
    return False


def _print(owner: "Owner", document_ids: list[str]) -> None:
    from studyapp.schemas.courses.documents import DocumentsAnswer, shown_document

    now = datetime.now(UTC)
    with owner.database.read() as session:
        shown = [shown_document(session, owner.id, each, now=now) for each in dict.fromkeys(document_ids)]
    print_json(DocumentsAnswer(documents=shown))
