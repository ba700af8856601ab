"""Has skills or cards made anew, and undoes it together with the jobs that are still at it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from sqlmodel import Session, col, select

from studyapp.errors import Conflict, NotFound
from studyapp.jobs.kinds.flashcards.request import CARDS_OF_SKILL, MOST_CARDS
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store.views import Admission, JobView
from studyapp.models import Job, JobType, Replacement
from studyapp.services.goals.replacing import undo
from studyapp.services.goals.replacing.plan import plan_cards


def regenerate_tree(
    session: Session, user_id: str, goal_id: str, *, node_id: str | None = None, feedback: str = "", now: datetime
) -> JobView:
    """Start the job that makes the tree anew, or what is below one skill. Raises `Conflict` if a tree is being made."""
    asked = {"goal_id": goal_id, "node_id": node_id, "feedback": feedback, "replace": True}
    return _created(QUEUE.enqueue(session, user_id, JobType.SKILL_TREE_GENERATION, asked, now=now), "skill tree is")


def regenerate_cards(session: Session, user_id: str, node_id: str, *, feedback: str = "", now: datetime) -> JobView:
    """Start the job for as many cards as are replaced. Raises `Conflict` if cards of the skill are being made."""
    going = len(plan_cards(session, user_id, node_id).put_away)
    count = min(max(going, CARDS_OF_SKILL), MOST_CARDS)
    asked = {"node_id": node_id, "feedback": feedback, "replace": True, "count": count}
    return _created(QUEUE.enqueue(session, user_id, JobType.FLASHCARD_GENERATION, asked, now=now), "cards are")


def undo_replacement(session: Session, user_id: str, replacement_id: str, *, now: datetime) -> Replacement:
    """Undo it, and cancel what is still being made for it, and for those that are undone with it."""
    replaced = undo.undo(session, user_id, replacement_id, now=now)
    mine = (col(Replacement.user_id) == user_id, col(Replacement.goal_id) == replaced.goal_id)
    undone = select(Replacement.job_id).where(*mine, col(Replacement.undone_at) == replaced.undone_at)
    for job_id in _tries(session, user_id, session.exec(undone).all()):
        with suppress(Conflict, NotFound):  # it has ended, or is forgotten
            QUEUE.cancel_batch(session, user_id, job_id, now=now)
    return replaced


def _created(admission: Admission, what: str) -> JobView:
    if not admission.created:
        raise Conflict(f"The {what} being made. Wait until that is done, or cancel it.", job_id=admission.job.id)
    return admission.job


def _tries(session: Session, user_id: str, job_ids: Sequence[str | None]) -> list[str]:
    """The ids of the jobs and of their retries."""
    found = [job_id for job_id in job_ids if job_id]
    for each in found:
        retries = select(Job.id).where(col(Job.user_id) == user_id, col(Job.retry_of) == each)
        found.extend(session.exec(retries))
    return found
