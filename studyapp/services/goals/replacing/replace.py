"""Sets skills and cards aside for those that are made anew, in the transaction that saves the first of these."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, exists
from sqlmodel import Session, col, select, update

from studyapp.errors import NotFound
from studyapp.models import Card, Deck, Replacement, SkillNode
from studyapp.models.columns import is_among
from studyapp.rules.text import normalise
from studyapp.services.changes import changed
from studyapp.services.decks import delete_together
from studyapp.services.goals.goals import get_goal
from studyapp.services.goals.nodes import get_node, path_of
from studyapp.services.goals.replacing.plan import Plan

UNDONE = "You have undone this regeneration."


def begin(
    session: Session, user_id: str, plan: Plan, *, replacement_id: str, job_id: str | None, now: datetime
) -> Replacement:
    """Do what the plan says, and write down how to undo it. An earlier replacement of the same is kept from now on."""
    _keep_earlier(session, user_id, plan, now=now)
    standing = _nodes_so_far(session, user_id, plan.goal_id)
    moment = carry_out(session, user_id, plan, now=now)
    made = Replacement(
        id=replacement_id,
        user_id=user_id,
        goal_id=plan.goal_id,
        node_id=plan.node_id,
        of_cards=plan.of_cards,
        job_id=job_id,
        origins=dict(plan.origins),
        nodes_set_aside=len(plan.set_aside),
        cards_set_aside=len(plan.put_away),
        cards_moved=len(plan.moved),
        standing=standing,
        created_at=now,
        replaced_at=moment,
    )
    session.add(made)
    session.flush()
    return made


def carry_out(session: Session, user_id: str, plan: Plan, *, now: datetime) -> datetime:
    """Move and set aside what the plan says. Returns the moment of deletion of what is set aside."""
    away = (col(Card.user_id) == user_id, is_among(col(Card.id), plan.put_away))
    moment = delete_together(session, *away, now=now)
    for node in plan.set_aside:
        node.deleted_at = moment
    for node_id, card_ids in groupby(sorted(plan.moved, key=plan.moved.__getitem__), key=plan.moved.__getitem__):
        put_under(session, user_id, list(card_ids), node_id)
    session.flush()
    changed(session, user_id)
    return moment


def under_way(session: Session, user_id: str, replacement_id: str) -> Replacement:
    """The replacement a job is making. Raises `NotFound` once the learner has undone it."""
    mine = (col(Replacement.id) == replacement_id, col(Replacement.user_id) == user_id)
    found = session.exec(select(Replacement).where(*mine)).one_or_none()
    if found is None or found.undone_at is not None:
        raise NotFound(UNDONE)
    return found


def adopt(session: Session, user_id: str, replacement_id: str, node_id: str) -> None:
    """Give a new skill the cards of the one that was set aside and stood at the same place under the same title.

    A skill that was deleted with the one above it gets none. Cards whose deck is in the trash come back with that.
    """
    replaced = under_way(session, user_id, replacement_id)
    try:
        node = get_node(session, user_id, node_id)
    except NotFound:
        return
    old = _namesake(session, replaced, node)
    if old is None:
        return
    theirs = [card_id for card_id, node_id in replaced.origins.items() if node_id == old.id]
    put_away = col(Card.deleted_at) == replaced.replaced_at
    mine = (col(Card.user_id) == user_id, is_among(col(Card.id), theirs))
    came = {
        is_moved: session.exec(update(Card).where(*mine, which).values(node_id=node.id)).rowcount
        for is_moved, which in ((True, col(Card.deleted_at).is_(None)), (False, put_away))
    }
    take_out(session, *mine, put_away)
    node.enabled = old.enabled
    _count_back(replaced, cards=came[False], moved=came[True])
    session.flush()
    changed(session, user_id)


def _count_back(replaced: Replacement, *, cards: int, moved: int) -> None:
    """Let the figures, which learners read, leave out a skill that came again. Cards may have come back before."""
    replaced.nodes_set_aside = max(0, replaced.nodes_set_aside - 1)
    replaced.cards_set_aside = max(0, replaced.cards_set_aside - cards)
    replaced.cards_moved = max(0, replaced.cards_moved - moved)


def put_under(session: Session, user_id: str, card_ids: Sequence[str], node_id: str) -> None:
    """Let these cards belong to this skill, deleted or not."""
    node = (col(SkillNode.id) == node_id, col(SkillNode.user_id) == user_id)
    mine = (col(Card.user_id) == user_id, is_among(col(Card.id), card_ids), exists().where(*node))
    session.exec(update(Card).where(*mine).values(node_id=node_id))


def take_out(session: Session, *cards: ColumnElement[bool]) -> None:
    """Take these cards out of the trash. Those whose deck is there by now come back with it."""
    of_deck = select(col(Deck.deleted_at)).where(col(Deck.id) == col(Card.deck_id)).correlate(Card).scalar_subquery()
    session.exec(update(Card).where(*cards).values(deleted_at=of_deck))


def set_aside_by(session: Session, replaced: Replacement) -> Sequence[SkillNode]:
    """The skills that this replacement set aside."""
    gone = (
        col(SkillNode.user_id) == replaced.user_id,
        col(SkillNode.goal_id) == replaced.goal_id,
        col(SkillNode.deleted_at) == replaced.replaced_at,
    )
    return session.exec(select(SkillNode).where(*gone).order_by(col(SkillNode.position), col(SkillNode.id))).all()


def _namesake(session: Session, replaced: Replacement, node: SkillNode) -> SkillNode | None:
    goal = get_goal(session, replaced.user_id, replaced.goal_id)
    place = [normalise(title) for title in path_of(session, goal, node)]
    alike = [old for old in set_aside_by(session, replaced) if normalise(old.title) == place[-1]]
    same = (old for old in alike if [normalise(title) for title in path_of(session, goal, old)] == place)
    return next(same, None)


def _nodes_so_far(session: Session, user_id: str, goal_id: str) -> list[str]:
    """The ids of all skills of a goal, deleted or not."""
    mine = (col(SkillNode.user_id) == user_id, col(SkillNode.goal_id) == goal_id)
    return list(session.exec(select(SkillNode.id).where(*mine).order_by(col(SkillNode.id))))


def _keep_earlier(session: Session, user_id: str, plan: Plan, *, now: datetime) -> None:
    mine = (col(Replacement.user_id) == user_id, col(Replacement.goal_id) == plan.goal_id)
    of_same = (
        col(Replacement.node_id).is_not_distinct_from(plan.node_id),
        col(Replacement.of_cards) == plan.of_cards,
    )
    open_ones = (col(Replacement.kept_at).is_(None), col(Replacement.undone_at).is_(None))
    session.exec(update(Replacement).where(*mine, *of_same, *open_ones).values(kept_at=now))
