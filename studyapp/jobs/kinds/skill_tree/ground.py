"""What a skill tree is grown on: the goal, its material, and what stands of the tree."""

from dataclasses import dataclass

from sqlmodel import Session

from studyapp.errors import ErrorCode, NotFound
from studyapp.generation.failures import final
from studyapp.models import Goal
from studyapp.services import documents
from studyapp.services.goals import goals, growing
from studyapp.services.goals.from_deck import DeckCard, DeckTree, tree_of_deck
from studyapp.services.goals.growing import Standing


@dataclass(frozen=True, slots=True)
class Ground:
    title: str
    description: str
    material: str
    """The text of the goal's material; empty if it has none."""
    left_out: str
    """A sentence about pages of the material that could not be read; empty if there are none."""
    standing: list[Standing]
    deck_tree: DeckTree | None = None
    """The tree that the tags and sources of the goal's deck make; None if the goal was not made of a deck."""


def read(session: Session, user_id: str, goal_id: str) -> Ground:
    """Raises `GenerationFailed` if the goal or its material has been deleted since the request."""
    try:
        goal = goals.get_goal(session, user_id, goal_id)
        document = goal.document_id and documents.read_document(session, user_id, goal.document_id)
    except NotFound as error:
        raise final(ErrorCode.BAD_INPUT, error.sentence) from error
    tree = growing.standing(session, user_id, goal_id)
    if document:
        return Ground(goal.title, goal.description, document.text, document.left_out, tree)
    if goal.owns_deck or goal.deck_id is None:
        return Ground(goal.title, goal.description, "", "", tree)
    return _of_deck(session, goal, goal.deck_id, tree)


def _of_deck(session: Session, goal: Goal, deck_id: str, tree: list[Standing]) -> Ground:
    """With a model, a deck that has neither tags nor sources is material itself."""
    cards = growing.cards_of_deck(session, goal.user_id, deck_id)
    made = tree_of_deck(DeckCard(card.id, card.tags, card.source_title) for card in cards)
    material = "" if made.nodes else "\n\n".join(card.question for card in cards)
    return Ground(goal.title, goal.description, material, "", tree, made)
