"""Moves a waiting job to the front, because its learner is looking at the place where the result will appear."""

from typing import Any, Final

from sqlalchemy import bindparam, update
from sqlmodel import Session

from studyapp.jobs import transports
from studyapp.jobs.store.claims import announce
from studyapp.jobs.store.tables import IS_PENDING, jobs
from studyapp.jobs.store.views import VIEW_COLUMNS, view

_HURRY: Final = (
    update(jobs)
    .where(
        jobs.c.id == bindparam("job_id"),
        jobs.c.user_id == bindparam("owner"),
        jobs.c.priority < bindparam("wanted"),
        IS_PENDING,
    )
    .values(priority=bindparam("wanted"), version=jobs.c.version + 1)
    .returning(*VIEW_COLUMNS)
)


def hurry(session: Session, user_id: str, job_id: str, priority: int) -> bool:
    """Raise the priority of a waiting job and return whether that was possible. A priority is never lowered."""
    values: dict[str, Any] = {"job_id": job_id, "owner": user_id, "wanted": priority}
    row = session.connection().execute(_HURRY, values).mappings().first()
    if row is None:
        return False
    transports.doorbell(session).ring(session, view(row))
    announce(session, user_id)
    return True
