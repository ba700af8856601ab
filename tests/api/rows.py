"""Rows of jobs as the engine would leave them, created without running it."""

from datetime import datetime
from typing import Any, Final

from sqlmodel import Session

from studyapp.models import Job, JobType, User
from studyapp.models.columns import new_id

TEXT: Final = "The mitochondrion is the powerhouse of the cell. Ribosomes make proteins from amino acids."


def make_job(session: Session, owner: User, now: datetime, **fields: Any) -> Job:
    given: dict[str, Any] = {
        "user_id": owner.id,
        "type": JobType.FLASHCARD_GENERATION,
        "target_kind": "deck",
        "target_id": "somewhere",
        "payload": {"content": TEXT},
        "dedup_key": new_id(),
        "run_at": now,
        "created_at": now,
    }
    job = Job(**given | fields)
    session.add(job)
    session.flush()
    return job
