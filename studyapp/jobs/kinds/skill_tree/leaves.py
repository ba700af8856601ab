"""Orders the cards of the skills at the ends of the branches, as children of the job that grows the tree."""

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session

from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.store.reading import targets_of_batch
from studyapp.material.cleaning import MIN_CONTENT_CHARS
from studyapp.models import GoalStatus, JobType
from studyapp.services.goals import goals, growing
from studyapp.services.goals.growing import Standing

BEHIND_REQUESTS: Final = -10
"""The priority of the cards, so that what a learner asks for meanwhile goes before them."""


def order_cards(session: Session, context: JobContext, *, needs_text: bool, below: str | None = None) -> bool:
    """Order the cards of all leaves, or of those `below` a node and of itself, in study order.

    A leaf that has cards, is switched off, or whose cards were ordered before is passed over; with `needs_text`, one
    without a section of its own, too. Once the learner has stopped the job, nothing is ordered, and it returns False.
    """
    if context.is_to_stop(session):
        return False
    if not _is_active(session, context):
        return True
    ordered = targets_of_batch(session, context.job.user_id, context.head_id)
    tree = growing.standing(session, context.job.user_id, context.job.target_id)
    for node in tree if below is None else _branch(tree, below):
        if _lacks_cards(node, needs_text=needs_text) and node.id not in ordered:
            payload = {"node_id": node.id}
            context.add_child(session, JobType.FLASHCARD_GENERATION, payload, priority=BEHIND_REQUESTS)
    return True


def _is_active(session: Session, context: JobContext) -> bool:
    """Whether the learner has not put the goal aside. Then nothing more is made for it until it is asked for."""
    return goals.get_goal(session, context.job.user_id, context.job.target_id).status is GoalStatus.ACTIVE


def _branch(tree: Sequence[Standing], node_id: str) -> list[Standing]:
    """The node and those below it."""
    inside = {node_id}
    found: list[Standing] = []
    for node in tree:
        if node.id in inside or node.parent_id in inside:
            inside.add(node.id)
            found.append(node)
    return found


def _lacks_cards(node: Standing, *, needs_text: bool) -> bool:
    return node.is_leaf and node.enabled and not node.has_cards and (not needs_text or _has_text(node))


def _has_text(node: Standing) -> bool:
    section = node.draft.section
    return section is not None and section[1] - section[0] >= MIN_CONTENT_CHARS
