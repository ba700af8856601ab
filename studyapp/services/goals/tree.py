"""The tree of skills of a goal, in the order it is studied, with how far the learner has come."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import add
from typing import Any, Protocol, cast

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from studyapp.models import Card, CardState, SkillNode
from studyapp.services.accounts import get_user
from studyapp.services.goals.mastery import Tally, card_progress, own_tally
from studyapp.services.scheduling.waiting import IN_STUDY, Waiting


@dataclass(frozen=True, slots=True)
class Skill:
    """A node of the tree as it is shown."""

    id: str
    parent_id: str | None
    path: str
    """The counted place in the tree, e.g. `2.10`."""
    title: str
    description: str
    depth: int
    """1 for a category."""
    enabled: bool
    is_leaf: bool
    job_id: str | None
    """The job that made it; None if a learner did, or the job is forgotten."""
    own: Tally
    """Its own cards."""
    tally: Tally
    """Its own cards and those of the enabled skills below it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The skills of a goal, each before those below it."""

    skills: list[Skill]
    tally: Tally
    """All cards of enabled skills."""


def read_tree(session: Session, user_id: str, goal_id: str, *, now: datetime) -> Tree:
    return read_trees(session, user_id, [goal_id], now=now)[goal_id]


def read_trees(session: Session, user_id: str, goal_ids: Collection[str], *, now: datetime) -> dict[str, Tree]:
    """The trees of these goals by goal id, read in one statement. A goal without skills has an empty tree."""
    rows = _rows(session, user_id, goal_ids, now)
    by_goal: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_goal[row.node.goal_id].append(row)
    return {goal_id: _grown(by_goal[goal_id]) for goal_id in goal_ids}


def next_skill(tree: Tree) -> Skill | None:
    """The first skill in study order that is enabled, has no skills below it, and is not complete; None if all are."""
    off = disabled(tree.skills)
    for skill in tree.skills:
        if skill.id not in off and (skill.own.cards or skill.is_leaf) and not skill.own.is_complete:
            return skill
    return None


def next_after(tree: Tree, node_id: str) -> Skill | None:
    """The next enabled skill with cards to study now, behind this one and those below it.

    Behind the last skill comes the first. None if there is no other, or this one is not in the tree.
    """
    chosen = next((skill for skill in tree.skills if skill.id == node_id), None)
    if chosen is None:
        return None
    off, at = disabled(tree.skills), tree.skills.index(chosen)
    others = [skill for skill in (*tree.skills[at:], *tree.skills[:at]) if not _is_within(skill, chosen)]
    return next((skill for skill in others if skill.id not in off and (skill.own.due or skill.own.new)), None)


class InTree(Protocol):
    """A skill in any form that says where it stands."""

    @property
    def id(self) -> str: ...
    @property
    def parent_id(self) -> str | None: ...
    @property
    def enabled(self) -> bool: ...


def disabled(skills: Iterable[InTree]) -> set[str]:
    """The ids of those skills of a tree, given in its order, that are disabled or below one that is."""
    off: set[str] = set()
    for skill in skills:
        if not skill.enabled or skill.parent_id in off:
            off.add(skill.id)
    return off


def _is_within(skill: Skill, other: Skill) -> bool:
    """Whether it is the other one or below it."""
    return f"{skill.path}.".startswith(f"{other.path}.")


@dataclass(frozen=True, slots=True)
class _Row:
    node: SkillNode
    own: Tally


def _rows(session: Session, user_id: str, goal_ids: Collection[str], now: datetime) -> list[_Row]:
    waiting = Waiting.with_all_skills(now, get_user(session, user_id))
    studied = and_(IN_STUDY, col(Card.node_id) == col(SkillNode.id), col(Card.user_id) == user_id)
    figures: tuple[Any, ...] = (
        func.count(col(Card.id)),
        func.count(col(Card.id)).filter(col(Card.state) == CardState.REVIEW),
        func.count(col(Card.id)).filter(_is_up(waiting), waiting.is_due),
        func.count(col(Card.id)).filter(_is_up(waiting), col(Card.state) == CardState.NEW),
        func.coalesce(func.sum(card_progress(now)).filter(col(Card.id).is_not(None)), 0.0),
    )
    mine = (col(SkillNode.user_id) == user_id, col(SkillNode.deleted_at).is_(None))
    read: Any = select  # it has no types for so many columns
    query = read(SkillNode, *figures).outerjoin(Card, studied)
    of_goals = query.where(*mine, col(SkillNode.goal_id).in_(list(goal_ids))).group_by(col(SkillNode.id))
    found = cast("Iterable[tuple[SkillNode, int, int, int, int, float]]", session.exec(of_goals))
    return [
        _Row(node, own_tally(cards=cards, in_review=in_review, due=due, new=new, progress=progress))
        for node, cards, in_review, due, new, progress in found
    ]


def _is_up(waiting: Waiting) -> ColumnElement[bool]:
    return or_(col(Card.buried_until).is_(None), col(Card.buried_until) <= waiting.now)


def _grown(rows: Sequence[_Row]) -> Tree:
    below: dict[str | None, list[_Row]] = defaultdict(list)
    known = {row.node.id for row in rows}
    for row in sorted(rows, key=lambda row: (row.node.position, row.node.id)):
        parent_id = row.node.parent_id
        if parent_id is None or parent_id in known:
            below[parent_id].append(row)
    skills = list(_walk(below, None, ""))
    return Tree(skills, _sum(skill.tally for skill in skills if skill.parent_id is None and skill.enabled))


def _walk(below: dict[str | None, list[_Row]], parent_id: str | None, prefix: str) -> Iterator[Skill]:
    for number, row in enumerate(below.get(parent_id, ()), start=1):
        node, path = row.node, f"{prefix}{number}"
        inside = list(_walk(below, node.id, f"{path}."))
        children = [skill for skill in inside if skill.parent_id == node.id]
        yield Skill(
            id=node.id,
            parent_id=node.parent_id,
            path=path,
            title=node.title,
            description=node.description,
            depth=path.count(".") + 1,
            enabled=node.enabled,
            is_leaf=not children,
            job_id=node.job_id,
            own=row.own,
            tally=_with_children(row.own, children),
        )
        yield from inside


def _with_children(own: Tally, children: Sequence[Skill]) -> Tally:
    """A skill that only holds others does not count as one that lacks cards."""
    enabled = [child.tally for child in children if child.enabled]
    return _sum([own, *enabled] if own.cards or not enabled else enabled)


def _sum(tallies: Collection[Tally] | Iterator[Tally]) -> Tally:
    return reduce(add, tallies, Tally())
