"""Endpoints for goals, and for the skill tree of each."""

from enum import StrEnum
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field
from sqlmodel import Session

from studyapp.api.access import Db, Learner, Now
from studyapp.api.endpoints.decks import Description, Title
from studyapp.api.errors import documented
from studyapp.api.inputs import Body, Id, PathId, StrictBool, Text
from studyapp.jobs.queue import goals as growing
from studyapp.jobs.queue import replacing
from studyapp.jobs.queue.goals import NewGoal
from studyapp.material.cleaning import MAX_CONTENT_CHARS
from studyapp.models import Goal, GoalStatus
from studyapp.schemas.base import CountAnswer
from studyapp.schemas.goals import GoalAnswer, GoalsAnswer, ReplaceableAnswer, TreeAnswer, listed_goals, shown_tree
from studyapp.schemas.jobs import JobAnswer
from studyapp.services.goals import goals, tree
from studyapp.services.goals.replacing.plan import plan_tree
from studyapp.services.text_input import WISH_CHARS

router = APIRouter(prefix="/goals", tags=["goals"])

Material = Annotated[Text, Field(max_length=MAX_CONTENT_CHARS)]


_NOT_GIVEN: Final[dict[str, Any]] = {
    "material": {"maxLength": 0},
    "document_id": {"type": "null"},
    "deck_id": {"type": "null"},
}
"""What a tree can be made of, and the JSON Schema of each where it is not."""


def _only(source: str) -> dict[str, Any]:
    """The JSON Schema of a goal whose tree is made of this, or of nothing."""
    return {"properties": {name: shape for name, shape in _NOT_GIVEN.items() if name != source}}


