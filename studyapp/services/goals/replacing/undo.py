"""Undoes a regeneration: what was set aside comes back, and what was made in its place goes, but for what is held."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from studyapp.errors import Conflict, NotFound
from studyapp.models import Card, Replacement, SkillNode
from studyapp.models.columns import is_among
from studyapp.rules.text import normalise
from studyapp.rules.trees import DEEPEST
from studyapp.services.goals.goals import get_goal
from studyapp.services.goals.nodes import MOST_NODES, get_node, path_of
from studyapp.services.goals.replacing.plan import Plan, all_nodes, plan_cards, plan_tree
from studyapp.services.goals.replacing.replace import carry_out, put_under, set_aside_by, take_out

UNDOABLE: Final = timedelta(days=30)
"""As long as the trash keeps what was set aside."""


def latest(
    session: Session, user_id: str, goal_id: str, *, node_id: str | None, of_cards: bool = False, now: datetime
) -> Replacement | None:
    """The regeneration that can be undone: of a skill's cards, of the skills below it, or of the whole tree.

    A page asks for it whenever something changes, so what only undoing needs is not read.
    """
    mine = (col(Replacement.user_id) == user_id, col(Replacement.goal_id) == goal_id)
    of_it = (col(Replacement.node_id).is_not_distinct_from(node_id), col(Replacement.of_cards) == of_cards)
    is_open = (col(Replacement.undone_at).is_(None), col(Replacement.kept_at).is_(None))
    young = col(Replacement.created_at) > now - UNDOABLE
    found = select(Replacement).where(*mine, *of_it, *is_open, young).order_by(col(Replacement.id).desc()).limit(1)
    unread: Any = (Replacement.origins, Replacement.standing)
    return session.exec(found.options(*map(defer, unread))).first()


def keep(session: Session, user_id: str, replacement_id: str, *, now: datetime) -> None:
    """Say that it is fine so. What was set aside stays in the trash."""
    replaced = _found(session, user_id, replacement_id)
    replaced.kept_at = replaced.kept_at or now
    session.flush()


def undo(session: Session, user_id: str, replacement_id: str, *, now: datetime) -> Replacement:
    """Bring back what was set aside, and move every card to the skill it had; once more does nothing.

    What was made in its place goes to the trash, except what the learner has added, reviewed or changed since. Later
    regenerations of the same cards are undone with it. Raises `Conflict` if the tree has no room for the old skills any
    more, or more of it was made anew since.
    """
    replaced = _found(session, user_id, replacement_id)
    if replaced.undone_at is not None:
        return replaced
    if replaced.kept_at is not None:
        raise Conflict("This has been made anew once more, or kept, and cannot be undone any more.")
    later = _later(session, replaced)
    _check_order(session, replaced, later, now=now)
    within = [each for each in later if each.origins.keys() & replaced.origins.keys()]
    _bring_back_cards(session, replaced, within)
    back = set_aside_by(session, replaced)
    for node in back:
        node.sqlmodel_update({"deleted_at": None, "updated_at": now})
    session.flush()
    carry_out(session, user_id, _made_since(session, replaced, back), now=now)
    _check_tree(session, replaced, back)
    for each in (replaced, *within):
        each.undone_at = now
    session.flush()
    return replaced


def _later(session: Session, replaced: Replacement) -> Sequence[Replacement]:
    """The regenerations of the same goal since, kept or not, but for those that are undone."""
    mine = (col(Replacement.user_id) == replaced.user_id, col(Replacement.goal_id) == replaced.goal_id)
    at, same_time = col(Replacement.created_at), col(Replacement.created_at) == replaced.created_at
    since = (at > replaced.created_at) | (same_time & (col(Replacement.id) > replaced.id))
    return session.exec(select(Replacement).where(*mine, since, col(Replacement.undone_at).is_(None))).all()


def _check_order(session: Session, replaced: Replacement, later: Sequence[Replacement], *, now: datetime) -> None:
    """Raise `Conflict` if a larger part of the tree was made anew since, and that can still be undone."""
    if replaced.node_id is None or replaced.of_cards:  # the cards of a skill that stays are not touched by those
        return
    can_be_undone = [each for each in later if each.kept_at is None and each.created_at > now - UNDOABLE]
    larger = {each.node_id for each in can_be_undone if not each.of_cards}
    if None in larger:
        raise Conflict("The whole tree was made anew since. Undo that first.")
    node = get_node(session, replaced.user_id, replaced.node_id)
    while node.parent_id is not None:
        node = get_node(session, replaced.user_id, node.parent_id)
        if node.id in larger:
            raise Conflict(f"What is below “{node.title}” was made anew since. Undo that first.")


def _bring_back_cards(session: Session, replaced: Replacement, within: Sequence[Replacement]) -> None:
    """Also those that regenerations `within` this one have set aside since."""
    origins = replaced.origins
    for node_id, card_ids in groupby(sorted(origins, key=origins.__getitem__), key=origins.__getitem__):
        put_under(session, replaced.user_id, list(card_ids), node_id)
    mine = (col(Card.user_id) == replaced.user_id, is_among(col(Card.id), origins))
    moments = [each.replaced_at for each in (replaced, *within)]
    take_out(session, *mine, col(Card.deleted_at).in_(moments))


def _made_since(session: Session, replaced: Replacement, back: Sequence[SkillNode]) -> Plan:
    """What a job made in place of what was set aside, as a plan for setting it aside."""
    if replaced.of_cards and replaced.node_id is not None:
        plan = plan_cards(session, replaced.user_id, replaced.node_id)
        fresh = [card_id for card_id in plan.put_away if card_id not in replaced.origins]
        return Plan(plan.goal_id, plan.node_id, of_cards=True, put_away=fresh)
    older = [*replaced.standing, *(node.id for node in back)]
    return plan_tree(session, replaced.user_id, replaced.goal_id, node_id=replaced.node_id, keep=older)


def _check_tree(session: Session, replaced: Replacement, back: Sequence[SkillNode]) -> None:
    """Raise `Conflict` if a skill that came back has no place any more."""
    goal = get_goal(session, replaced.user_id, replaced.goal_id)
    alive = all_nodes(session, goal)
    known = {node.id for node in alive}
    if len(alive) > MOST_NODES:
        raise Conflict(f"A tree has at most {MOST_NODES} skills. Delete some first.")
    for node in back:
        if node.parent_id is not None and node.parent_id not in known:
            raise Conflict(f"The skill above “{node.title}” is deleted. Restore that one first.")
        if len(path_of(session, goal, node)) > DEEPEST:
            raise Conflict(f"A tree has at most {DEEPEST} levels. Move the skills above “{node.title}” up first.")
        beside = [other for other in alive if other.parent_id == node.parent_id and other.id != node.id]
        if any(normalise(other.title) == normalise(node.title) for other in beside):
            raise Conflict(f"There is a skill called “{node.title}” there by now. Rename that one first.")


def _found(session: Session, user_id: str, replacement_id: str) -> Replacement:
    mine = (col(Replacement.id) == replacement_id, col(Replacement.user_id) == user_id)
    found = session.exec(select(Replacement).where(*mine)).one_or_none()
    if found is None:
        raise NotFound("There is nothing to undo.")
    get_goal(session, user_id, found.goal_id)
    return found
