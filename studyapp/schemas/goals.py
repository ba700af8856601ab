"""Answers about goals and their skill trees."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import BaseModel, Field
from sqlmodel import Session

from studyapp.jobs.requests.goals import skill_jobs, tree_job
from studyapp.jobs.store.views import JobView
from studyapp.models import Goal, GoalStatus
from studyapp.schemas.jobs import JobAnswer
from studyapp.services.decks import deck_titles
from studyapp.services.goals import goals
from studyapp.services.goals.replacing.plan import Plan
from studyapp.services.goals.states import NodeState, node_state
from studyapp.services.goals.tree import Skill, Tree, read_trees


class GoalAnswer(BaseModel):
    id: str
    title: str
    description: str
    status: GoalStatus
    mastery: float = Field(ge=0, le=1, description="How far the learner has come, over all enabled skills.")
    cards: int
    due: int = Field(description="How many cards that were studied before are due now.")
    nodes: int = Field(description="How many skills the tree has.")
    deck_id: str | None = Field(description="The deck of its cards; null if there are none yet, or it is in the trash.")
    job_id: str | None = Field(description="The latest job for its tree.")
    created_at: datetime

    @classmethod
    def of(cls, goal: Goal, tree: Tree, job: JobView | None, *, deck_id: str | None) -> "GoalAnswer":
        return cls(
            id=goal.id,
            title=goal.title,
            description=goal.description,
            status=goal.status,
            mastery=tree.tally.mastery,
            cards=tree.tally.cards,
            due=tree.tally.due,
            nodes=len(tree.skills),
            deck_id=deck_id,
            job_id=job.id if job else None,
            created_at=goal.created_at,
        )


class GoalsAnswer(BaseModel):
    goals: list[GoalAnswer]


class NodeAnswer(BaseModel):
    id: str
    parent_id: str | None
    path: str = Field(description="The counted place in the tree.", examples=["2.10"])
    title: str
    description: str
    depth: int
    enabled: bool
    cards: int = Field(description="Cards of the skill and of the enabled ones below it.")
    due: int
    mastery: float = Field(ge=0, le=1)
    state: NodeState
    job_id: str | None = Field(description="The latest job for its own cards.")

    @classmethod
    def of(cls, skill: Skill, job: JobView | None) -> "NodeAnswer":
        return cls(
            id=skill.id,
            parent_id=skill.parent_id,
            path=skill.path,
            title=skill.title,
            description=skill.description,
            depth=skill.depth,
            enabled=skill.enabled,
            cards=skill.tally.cards,
            due=skill.tally.due,
            mastery=skill.tally.mastery,
            state=node_state(skill, job.status if job else None),
            job_id=job.id if job else None,
        )


class TreeAnswer(BaseModel):
    nodes: list[NodeAnswer] = Field(description="In the order in which they are studied.")
    job: JobAnswer | None = Field(description="The job that grows the tree now, or the last one that did.")

    @classmethod
    def of(cls, tree: Tree, jobs: Mapping[str, JobView], job: JobView | None) -> "TreeAnswer":
        """`jobs` are the latest jobs for the cards of the skills, by the skill's id."""
        nodes = [NodeAnswer.of(skill, jobs.get(skill.id)) for skill in tree.skills]
        return cls(nodes=nodes, job=JobAnswer.of(job) if job else None)


class ReplaceableAnswer(BaseModel):
    kept: list[str] = Field(description="The ids of the skills that stay.")
    set_aside: list[str] = Field(description="The ids of the skills that go. Undoing brings them back.")
    cards_kept: int
    cards_moved: int = Field(
        description="Cards that were reviewed, written or changed, and move to a skill that stays."
    )
    cards_set_aside: int

    @classmethod
    def of(cls, plan: Plan) -> "ReplaceableAnswer":
        return cls(
            kept=[node.id for node in plan.kept],
            set_aside=[node.id for node in plan.set_aside],
            cards_kept=plan.held,
            cards_moved=len(plan.moved),
            cards_set_aside=len(plan.put_away),
        )


def listed_goals(session: Session, user_id: str, *, now: datetime) -> GoalsAnswer:
    return GoalsAnswer(goals=_answers(session, user_id, goals.list_goals(session, user_id), now))


def shown_goal(session: Session, user_id: str, goal_id: str, *, now: datetime) -> GoalAnswer:
    """Raises `NotFound` if the goal is not there."""
    return _answers(session, user_id, [goals.get_goal(session, user_id, goal_id)], now)[0]


def shown_tree(session: Session, user_id: str, goal_id: str, *, now: datetime) -> TreeAnswer:
    """The tree of a goal. Raises `NotFound` if the goal is not there."""
    goal = goals.get_goal(session, user_id, goal_id)
    tree = read_trees(session, user_id, [goal.id], now=now)[goal.id]
    jobs = skill_jobs(session, user_id, [skill.id for skill in tree.skills])
    return TreeAnswer.of(tree, jobs, tree_job(session, user_id, goal.id))


def _answers(session: Session, user_id: str, found: Sequence[Goal], now: datetime) -> list[GoalAnswer]:
    trees = read_trees(session, user_id, [goal.id for goal in found], now=now)
    there = deck_titles(session, user_id, [goal.deck_id for goal in found if goal.deck_id])
    return [
        GoalAnswer.of(
            goal,
            trees[goal.id],
            tree_job(session, user_id, goal.id),
            deck_id=goal.deck_id if goal.deck_id in there else None,
        )
        for goal in found
    ]
