"""Endpoints for the skills of a tree: add, change, move and delete them, and give them cards."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field
from sqlmodel import Session

from studyapp.api.access import Db, Learner, Now
from studyapp.api.endpoints.cards import Answer, Question
from studyapp.api.endpoints.decks import Title
from studyapp.api.errors import documented
from studyapp.api.inputs import WHOLE, Body, Id, PathId, StrictBool, Text
from studyapp.jobs.requests import deleting
from studyapp.jobs.requests.goals import skill_jobs
from studyapp.schemas.cards import CardAnswer
from studyapp.schemas.goals import NodeAnswer
from studyapp.services.goals import cards, nodes
from studyapp.services.goals.tree import read_tree

router = APIRouter(prefix="/nodes", tags=["goals"])

Description = Annotated[Text, Field(max_length=nodes.DESCRIPTION_CHARS)]

Place = Annotated[int, Field(strict=True, ge=1, le=nodes.MOST_NODES), WHOLE]


class NewNode(Body):
    goal_id: Id
    parent_id: Id | None = Field(default=None, description="The skill above it; null for a category.")
    title: Title
    description: Description = ""


class NodeEdit(Body):
    """Changes to a skill. Fields that are left out stay as they are."""

    title: Title | None = None
    description: Description | None = None
    enabled: StrictBool | None = Field(default=None, description="Whether it, and what is below it, is studied.")
    parent_id: Id | None = Field(default=None, description="The skill to move it below; null makes it a category.")
    position: Place | None = Field(
        default=None, description="Its place among its siblings, from 1. If only `parent_id` is given, the last one."
    )


class OwnCard(Body):
    question: Question
    answer: Answer = ""


@router.post("", status_code=201, responses=documented(404, 413))
def add_node(body: NewNode, learner: Learner, database: Db, now: Now) -> NodeAnswer:
    """Add a skill as the last one below its parent, or as the last category."""
    with database.write() as session:
        node = nodes.add_node(session, learner, **body.model_dump(), now=now)
        return _answer(session, learner, node.id, now)


@router.patch("/{node_id}", responses=documented(404, 413))
def edit_node(node_id: PathId, body: NodeEdit, learner: Learner, database: Db, now: Now) -> NodeAnswer:
    given = body.model_dump(exclude_unset=True)
    moves = {name: given.pop(name) for name in ("parent_id", "position") if name in given}
    with database.write() as session:
        nodes.edit_node(session, learner, node_id, **given, now=now)
        if moves:
            _move(session, learner, node_id, moves, now)
        return _answer(session, learner, node_id, now)


@router.delete("/{node_id}", status_code=204, responses=documented(404))
def delete_node(node_id: PathId, learner: Learner, database: Db, now: Now) -> None:
    """Delete the skill and all below it. Their cards go to the trash; `restore` undoes it."""
    with database.write() as session:
        deleting.delete_node(session, learner, node_id, now=now)


@router.post("/{node_id}/restore", responses=documented(404, 409))
def restore_node(node_id: PathId, learner: Learner, database: Db, now: Now) -> NodeAnswer:
    """Undo the deletion of a skill. 409 if the skill above it is deleted, too."""
    with database.write() as session:
        nodes.restore_node(session, learner, node_id, now=now)
        return _answer(session, learner, node_id, now)


@router.post("/{node_id}/cards", status_code=201, responses=documented(404, 413))
def add_card_to_node(node_id: PathId, body: OwnCard, learner: Learner, database: Db, now: Now) -> CardAnswer:
    """Add a card of your own to a skill. To have cards generated, post a job with `node_id` to `/api/jobs`."""
    with database.write() as session:
        return CardAnswer.of(cards.add_card(session, learner, node_id, **body.model_dump(), now=now))


def _move(session: Session, learner: str, node_id: str, moves: dict[str, Any], now: Now) -> None:
    node = nodes.get_node(session, learner, node_id)
    parent_id, place = moves.get("parent_id", node.parent_id), moves.get("position") or nodes.MOST_NODES
    nodes.move_node(session, learner, node_id, parent_id=parent_id, position=place, now=now)


def _answer(session: Session, learner: str, node_id: str, now: Now) -> NodeAnswer:
    goal_id = nodes.get_node(session, learner, node_id).goal_id
    skill = next(skill for skill in read_tree(session, learner, goal_id, now=now).skills if skill.id == node_id)
    return NodeAnswer.of(skill, skill_jobs(session, learner, [node_id]).get(node_id))
