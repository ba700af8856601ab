"""The sections of a document that has been read."""

import pytest

from studyapp.database import Database
from studyapp.models import Section, StoredDocument, User
from tests.factories import NOON, make_course, make_document, make_section


@pytest.fixture
def document(use_database: Database, owner: User) -> StoredDocument:
    with use_database.write() as session:
        return make_document(session, make_course(session, owner), read_at=NOON, has_pages=True)


@pytest.fixture
def sections(use_database: Database, document: StoredDocument) -> list[Section]:
    """Three sections in their order."""
    with use_database.write() as session:
        return [
            make_section(
                session,
                document,
                position=at,
                title=title,
                page_from=at,
                page_to=at + 1,
                text_start=1_000 * at,
                text_end=1_000 * (at + 1),
            )
            for at, title in enumerate(("Membranes", "Organelles", "Leaves"), start=1)
        ]
