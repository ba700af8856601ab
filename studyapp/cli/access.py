"""Opens the owner's data for a command: migrates the database and creates the owner if needed."""

from dataclasses import dataclass
from datetime import UTC, datetime

from studyapp import database, migrate, settings
from studyapp.database import Database
from studyapp.services import accounts


@dataclass(frozen=True, slots=True)
class Owner:
    database: Database
    id: str


def open_data() -> Owner:
    migrate.upgrade(settings.current())
    data = database.current()
    with data.write() as session:
        return Owner(data, accounts.local_owner(session, now=datetime.now(UTC)).id)
