"""Cards for a skill of a goal: where they go, and what they are made of."""

from datetime import datetime

from sqlmodel import Session

from studyapp.errors import NoLongerWanted, NotFound
from studyapp.generation.calls import Skill
from studyapp.jobs.kinds.definition import Target
from studyapp.jobs.kinds.flashcards.material import Material
from studyapp.material.cleaning import MIN_CONTENT_CHARS
from studyapp.models import Goal, SkillNode
from studyapp.services import documents
from studyapp.services.goals import goals, nodes


def accept(session: Session, user_id: str, node_id: str, *, count: int, now: datetime) -> Target:
    node = nodes.get_node(session, user_id, node_id)
    goals.get_active_goal(session, user_id, node.goal_id)
    deck = goals.deck_of(session, user_id, node.goal_id, now=now)
    return Target("node", node.id, items_expected=count, settled={"deck_id": deck.id})


def read(session: Session, user_id: str, node_id: str) -> Material:
    """What the goal's material says about the skill: its section, or everything if that is not known.

    Raises `NoLongerWanted` if the skill has been deleted since the request.
    """
    node = check_wanted(session, user_id, node_id)
    goal = goals.get_goal(session, user_id, node.goal_id)
    return _material(session, goal, node, _described(session, goal, node))


def check_wanted(session: Session, user_id: str, node_id: str) -> SkillNode:
    """The skill. Raises `NoLongerWanted` if it has been deleted since the request, or set aside for another."""
    try:
        return nodes.get_node(session, user_id, node_id)
    except NotFound as error:
        raise NoLongerWanted(error.sentence) from error


def _described(session: Session, goal: Goal, node: SkillNode) -> Skill:
    path, beside = nodes.path_of(session, goal, node), nodes.children(session, goal, node.parent_id)
    siblings = tuple(other.title for other in beside if other.id != node.id)
    return Skill(goal.title, path, node.description, siblings)


def _material(session: Session, goal: Goal, node: SkillNode, skill: Skill) -> Material:
    if goal.document_id is None:
        return Material("", skill=skill)
    document = documents.read_document(session, goal.user_id, goal.document_id)
    start = node.section_start or 0
    end = len(document.text) if node.section_end is None else node.section_end
    text = document.text[start:end]
    if len(text.strip()) < MIN_CONTENT_CHARS:  # a heading without a text says nothing
        return Material("", skill=skill)
    page_starts = tuple(page - start for page in document.page_starts)
    return Material(text, page_starts, document.title, document.left_out, skill)
