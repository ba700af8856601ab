"""A document that a password opens is read from a copy; the password stays nowhere."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from studyapp.errors import Conflict, TooLarge, WrongPassword
from studyapp.jobs.requests.courses import unlock_document
from studyapp.models import Job, JobStatus, StoredDocument
from studyapp.services.courses import locked
from studyapp.services.courses.files import storage as files
from studyapp.services.courses.files.storage import ReceivedFile, path_of, remove_unnamed
from studyapp.services.courses.page_pictures import PagePictures
from studyapp.services.courses.sources import source_file
from studyapp.services.documents import page_text
from tests.jobs.kinds.shelf import document
from tests.jobs.kinds.workshop import Workshop
from tests.material.locked import SENTENCE, locked_pdf

PASSWORD = "pässwört"
KIND = "document_import"


async def locked_document(workshop: Workshop) -> tuple[StoredDocument, Job]:
    added = document(workshop, locked_pdf("locked-aes-256-umlaut.pdf"), name="cells.pdf")
    job_id = workshop.enqueue(KIND, document_id=added.id).job.id
    return added, await workshop.ended(job_id)


async def unlocked(workshop: Workshop, document_id: str, *, most_bytes: int = 10**9) -> Job:
    copy = await copied(workshop, document_id)
    with workshop.database.write() as session:
        job = unlock_document(session, workshop.user_id, document_id, copy, most_bytes=most_bytes, now=workshop.clock())
    return await workshop.ended(job.id)


async def copied(workshop: Workshop, document_id: str, password: str = PASSWORD) -> ReceivedFile:
    path = path_of(workshop.data_dir, found(workshop, document_id).file_digest or "")
    return await locked.open_copy(path, password, data_dir=workshop.data_dir)


def found(workshop: Workshop, document_id: str) -> StoredDocument:
    with workshop.database.read() as session:
        document = session.get(StoredDocument, document_id)
        assert document
        return document


async def test_a_locked_file_says_so_and_is_read_once_it_is_open(workshop: Workshop) -> None:
    added, job = await locked_document(workshop)
    assert (job.status, job.error_code, job.error, job.retryable) == (
        JobStatus.FAILED,
        "LOCKED",
        locked.SENTENCE,
        False,
    )
    assert found(workshop, added.id).is_locked
    assert (await unlocked(workshop, added.id)).status is JobStatus.COMPLETED
    document = found(workshop, added.id)
    assert (document.is_locked, document.read_at is not None, len(document.problems)) == (False, True, 2)
    with workshop.database.read() as session:
        assert SENTENCE in page_text(session, workshop.user_id, added.id, 1)


async def test_it_is_read_again_and_shown_later_without_the_password(workshop: Workshop) -> None:
    added, _ = await locked_document(workshop)
    await unlocked(workshop, added.id)
    await workshop.restart()
    assert (await workshop.see_through(KIND, document_id=added.id)).status is JobStatus.COMPLETED
    folder = workshop.data_dir
    with workshop.database.read() as session:
        shown = source_file(session, workshop.user_id, added.id, data_dir=folder)
        original = source_file(session, workshop.user_id, added.id, data_dir=folder, is_original=True)
    pictures = PagePictures(workshop.data_dir)
    assert (await pictures.picture(shown, 2))[:4] == b"RIFF"
    assert len((await pictures.marked(shown, 1, SENTENCE)).marks) == 1
    assert original.path.read_bytes() == locked_pdf("locked-aes-256-umlaut.pdf")


async def test_a_wrong_password_leaves_nothing(workshop: Workshop) -> None:
    added, _ = await locked_document(workshop)
    before = sorted((workshop.data_dir / files.FOLDER).iterdir())
    with pytest.raises(WrongPassword):
        await copied(workshop, added.id, "secret")
    assert sorted((workshop.data_dir / files.FOLDER).iterdir()) == before
    assert found(workshop, added.id).is_locked


async def test_the_password_is_in_no_file_and_no_row(workshop: Workshop) -> None:
    added, _ = await locked_document(workshop)
    await unlocked(workshop, added.id)
    stored = [path for path in workshop.data_dir.rglob("*") if path.is_file()]
    assert len(stored) >= 2
    words = (PASSWORD.encode(), PASSWORD.encode("latin-1"), b"p\\u00e4ssw")
    assert [path for path in stored for word in words if word in path.read_bytes()] == []
    with workshop.database.read() as session:
        rows = [*session.exec(select(Job)), *session.exec(select(StoredDocument))]
    assert PASSWORD not in repr([row.model_dump() for row in rows])


async def test_the_copy_goes_with_the_document(workshop: Workshop) -> None:
    added, _ = await locked_document(workshop)
    await unlocked(workshop, added.id)
    later = datetime.now(UTC) + timedelta(days=3)
    both = {found(workshop, added.id).file_digest, found(workshop, added.id).open_digest}
    with workshop.database.write() as session:
        assert remove_unnamed(session, data_dir=workshop.data_dir, now=later) == 0
        session.delete(session.get(StoredDocument, added.id))
    assert {path.name for path in (workshop.data_dir / files.FOLDER).iterdir()} == both
    with workshop.database.write() as session:
        assert remove_unnamed(session, data_dir=workshop.data_dir, now=later) == 2


async def test_the_copy_needs_room_and_a_document_is_opened_once(workshop: Workshop) -> None:
    added, _ = await locked_document(workshop)
    with pytest.raises(TooLarge, match="has no room"):
        await unlocked(workshop, added.id, most_bytes=added.file_bytes + 1_000)
    assert found(workshop, added.id).is_locked
    await unlocked(workshop, added.id)
    with pytest.raises(Conflict, match="open already"):
        await unlocked(workshop, added.id)
