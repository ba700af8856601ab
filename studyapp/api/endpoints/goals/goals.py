"""Endpoints for goals."""

from enum import StrEnum
from typing import Annotated, Any, Final

from fastapi import APIRouter
from pydantic import ConfigDict, Field
from sqlmodel import Session

from studyapp.api.access import Db, Learner, Now
from studyapp.api.endpoints.decks import Description, Title
from studyapp.api.errors import documented
from studyapp.api.inputs import Body, Id, PathId, Text
from studyapp.jobs.requests import deleting
from studyapp.jobs.requests import goals as growing
from studyapp.jobs.requests.goals import NewGoal
from studyapp.material.cleaning import MAX_CONTENT_CHARS
from studyapp.models import GoalStatus
from studyapp.schemas.base import CountAnswer
from studyapp.schemas.goals import GoalAnswer, GoalsAnswer, listed_goals, shown_goal
from studyapp.services.goals import goals

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
        return shown_goal(session, learner, goal.id, now=now)


@router.post("/bulk", responses=documented(404, 409, 413))
def change_goals(body: Chosen, learner: Learner, database: Db, now: Now) -> CountAnswer:
    """Archive, restore, pause or delete several goals, or none of them. Deleted goals can be restored, too."""
    with database.write() as session:
        return CountAnswer(count=_change(session, learner, body.ids, body.action, now))


@router.get("/{goal_id}", responses=documented(404))
def get_goal(goal_id: PathId, learner: Learner, database: Db, now: Now) -> GoalAnswer:
    with database.read() as session:
        return shown_goal(session, learner, goal_id, now=now)


@router.patch("/{goal_id}", responses=documented(404, 413))
def edit_goal(goal_id: PathId, body: GoalEdit, learner: Learner, database: Db, now: Now) -> GoalAnswer:
    with database.write() as session:
        goal = goals.edit_goal(session, learner, goal_id, **body.model_dump(exclude_unset=True), now=now)
        return shown_goal(session, learner, goal.id, now=now)


@router.delete("/{goal_id}", status_code=204, responses=documented(404))
def delete_goal(goal_id: PathId, learner: Learner, database: Db, now: Now) -> None:
    """Move the goal to the trash, with its tree and the deck that was made for it."""
    with database.write() as session:
        deleting.delete_goals(session, learner, [goal_id], now=now)


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


def _changed(database: Any, learner: str, goal_id: str, action: GoalAction, now: Now) -> GoalAnswer:
    with database.write() as session:
        _change(session, learner, [goal_id], action, now)
        return shown_goal(session, learner, goal_id, now=now)


def _change(session: Session, learner: str, ids: list[str], action: GoalAction, now: Now) -> int:
    match action:
        case GoalAction.DELETE:
            return deleting.delete_goals(session, learner, ids, now=now)
        case GoalAction.RESTORE:
            restored = goals.restore_goals(session, learner, ids, now=now)
            return restored + goals.set_status(session, learner, ids, GoalStatus.ACTIVE, now=now)
        case GoalAction.ARCHIVE | GoalAction.PAUSE:
            return goals.set_status(session, learner, ids, _STATUSES[action], now=now)
