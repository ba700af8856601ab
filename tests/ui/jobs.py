"""Jobs in every state that a screen shows."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from studyapp.models import Deck, Job, JobStatus, JobType
from studyapp.models.columns import new_id
from tests.factories import NOON


def make_job(session: Session, deck: Deck, status: JobStatus = JobStatus.PENDING, **fields: Any) -> Job:
    """A job whose columns fit its status; `fields` override them."""
    given: dict[str, Any] = {
        "user_id": deck.user_id,
        "type": JobType.FLASHCARD_GENERATION,
        "target_kind": "deck",
        "target_id": deck.id,
        "status": status,
        "dedup_key": new_id(),
        "payload": {"content": "Mitochondria make most of the chemical energy a cell needs. " * 2, "count": 20},
        "items_expected": 20,
        "created_at": NOON,
        "run_at": NOON,
    }
    match status:
        case JobStatus.PROCESSING:
            given |= {"slot": 1, "claim": new_id(), "worker": "w", "attempts": 1, "phase": "generating"}
            given |= {"started_at": NOON, "lease_until": NOON + timedelta(seconds=45)}
        case JobStatus.PENDING:
            pass
        case _:
            given |= {"attempts": 1, "started_at": NOON, "finished_at": NOON + timedelta(seconds=14)}
    job = Job(**given | fields)
    session.add(job)
    session.flush()
    return job
