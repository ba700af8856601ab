"""What a learner sees of a skill at a glance."""

from enum import StrEnum
from typing import Final

from studyapp.models import JobStatus
from studyapp.services.goals.tree import Skill


class NodeState(StrEnum):
    GENERATING = "generating"
    WAITING = "waiting"
    """Its cards are ordered, and their job waits its turn."""
    FAILED = "failed"
    EMPTY = "empty"
    NEW = "new"
    """It has cards, and none was studied yet."""
    LEARNING = "learning"
    DUE = "due"
    COMPLETE = "complete"
    """All of its cards are in review."""


_OF_JOBS: Final = {
    JobStatus.PROCESSING: NodeState.GENERATING,
    JobStatus.PENDING: NodeState.WAITING,
    JobStatus.FAILED: NodeState.FAILED,
}


def node_state(skill: Skill, job: JobStatus | None) -> NodeState:
    """The state of a skill and of those below it. `job` is the status of the latest job for its own cards."""
    if job and (state := _OF_JOBS.get(job)):
        return state
    tally = skill.tally
    if not tally.cards:
        return NodeState.EMPTY
    if tally.due:
        return NodeState.DUE
    if tally.is_complete:
        return NodeState.COMPLETE
    return NodeState.NEW if tally.new == tally.cards else NodeState.LEARNING
