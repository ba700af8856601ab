"""Opens the owner's data for a command: migrates the database and creates the owner if needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from studyapp import database, migrate, settings
from studyapp.database import Database
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store.views import JobView
from studyapp.models import JobType
from studyapp.services import accounts


@dataclass(frozen=True, slots=True)
class Owner:
    database: Database
    id: str

    def enqueue(self, kind: JobType, payload: Mapping[str, Any]) -> JobView:
        """Enqueue a job, or return the equal one that is active."""
        with self.database.write() as session:
            return QUEUE.enqueue(session, self.id, kind, payload, now=datetime.now(UTC)).job


def open_data() -> Owner:
    migrate.upgrade(settings.current())
    data = database.current()
    with data.write() as session:
        return Owner(data, accounts.local_owner(session, now=datetime.now(UTC)).id)
