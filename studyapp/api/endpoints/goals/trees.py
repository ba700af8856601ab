"""Endpoints for the skill tree of a goal: shown, made, made anew, and that undone."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import Body, Id, PathId, StrictBool, Text
from studyapp.jobs.requests import goals as growing
from studyapp.jobs.requests import replacing
from studyapp.schemas.goals import ReplaceableAnswer, TreeAnswer, shown_tree
from studyapp.schemas.jobs import JobAnswer
from studyapp.services.goals import goals
from studyapp.services.goals.replacing.plan import plan_tree
from studyapp.services.text_input import WISH_CHARS

router = APIRouter(prefix="/goals/{goal_id}/skill-tree", tags=["goals"])


class TreeToGrow(Body):
    feedback: Text = Field(default="", max_length=WISH_CHARS, description="What you want of it, e.g. “more detail”.")
    replace: StrictBool = Field(
        default=False, description="Make a tree anew that is there. Cards that were reviewed stay; it can be undone."
    )
    node_id: Id | None = Field(default=None, description="With `replace`: make only what is below this skill anew.")


class ReplacementToUndo(Body):
    replacement_id: Id = Field(description="The `replacement_id` in the result of the job.")


@router.get("", responses=documented(404))
def get_tree(goal_id: PathId, learner: Learner, database: Db, now: Now) -> TreeAnswer:
    with database.read() as session:
        return shown_tree(session, learner, goal_id, now=now)


@router.post("", status_code=202, responses=documented(404, 409, 413, 429))
def grow_tree(goal_id: PathId, learner: Learner, database: Db, now: Now, body: TreeToGrow | None = None) -> JobAnswer:
    """Start the job for the tree of a goal. 409 if one is being made, or there is one and not `replace`."""
    asked = body or TreeToGrow()
    with database.write() as session:
        if asked.replace or asked.node_id:
            job = replacing.regenerate_tree(
                session, learner, goal_id, node_id=asked.node_id, feedback=asked.feedback, now=now
            )
            return JobAnswer.of(job)
        admission = growing.grow_first_tree(session, learner, goal_id, feedback=asked.feedback, now=now)
        return JobAnswer.of(admission.job)


@router.get("/replaceable", responses=documented(404))
def get_replaceable(
    goal_id: PathId, learner: Learner, database: Db, node_id: Annotated[Id | None, Query()] = None
) -> ReplaceableAnswer:
    """What making the tree anew, or only what is below `node_id`, would keep, move and set aside."""
    with database.read() as session:
        return ReplaceableAnswer.of(plan_tree(session, learner, goal_id, node_id=node_id))


@router.post("/undo", responses=documented(404, 409, 413))
def undo_replacement(goal_id: PathId, body: ReplacementToUndo, learner: Learner, database: Db, now: Now) -> TreeAnswer:
    """Undo that skills or cards of the goal were made anew. What is still being made for it is cancelled."""
    with database.write() as session:
        goals.get_goal(session, learner, goal_id)
        replacing.undo_replacement(session, learner, body.replacement_id, now=now)
        return shown_tree(session, learner, goal_id, now=now)
