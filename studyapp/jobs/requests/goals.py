"""Goals together with the job that grows their tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session

from studyapp.errors import BadInput, Conflict
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store.reading import jobs_for_target, latest_for_targets
from studyapp.jobs.store.views import Admission, JobView
from studyapp.material.cleaning import clean_text
from studyapp.material.reading import Document
from studyapp.models import Goal, JobType
from studyapp.services import documents, text_input
from studyapp.services.goals import goals, growing

KIND: Final = JobType.SKILL_TREE_GENERATION


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGoal:
    """What a learner wants to be able to do, and what its tree is made of: at most one of the last three."""

    title: str
    description: str = ""
    material: str = ""
    """A pasted text or outline."""
    document_id: str | None = None
    deck_id: str | None = None


def start_goal(session: Session, user_id: str, wanted: NewGoal, *, now: datetime) -> tuple[Goal, JobView]:
    """Create a goal and enqueue the job for its tree. If one of them is refused, neither is there."""
    if sum(bool(given) for given in (wanted.material.strip(), wanted.document_id, wanted.deck_id)) > 1:
        raise BadInput("Give the goal a text, a document or a deck, but only one of them.")
    document_id = wanted.document_id or _stored(session, user_id, wanted, now)
    goal = goals.create_goal(
        session,
        user_id,
        title=wanted.title,
        description=wanted.description,
        deck_id=wanted.deck_id or None,
        document_id=document_id,
        now=now,
    )
    return goal, grow_tree(session, user_id, goal.id, now=now).job


def grow_tree(session: Session, user_id: str, goal_id: str, *, feedback: str = "", now: datetime) -> Admission:
    """Enqueue the job for the tree of a goal, or for what is missing of it. An active one is returned."""
    return QUEUE.enqueue(session, user_id, KIND, {"goal_id": goal_id, "feedback": feedback}, now=now)


def grow_first_tree(session: Session, user_id: str, goal_id: str, *, feedback: str = "", now: datetime) -> Admission:
    """Enqueue the job for the tree of a goal that has none. Raises `Conflict` if it has one, or one is being made."""
    if growing.standing(session, user_id, goals.get_goal(session, user_id, goal_id).id):
        made = tree_job(session, user_id, goal_id)
        raise Conflict("This goal has a skill tree already.", job_id=made.id if made else None)
    admission = grow_tree(session, user_id, goal_id, feedback=feedback, now=now)
    if not admission.created:
        raise Conflict("The skill tree of this goal is being made.", job_id=admission.job.id)
    return admission


def tree_job(session: Session, user_id: str, goal_id: str) -> JobView | None:
    """The job that grows the goal's tree now, or the last one that did; None if there is none."""
    under_way = jobs_for_target(session, user_id, "goal", goal_id)
    found = [*under_way, *reversed(latest_for_targets(session, user_id, "goal", [goal_id]))]
    return next((job for job in found if job.type is KIND), None)


def skill_jobs(session: Session, user_id: str, node_ids: Sequence[str]) -> dict[str, JobView]:
    """The latest job for the cards of each of these skills, by the id of the skill."""
    found = latest_for_targets(session, user_id, "node", node_ids)
    return {job.target["id"]: job for job in found if job.target}


def _stored(session: Session, user_id: str, wanted: NewGoal, now: datetime) -> str | None:
    """The id of the document that the pasted text becomes; None if there is no text."""
    text = clean_text(wanted.material)
    if not text:
        return None
    document = Document(text_input.title(wanted.title), text)
    return documents.add_document(session, user_id, document, pairs=0, now=now).id
