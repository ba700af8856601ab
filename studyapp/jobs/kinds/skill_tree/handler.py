"""Grows the skill tree of a goal. Each node is saved as soon as it has passed the rules, after the one above it.

Once a branch is complete, the cards of its leaves are ordered in the same transaction, as children of this job. So they
come in study order, the first ones while the rest of the tree is still being written, and a crash loses none of them.
"""

from datetime import datetime
from functools import partial
from typing import Any, Final

from sqlmodel import Session

from studyapp.errors import BadInput
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.definition import CarriedOn, Handler, Target
from studyapp.jobs.kinds.skill_tree import ground
from studyapp.jobs.kinds.skill_tree.endings import summary
from studyapp.jobs.kinds.skill_tree.growth import Growth
from studyapp.jobs.kinds.skill_tree.progress import resumed
from studyapp.jobs.kinds.skill_tree.request import SkillTreeRequest
from studyapp.jobs.kinds.skill_tree.words import WORDS
from studyapp.jobs.store.views import JobSnapshot
from studyapp.services.goals import goals, growing, nodes


def accept(session: Session, user_id: str, request: SkillTreeRequest, now: datetime) -> Target:  # noqa: ARG001
    goal = goals.get_active_goal(session, user_id, request.goal_id)
    if request.node_id:
        node = nodes.get_node_of(session, goal, request.node_id)
        if len(nodes.path_of(session, goal, node)) >= nodes.DEEPEST:
            raise BadInput(f"A tree has at most {nodes.DEEPEST} levels, so nothing can be made below this skill.")
    return Target("goal", goal.id)


async def grow_tree(context: JobContext, request: SkillTreeRequest) -> dict[str, Any]:
    await context.report(phase="reading")
    begun = resumed(context.checkpoint).replacement_id
    given = await context.query(partial(ground.read, user_id=context.job.user_id, request=request, begun=begun))
    growth = Growth(context, request, given)
    await context.report(phase="generating")
    await growth.grow()
    return await growth.result()


def summarize(session: Session, job: JobSnapshot) -> dict[str, Any]:
    """The result of a job that ended early: the nodes it saved, and those whose skills are missing."""
    progress = resumed(job.checkpoint)
    tree = growing.standing(session, job.user_id, job.target_id)
    unfinished = progress.unfinished(SkillTreeRequest(**job.payload), tree)
    return summary(session, job, progress, partial=True) | {"unfinished": unfinished}


def carry_on(job: JobSnapshot) -> CarriedOn | None:
    """The start of a retry: complete branches stay complete."""
    progress = resumed(job.checkpoint)
    return CarriedOn(progress.further(), missing=None) if progress.saved or progress.closed else None


SKILL_TREE: Final = Handler(
    words=WORDS,
    payload=SkillTreeRequest,
    dedup_key=lambda request: request.goal_id,
    accept=accept,
    run=grow_tree,
    summarize=summarize,
    carry_on=carry_on,
)
