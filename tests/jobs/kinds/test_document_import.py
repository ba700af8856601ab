"""Documents of courses are read in the background, by page, however often that is interrupted."""

import os
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from studyapp.database import Database
from studyapp.errors import LimitReached
from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.queue.queue import Queue
from studyapp.jobs.requests.courses import delete_document
from studyapp.models import DocumentPage, JobStatus, JobType, StoredDocument, User
from studyapp.services.courses.files.storage import path_of
from tests.factories import make_course, make_document
from tests.jobs.kinds.shelf import document
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.material.children import children
from tests.material.pdfs import encrypted, pdf_of_lines, pdf_of_pictures

PAGE = ["Photosynthesis turns light into chemical energy.", "It takes place in the chloroplasts of the leaf."]
TEXT = "Pflanzen machen aus Licht Energie. " * 40
KIND = "document_import"


def uploaded(workshop: Workshop, data: bytes, *, name: str = "leaves.pdf") -> tuple[str, str]:
    """The ids of the document and of the job that reads it."""
    document_id = document(workshop, data, name=name).id
    return document_id, workshop.enqueue(KIND, document_id=document_id).job.id


def stored(workshop: Workshop, document_id: str) -> tuple[StoredDocument, list[str]]:
    """The document, and the text of its pages."""
    with workshop.database.read() as session:
        found = session.get(StoredDocument, document_id)
        assert found
        pages = select(DocumentPage.text).where(DocumentPage.document_id == document_id)
        return found, list(session.exec(pages.order_by(col(DocumentPage.number))))


async def test_a_pdf_is_stored_by_page(workshop: Workshop):
    document_id, job_id = uploaded(workshop, pdf_of_lines([PAGE] * 45, title="On leaves"))
    job = await workshop.ended(job_id)
    read, pages = stored(workshop, document_id)
    assert (job.status, job.progress) == (JobStatus.COMPLETED, 100)
    assert result_of(job)["pages"] == 45
    assert (read.title, read.has_pages, read.read_at is not None) == ("On leaves", True, True)
    assert len(pages) == 45
    assert read.characters == sum(map(len, pages))


async def test_a_text_is_stored_without_pages(workshop: Workshop):
    document_id, job_id = uploaded(workshop, TEXT.encode(), name="Pflanzen.txt")
    assert (await workshop.ended(job_id)).status is JobStatus.COMPLETED
    read, pages = stored(workshop, document_id)
    assert (read.title, read.has_pages, "".join(pages)) == ("Pflanzen", False, TEXT.strip())


@pytest.mark.parametrize(
    ("data", "words", "code"),
    [
        (b"%PDF-1.7", "damaged", "BAD_INPUT"),
        (encrypted(pdf_of_lines([PAGE]), user_password="secret"), "password", "LOCKED"),
        (pdf_of_pictures(), "only pictures", "BAD_INPUT"),
    ],
)
async def test_a_file_that_cannot_be_read_says_why_at_once(workshop: Workshop, data: bytes, words: str, code: str):
    _, job_id = uploaded(workshop, data)
    job = await workshop.ended(job_id)
    assert (job.status, job.error_code, job.attempts, job.retryable) == (JobStatus.FAILED, code, 1, False)
    assert words in (job.error or "")


async def test_pages_without_text_are_noted(workshop: Workshop):
    pages = [PAGE, [], PAGE]
    _, job_id = uploaded(workshop, pdf_of_lines(pages))
    job = await workshop.ended(job_id)
    assert (job.status, result_of(job)["pages"]) == (JobStatus.COMPLETED, 3)


def test_a_whole_shelf_may_be_added_within_an_hour(database: Database, owner: User, now: datetime):
    queue = Queue(HANDLERS, per_hour=lambda: 1)
    with database.write() as session:
        course = make_course(session, owner)
        for number in range(10):
            added = make_document(session, course, file_digest=str(number))
            queue.enqueue(session, owner.id, KIND, {"document_id": added.id}, now=now)
        quota = queue.quota(session, owner.id, JobType.DOCUMENT_IMPORT, now=now)
        assert (quota.used, quota.limit) == (10, 10)
        added = make_document(session, course, file_digest="one too many")
        with pytest.raises(LimitReached, match="You have asked for 10 of these"):
            queue.enqueue(session, owner.id, KIND, {"document_id": added.id}, now=now)


async def test_reading_again_gives_the_same_text_once(workshop: Workshop):
    document_id, job_id = uploaded(workshop, pdf_of_lines([PAGE] * 5))
    await workshop.ended(job_id)
    before = stored(workshop, document_id)[1]
    again = await workshop.see_through(KIND, document_id=document_id)
    assert again.status is JobStatus.COMPLETED
    assert stored(workshop, document_id)[1] == before


def held(workshop: Workshop, document_id: str) -> Path:
    """Put a pipe in the place of the file, at which the reader waits, and return it."""
    path = path_of(workshop.data_dir, stored(workshop, document_id)[0].file_digest or "")
    path.unlink()
    os.mkfifo(path)
    return path


async def reading(job_id: str, workshop: Workshop) -> None:
    """Wait until the process that reads is there."""
    await workshop.until(job_id, lambda job: job.phase == "reading" and len(children()) == 1)


async def test_reading_that_was_interrupted_begins_again(workshop: Workshop):
    async with workshop.stopped():
        document_id, job_id = uploaded(workshop, TEXT.encode(), name="Pflanzen.txt")
        pipe = held(workshop, document_id)
    await reading(job_id, workshop)
    async with workshop.stopped():
        assert children() == []
        pipe.unlink()
        pipe.write_text(TEXT)
    job = await workshop.ended(job_id)
    assert (job.status, job.attempts) == (JobStatus.COMPLETED, 1)
    assert stored(workshop, document_id)[1] == [TEXT.strip()]


async def test_a_document_that_is_deleted_meanwhile_is_not_read_to_its_end(workshop: Workshop):
    async with workshop.stopped():
        document_id, job_id = uploaded(workshop, TEXT.encode(), name="Pflanzen.txt")
        held(workshop, document_id)
    await reading(job_id, workshop)
    now = workshop.clock()
    workshop.change(lambda session: delete_document(session, workshop.user_id, document_id, now=now))
    assert (await workshop.ended(job_id)).status is JobStatus.CANCELLED
    assert children() == []
    assert stored(workshop, document_id)[1] == []
