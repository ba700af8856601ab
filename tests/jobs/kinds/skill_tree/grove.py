"""Goals and their trees in a workshop."""

from typing import Any

from sqlmodel import col, select

from studyapp.material.reading import Document
from studyapp.models import Card, Goal, Job, JobType, SkillNode
from studyapp.services import documents
from studyapp.services.goals import goals, growing
from studyapp.services.goals.growing import Standing
from tests.jobs.kinds.workshop import Workshop

KIND = JobType.SKILL_TREE_GENERATION.value


def goal(workshop: Workshop, title: str = "Understand cells", *, material: str = "", **more: Any) -> Goal:
    with workshop.database.write() as session:
        now, user_id = workshop.clock(), workshop.user_id
        if material:
            stored = documents.add_document(session, user_id, Document(title, material), pairs=0, now=now)
            more["document_id"] = stored.id
        return goals.create_goal(session, user_id, title=title, now=now, **more)


def tree(workshop: Workshop, goal_id: str) -> list[Standing]:
    with workshop.database.read() as session:
        return growing.standing(session, workshop.user_id, goal_id)


def numbers(workshop: Workshop, goal_id: str) -> list[str]:
    return [node.draft.number for node in tree(workshop, goal_id)]


def children(workshop: Workshop, head_id: str) -> list[Job]:
    """The parts of a job, oldest first."""
    with workshop.database.read() as session:
        return list(session.exec(select(Job).where(Job.parent_id == head_id).order_by(col(Job.id))))


async def all_ended(workshop: Workshop, head_id: str) -> list[Job]:
    """The parts of a job, once all have ended."""
    while True:
        parts = children(workshop, head_id)
        ended = [await workshop.ended(part.id) for part in parts]
        if len(children(workshop, head_id)) == len(parts):
            return ended


def cards_by_node(workshop: Workshop, goal_id: str) -> dict[str, list[Card]]:
    """The cards of each node by its counted number."""
    with workshop.database.read() as session:
        mine = select(Card).join(SkillNode, col(SkillNode.id) == col(Card.node_id)).where(SkillNode.goal_id == goal_id)
        cards = session.exec(mine).all()
    return {node.draft.number: [card for card in cards if card.node_id == node.id] for node in tree(workshop, goal_id)}
