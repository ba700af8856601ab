"""What becomes of skills and cards when a learner has them made anew: what stays, what moves, what is set aside.

A card is held if the learner has reviewed, written or changed it; it is never set aside. A skill stays if the learner
added it, or if one that stays stands below it. Of a whole tree also the categories stay that have a held card below
them. A held card of a skill that is set aside moves to the nearest skill above that stays.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from studyapp.models import Card, Goal, SkillNode
from studyapp.services.goals.goals import get_goal
from studyapp.services.goals.nodes import get_node, get_node_of, subtree


@dataclass(frozen=True, slots=True)
class Plan:
    goal_id: str
    node_id: str | None
    """The skill whose cards, or whose skills below it, are replaced; None for the whole tree."""
    of_cards: bool = False
    """Whether only the cards of the skill are replaced, and not the skills below it."""
    kept: Sequence[SkillNode] = ()
    """The skills that stay, of those that could be replaced."""
    set_aside: Sequence[SkillNode] = ()
    moved: Mapping[str, str] = field(default_factory=dict[str, str])
    """The skill each card goes to, by the id of the card."""
    put_away: Sequence[str] = ()
    """The ids of the cards that go to the trash."""
    held: int = 0
    """How many cards stay where they are, of those that could be replaced."""
    origins: Mapping[str, str] = field(default_factory=dict[str, str])
    """The skill of each card that moves or is put away, by the id of the card."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """A card of the skills in question."""

    id: str
    node_id: str
    is_held: bool


def plan_cards(session: Session, user_id: str, node_id: str) -> Plan:
    """The plan for the cards of one skill, without those of the skills below it."""
    node = get_node(session, user_id, node_id)
    cards = _cards(session, user_id, [node.id])
    loose = [card.id for card in cards if not card.is_held]
    return Plan(
        node.goal_id,
        node.id,
        of_cards=True,
        put_away=loose,
        held=len(cards) - len(loose),
        origins=dict.fromkeys(loose, node.id),
    )


def plan_tree(
    session: Session, user_id: str, goal_id: str, *, node_id: str | None = None, keep: Collection[str] = ()
) -> Plan:
    """The plan for the skills below one, or for the whole tree. The skills in `keep` stay in any case."""
    goal = get_goal(session, user_id, goal_id)
    nodes = all_nodes(session, goal) if node_id is None else _below(session, goal, node_id)
    cards = _cards(session, user_id, [node.id for node in nodes])
    parents = {node.id: node.parent_id for node in nodes}
    staying = {node.id for node in nodes if node.ordinal is None or node.id in keep}
    if node_id is None:
        staying |= {_path(parents, card.node_id)[-1] for card in cards if card.is_held}
    staying = {above for each in staying for above in _path(parents, each)}
    leaving = [card for card in cards if card.node_id not in staying]
    return Plan(
        goal.id,
        node_id,
        kept=[node for node in nodes if node.id in staying],
        set_aside=[node for node in nodes if node.id not in staying],
        moved={card.id: _nearest(parents, card.node_id, staying) for card in leaving if card.is_held},
        put_away=[card.id for card in leaving if not card.is_held],
        held=len(cards) - len(leaving),
        origins={card.id: card.node_id for card in leaving},
    )


def all_nodes(session: Session, goal: Goal) -> Sequence[SkillNode]:
    """The skills of a goal that are not deleted, as they were made."""
    mine = (col(SkillNode.user_id) == goal.user_id, col(SkillNode.goal_id) == goal.id)
    return session.exec(
        select(SkillNode).where(*mine, col(SkillNode.deleted_at).is_(None)).order_by(col(SkillNode.id))
    ).all()


def is_held() -> ColumnElement[bool]:
    """Whether a learner has put something into a card that a regeneration must not set aside."""
    return or_(col(Card.reps) > 0, col(Card.ordinal).is_(None), col(Card.updated_at) > col(Card.created_at))


def _below(session: Session, goal: Goal, node_id: str) -> Sequence[SkillNode]:
    return subtree(session, goal, get_node_of(session, goal, node_id))[1:]


def _cards(session: Session, user_id: str, node_ids: Collection[str]) -> list[_Standing]:
    mine = (col(Card.user_id) == user_id, col(Card.node_id).in_(node_ids), col(Card.deleted_at).is_(None))
    rows = session.exec(select(Card.id, Card.node_id, is_held()).where(*mine).order_by(col(Card.id)))
    return [_Standing(card_id, node_id or "", held) for card_id, node_id, held in rows]


def _path(parents: Mapping[str, str | None], node_id: str) -> list[str]:
    """The ids of a skill and of those above it that could be replaced, the topmost last."""
    path: list[str] = []
    above: str | None = node_id
    while above is not None and above in parents:
        path.append(above)
        above = parents[above]
    return path


def _nearest(parents: Mapping[str, str | None], node_id: str, staying: Collection[str]) -> str:
    """The nearest skill above that stays: at the latest the one whose branch is replaced, or the category."""
    path = _path(parents, node_id)
    above = next((each for each in path if each in staying), parents[path[-1]])
    assert above is not None, "the category of a held card stays"
    return above
