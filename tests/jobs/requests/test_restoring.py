"""What comes back from the trash is gone on with: a document whose reading was cut off is read again."""

from datetime import datetime

import pytest

from studyapp.database import Database
from studyapp.jobs.requests.courses import delete_course, delete_document, import_job, read_document
from studyapp.jobs.requests.restoring import restore
from studyapp.models import JobStatus, StoredDocument, User
from tests.factories import make_course, make_document


@pytest.fixture
def document(database: Database, owner: User, now: datetime) -> StoredDocument:
    """One that waits to be read."""
    with database.write() as session:
        document = make_document(session, make_course(session, owner))
        read_document(session, owner.id, document.id, now=now)
        return document


def reading(database: Database, document: StoredDocument) -> JobStatus | None:
    with database.read() as session:
        job = import_job(session, document.user_id, document.id)
        return job.status if job else None


@pytest.mark.parametrize("kind", ["document", "course"])
def test_a_document_that_was_not_read_yet_is_read_after_all(
    database: Database, owner: User, document: StoredDocument, now: datetime, kind: str
):
    item_id = document.id if kind == "document" else document.course_id or ""
    with database.write() as session:
        (delete_document if kind == "document" else delete_course)(session, owner.id, item_id, now=now)
    assert reading(database, document) is JobStatus.CANCELLED
    with database.write() as session:
        ids = {"document_ids": [item_id]} if kind == "document" else {"course_ids": [item_id]}
        assert restore(session, owner.id, **ids, now=now) == 1
    assert reading(database, document) is JobStatus.PENDING


def test_one_that_was_read_is_left_as_it_is(database: Database, owner: User, now: datetime):
    with database.write() as session:
        document = make_document(session, make_course(session, owner), read_at=now)
        delete_document(session, owner.id, document.id, now=now)
        restore(session, owner.id, document_ids=[document.id], now=now)
    assert reading(database, document) is None
