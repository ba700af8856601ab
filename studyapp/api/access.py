"""What endpoints depend on: the database, the learner who asks, and the time."""

from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import Depends

from studyapp import database, settings
from studyapp.database import Database
from studyapp.errors import Forbidden, NotFound
from studyapp.services import accounts

_PATIENCE: Final = 10
"""Seconds a request waits for the database. Few threads serve all requests and pages, and a waiting request holds one.
"""


def open_database() -> Database:
    return database.current().within(_PATIENCE)


def this_moment() -> datetime:
    return datetime.now(UTC)


Db = Annotated[Database, Depends(open_database)]
Now = Annotated[datetime, Depends(this_moment)]


def learner(database: Db, now: Now) -> str:
    """The id of the learner who asks. A local installation has one owner, created by the first request."""
    if settings.current().auth != "local":
        raise Forbidden("Set STUDYAPP_AUTH=local: signing in is not possible over the API yet.")
    try:
        with database.read() as session:
            return accounts.get_user(session, accounts.LOCAL_OWNER_ID).id
    except NotFound:
        with database.write() as session:
            return accounts.local_owner(session, now=now).id


Learner = Annotated[str, Depends(learner)]
