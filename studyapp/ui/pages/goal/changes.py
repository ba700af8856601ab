"""What making skills or cards anew would change, and has changed, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlmodel import Session

from studyapp.models import Replacement, SkillNode
from studyapp.services.goals.replacing import undo
from studyapp.services.goals.replacing.plan import Plan, plan_cards, plan_tree

_NAMED: Final = 3
"""The most skills that are named; more are counted."""


class Anew(StrEnum):
    """What is made anew. These are names of panels of the page."""

    TREE = "regenerate-tree"
    BRANCH = "regenerate-branch"
    CARDS = "regenerate-cards"


@dataclass(frozen=True)
class Undoable:
    """A regeneration that can be undone."""

    id: str
    words: str
    """E.g. `Made anew: 3 skills and 12 cards were set aside.`"""


def preview(session: Session, user_id: str, goal_id: str, *, node_id: str, panel: str) -> list[str]:
    """What would be kept, moved and set aside, in sentences; none unless the learner is being asked."""
    if panel not in list(Anew):
        return []
    if panel == Anew.CARDS:
        return _of_cards(plan_cards(session, user_id, node_id)) if node_id else []
    return _of_skills(plan_tree(session, user_id, goal_id, node_id=node_id if panel == Anew.BRANCH else None))


def undoable(session: Session, user_id: str, goal_id: str, *, node_id: str | None, now: datetime) -> list[Undoable]:
    """What can be undone of a skill, or of the whole tree, latest first."""
    kinds = (False,) if node_id is None else (False, True)
    found = [undo.latest(session, user_id, goal_id, node_id=node_id, of_cards=of_cards, now=now) for of_cards in kinds]
    return [_undoable(each) for each in sorted(filter(None, found), key=lambda each: each.id, reverse=True)]


def _undoable(made: Replacement) -> Undoable:
    cards = _counted(made.cards_set_aside, "card")
    if made.of_cards:
        return Undoable(made.id, f"The cards were made anew; {cards} set aside.")
    moved = f", {_counted(made.cards_moved, 'card')} moved up" if made.cards_moved else ""
    what = "The skills below were" if made.node_id else "The tree was"
    away = f"{_counted(made.nodes_set_aside, 'skill')} and {cards}" if made.nodes_set_aside else "nothing"
    return Undoable(made.id, f"{what} made anew; {away} set aside{moved}.")


def _of_cards(plan: Plan) -> list[str]:
    kept = f"{_counted(plan.held, 'card')} that you have reviewed, written or changed stay." if plan.held else ""
    away = f"{_counted(len(plan.put_away), 'card')} that you have not reviewed are set aside once new ones come."
    return [*filter(None, [kept]), away if plan.put_away else "No card is set aside; new ones come beside them."]


def _of_skills(plan: Plan) -> list[str]:
    said: list[str] = []
    if plan.kept:
        said.append(f"Kept: {_named(plan.kept)}.")
    if plan.moved:
        cards = _counted(len(plan.moved), "card")
        said.append(f"Moved: {cards} that you have reviewed, written or changed, to the nearest skill that stays.")
    if plan.set_aside:
        away = f"{_named(plan.set_aside)}, with {_counted(len(plan.put_away), 'card')} that you have not reviewed"
        said.append(f"Set aside: {away}. Skills that come again keep their cards.")
    return said or ["Nothing is set aside."]


def _named(nodes: Sequence[SkillNode]) -> str:
    """E.g. `3 skills (Cells, Membrane, Nucleus)`."""
    names = ", ".join(node.title for node in nodes[:_NAMED])
    return f"{_counted(len(nodes), 'skill')} ({names}{', …' if len(nodes) > _NAMED else ''})"


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
