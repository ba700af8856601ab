"""What a skill tree is grown on: the goal, its material, and what stands of the tree."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from studyapp.errors import ErrorCode, NotFound
from studyapp.generation.failures import final
from studyapp.jobs.kinds.skill_tree.request import SkillTreeRequest
from studyapp.models import Goal, SkillNode
from studyapp.services import documents
from studyapp.services.goals import goals, growing
from studyapp.services.goals.from_deck import DeckCard, DeckTree, tree_of_deck
from studyapp.services.goals.growing import Standing
from studyapp.services.goals.nodes import path_of
from studyapp.services.goals.replacing.plan import plan_tree
from studyapp.services.goals.replacing.replace import set_aside_by, under_way


@dataclass(frozen=True, slots=True)
class Ground:
    title: str
    description: str
    material: str
    """The text of the goal's material, or the questions of its deck; empty if it has neither."""
    standing: list[Standing]
    """The nodes that stay, if others are replaced."""
    left_out: str = ""
    """A sentence about pages of the material that could not be read; empty if there are none."""
    deck_tree: DeckTree | None = None
    """The tree that the tags and sources of the goal's deck make; None if the goal was not made of a deck."""
    replaced: list[str] = field(default_factory=list[str])
    """The titles of the nodes that new ones take the place of, each with those above it."""


def read(session: Session, user_id: str, request: SkillTreeRequest, *, begun: str) -> Ground:
    """`begun` is the id of the replacement if a new node is saved already; else empty.

    Raises `GenerationFailed` if the goal or its material has been deleted since the request, or it has been undone.
    """
    try:
        goal = goals.get_goal(session, user_id, request.goal_id)
        document = goal.document_id and documents.read_document(session, user_id, goal.document_id)
        leaving = _leaving(session, user_id, request, begun=begun)
    except NotFound as error:
        raise final(ErrorCode.BAD_INPUT, error.sentence) from error
    tree = growing.standing(session, user_id, goal.id, without={node.id for node in leaving})
    replaced = [" > ".join(path_of(session, goal, node)) for node in leaving]
    if document:
        return Ground(goal.title, goal.description, document.text, tree, document.left_out, replaced=replaced)
    if goal.owns_deck or goal.deck_id is None:
        return Ground(goal.title, goal.description, "", tree, replaced=replaced)
    return _of_deck(session, goal, goal.deck_id, tree, replaced)


def _leaving(session: Session, user_id: str, request: SkillTreeRequest, *, begun: str) -> Sequence[SkillNode]:
    """The nodes that are replaced."""
    if begun:
        return set_aside_by(session, under_way(session, user_id, begun))
    if request.replace:
        return plan_tree(session, user_id, request.goal_id, node_id=request.node_id).set_aside
    return ()


def _of_deck(session: Session, goal: Goal, deck_id: str, tree: list[Standing], replaced: list[str]) -> Ground:
    cards = growing.cards_of_deck(session, goal.user_id, deck_id)
    made = tree_of_deck(DeckCard(card.id, card.tags, card.source_title) for card in cards)
    material = "\n\n".join(card.question for card in cards)
    return Ground(goal.title, goal.description, material, tree, deck_tree=made, replaced=replaced)
