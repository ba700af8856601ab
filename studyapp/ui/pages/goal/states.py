"""The state of a skill, from its cards and its latest job."""

from enum import StrEnum

from studyapp.jobs.store.views import JobView
from studyapp.models import JobStatus
from studyapp.services.goals.tree import Skill


class NodeState(StrEnum):
    GENERATING = "generating"
    WAITING = "waiting"
    FAILED = "failed"
    EMPTY = "empty"
    NEW = "new"
    LEARNING = "learning"
    DUE = "due"
    COMPLETE = "complete"


def node_state(skill: Skill, job: JobView | None) -> NodeState:
    """What is going on with its cards comes first, and then how far they have come."""
    match job.status if job else None:
        case JobStatus.PROCESSING:
            return NodeState.GENERATING
        case JobStatus.PENDING:
            return NodeState.WAITING
        case JobStatus.FAILED:
            return NodeState.FAILED
        case _:
            return _of_cards(skill)


def _of_cards(skill: Skill) -> NodeState:
    tally = skill.tally
    if not tally.cards:
        return NodeState.EMPTY
    if tally.is_complete and not tally.due:
        return NodeState.COMPLETE
    if tally.due:
        return NodeState.DUE
    return NodeState.NEW if tally.new == tally.cards else NodeState.LEARNING