class GoalToStart(Body):
    """A goal, and what its tree is made of: a text, a document or a deck. From a title alone, a model makes it."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [_only(source) for source in _NOT_GIVEN]})

    title: Title
    description: Description = ""
    material: Material = Field(default="", description="A text or an outline.")
    document_id: Id | None = Field(default=None, description="An uploaded document.")
    deck_id: Id | None = Field(default=None, description="A deck, whose cards become those of the goal.")


class GoalEdit(Body):
    """Changes to a goal. Fields that are left out stay as they are."""

    title: Title | None = None
    description: Description | None = None


class GoalAction(StrEnum):
    ARCHIVE = "archive"
    RESTORE = "restore"
    PAUSE = "pause"
    DELETE = "delete"


class Chosen(Body):
    ids: list[Id] = Field(min_length=1, max_length=goals.MOST)
    action: GoalAction


class TreeToGrow(Body):
    feedback: Text = Field(default="", max_length=WISH_CHARS, description="What you want of it, e.g. “more detail”.")
    replace: StrictBool = Field(
        default=False, description="Make a tree anew that is there. Cards that were reviewed stay; it can be undone."
    )
    node_id: Id | None = Field(default=None, description="With `replace`: make only what is below this skill anew.")


class ReplacementToUndo(Body):
    replacement_id: Id = Field(description="The `replacement_id` in the result of the job.")


_STATUSES: Final = {
    GoalAction.ARCHIVE: GoalStatus.ARCHIVED,
    GoalAction.RESTORE: GoalStatus.ACTIVE,
    GoalAction.PAUSE: GoalStatus.PAUSED,
}


@router.get("")
def list_goals(learner: Learner, database: Db, now: Now) -> GoalsAnswer:
    """List the goals, newest first."""
    with database.read() as session:
        return listed_goals(session, learner, now=now)


@router.post("", status_code=201, responses=documented(404, 409, 413, 429))
def start_goal(body: GoalToStart, learner: Learner, database: Db, now: Now) -> GoalAnswer:
    """Create a goal and start the job for its tree. At most 6 goals can be active, and 12 there in all."""
    with database.write() as session:
        goal, _ = growing.start_goal(session, learner, NewGoal(**body.model_dump()), now=now)
        return _answer(session, goal, now)


@router.post("/bulk", responses=documented(404, 409, 413))
def change_goals(body: Chosen, learner: Learner, database: Db, now: Now) -> CountAnswer:
    """Archive, restore, pause or delete several goals, or none of them. Deleted goals can be restored, too."""
    with database.write() as session:
        return CountAnswer(count=_change(session, learner, body.ids, body.action, now))


@router.get("/{goal_id}", responses=documented(404))
def get_goal(goal_id: PathId, learner: Learner, database: Db, now: Now) -> GoalAnswer:
    with database.read() as session:
        return _answer(session, goals.get_goal(session, learner, goal_id), now)


@router.patch("/{goal_id}", responses=documented(404, 413))
def edit_goal(goal_id: PathId, body: GoalEdit, learner: Learner, database: Db, now: Now) -> GoalAnswer:
    with database.write() as session:
        goal = goals.edit_goal(session, learner, goal_id, **body.model_dump(exclude_unset=True), now=now)
        return _answer(session, goal, now)


@router.delete("/{goal_id}", status_code=204, responses=documented(404))
def delete_goal(goal_id: PathId, learner: Learner, database: Db, now: Now) -> None:
    """Move the goal to the trash, with its tree and the deck that was made for it."""
    with database.write() as session:
        goals.delete_goals(session, learner, [goal_id], now=now)


@router.post("/{goal_id}/archive", responses=documented(404))
def archive_goal(goal_id: PathId, learner: Learner, database: Db, now: Now) -> GoalAnswer:
    return _changed(database, learner, goal_id, GoalAction.ARCHIVE, now)


@router.post("/{goal_id}/restore", responses=documented(404, 409))
def restore_goal(goal_id: PathId, learner: Learner, database: Db, now: Now) -> GoalAnswer:
    """Bring a goal back from the trash, the archive or a pause. 409 if there are too many."""
    return _changed(database, learner, goal_id, GoalAction.RESTORE, now)


@router.post("/{goal_id}/pause", responses=documented(404))
def pause_goal(goal_id: PathId, learner: Learner, database: Db, now: Now) -> GoalAnswer:
    return _changed(database, learner, goal_id, GoalAction.PAUSE, now)


@router.get("/{goal_id}/skill-tree", responses=documented(404))
def get_tree(goal_id: PathId, learner: Learner, database: Db, now: Now) -> TreeAnswer:
    with database.read() as session:
        return shown_tree(session, learner, goal_id, now=now)


@router.post("/{goal_id}/skill-tree", status_code=202, responses=documented(404, 409, 413, 429))
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


@router.get("/{goal_id}/skill-tree/replaceable", responses=documented(404))
def get_replaceable(
    goal_id: PathId, learner: Learner, database: Db, node_id: Annotated[Id | None, Query()] = None
) -> ReplaceableAnswer:
    """What making the tree anew, or only what is below `node_id`, would keep, move and set aside."""
    with database.read() as session:
        return ReplaceableAnswer.of(plan_tree(session, learner, goal_id, node_id=node_id))


@router.post("/{goal_id}/skill-tree/undo", responses=documented(404, 409, 413))
def undo_replacement(goal_id: PathId, body: ReplacementToUndo, learner: Learner, database: Db, now: Now) -> TreeAnswer:
    """Undo that skills or cards of the goal were made anew. What is still being made for it is cancelled."""
    with database.write() as session:
        goals.get_goal(session, learner, goal_id)
        replacing.undo_replacement(session, learner, body.replacement_id, now=now)
        return shown_tree(session, learner, goal_id, now=now)


def _changed(database: Any, learner: str, goal_id: str, action: GoalAction, now: Now) -> GoalAnswer:
    with database.write() as session:
        _change(session, learner, [goal_id], action, now)
        return _answer(session, goals.get_goal(session, learner, goal_id), now)


def _change(session: Session, learner: str, ids: list[str], action: GoalAction, now: Now) -> int:
    match action:
        case GoalAction.DELETE:
            return goals.delete_goals(session, learner, ids, now=now)
        case GoalAction.RESTORE:
            restored = goals.restore_goals(session, learner, ids, now=now)
            return restored + goals.set_status(session, learner, ids, GoalStatus.ACTIVE, now=now)
        case GoalAction.ARCHIVE | GoalAction.PAUSE:
            return goals.set_status(session, learner, ids, _STATUSES[action], now=now)


def _answer(session: Session, goal: Goal, now: Now) -> GoalAnswer:
    grown = tree.read_tree(session, goal.user_id, goal.id, now=now)
    return GoalAnswer.of(goal, grown, growing.tree_job(session, goal.user_id, goal.id))
