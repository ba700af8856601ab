"""Goals and skills with their jobs: what is deleted is no longer made, and nothing is made for what is put aside."""

from datetime import datetime

import pytest
from sqlmodel import Session, select

from studyapp.database import Database
from studyapp.errors import Conflict, NotFound
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.requests.deleting import delete_goals, delete_node
from studyapp.jobs.requests.goals import grow_first_tree
from studyapp.jobs.requests.replacing import regenerate_cards, regenerate_tree
from studyapp.models import Deck, GoalStatus, Job, JobStatus, JobType, SkillNode, User
from studyapp.services.goals import goals
from tests.factories import make_card, make_goal, make_node

TREE, CARDS = JobType.SKILL_TREE_GENERATION, JobType.FLASHCARD_GENERATION


@pytest.fixture
def skills(database: Database, owner: User) -> list[SkillNode]:
    """A category with a skill below it, and another category."""
    with database.write() as session:
        goal = make_goal(session, owner)
        cells = make_node(session, goal, title="Cells")
        return [
            cells,
            make_node(session, goal, parent_id=cells.id, title="Nucleus"),
            make_node(session, goal, title="Roots"),
        ]


def statuses(session: Session) -> dict[str, JobStatus]:
    """The status of each job by what it is for."""
    session.expire_all()
    return {job.target_id: job.status for job in session.exec(select(Job))}


def order(session: Session, skills: list[SkillNode], now: datetime) -> None:
    QUEUE.enqueue(session, "local", TREE, {"goal_id": skills[0].goal_id}, now=now)
    for skill in skills:
        QUEUE.enqueue(session, "local", CARDS, {"node_id": skill.id}, now=now)


def test_the_jobs_of_a_deleted_goal_are_cancelled(database: Database, skills: list[SkillNode], now: datetime) -> None:
    with database.write() as session:
        other = make_node(session, make_goal(session, "local", title="Chemistry"))
        order(session, skills, now)
        QUEUE.enqueue(session, "local", CARDS, {"node_id": other.id}, now=now)
        assert delete_goals(session, "local", [skills[0].goal_id], now=now) == 1
        found = statuses(session)
        assert found.pop(other.id) is JobStatus.PENDING
        assert (len(found), set(found.values())) == (4, {JobStatus.CANCELLED})


def test_the_jobs_of_a_deleted_skill_and_of_those_below_it_are_cancelled(
    database: Database, skills: list[SkillNode], now: datetime
) -> None:
    cells, nucleus, roots = skills
    with database.write() as session:
        order(session, skills, now)
        delete_node(session, "local", cells.id, now=now)
        found = statuses(session)
        assert (found[cells.id], found[nucleus.id]) == (JobStatus.CANCELLED, JobStatus.CANCELLED)
        assert (found[roots.id], found[cells.goal_id]) == (JobStatus.PENDING, JobStatus.PENDING)


def test_the_job_that_makes_a_branch_anew_is_cancelled_with_the_skill_above_it(
    database: Database, skills: list[SkillNode], now: datetime
) -> None:
    cells, nucleus, roots = skills
    with database.write() as session:
        regenerate_tree(session, "local", cells.goal_id, node_id=nucleus.id, now=now)
        delete_node(session, "local", roots.id, now=now)
        assert statuses(session) == {cells.goal_id: JobStatus.PENDING}
        delete_node(session, "local", cells.id, now=now)
        assert statuses(session) == {cells.goal_id: JobStatus.CANCELLED}


def test_a_cancelled_job_names_the_cards_that_undoing_brings_back(
    database: Database, skills: list[SkillNode], now: datetime
) -> None:
    with database.write() as session:
        job_id = QUEUE.enqueue(session, "local", CARDS, {"node_id": skills[1].id}, now=now).job.id
        job = session.get_one(Job, job_id)
        deck = session.get_one(Deck, job.payload["deck_id"])
        card = make_card(session, deck, node_id=skills[1].id, job_id=job_id, ordinal=0)
        job.sqlmodel_update({"items_done": 1, "attempts": 1})
        session.flush()
        delete_goals(session, "local", [skills[0].goal_id], now=now)
        session.expire_all()
        ended = session.get_one(Job, job_id)
        assert (ended.status, (ended.result or {})["flashcard_ids"]) == (JobStatus.CANCELLED, [card.id])
        goals.restore_goals(session, "local", [skills[0].goal_id], now=now)
        session.expire_all()
        assert (session.get_one(Job, job_id).status, card.deleted_at) == (JobStatus.CANCELLED, None)


def test_a_goal_of_nobody_cancels_nothing(database: Database, skills: list[SkillNode], now: datetime) -> None:
    with database.write() as session:
        order(session, skills, now)
        with pytest.raises(NotFound):
            delete_goals(session, "eve", [skills[0].goal_id], now=now)
        assert set(statuses(session).values()) == {JobStatus.PENDING}


@pytest.mark.parametrize(("status", "advice"), [(GoalStatus.PAUSED, "Resume"), (GoalStatus.ARCHIVED, "Restore")])
def test_nothing_is_made_for_a_goal_that_is_put_aside(
    database: Database, skills: list[SkillNode], now: datetime, status: GoalStatus, advice: str
) -> None:
    goal_id, node_id = skills[0].goal_id, skills[1].id
    with database.write() as session:
        goals.set_status(session, "local", [goal_id], status, now=now)
        with pytest.raises(Conflict, match=advice):
            QUEUE.enqueue(session, "local", TREE, {"goal_id": goal_id}, now=now)
        with pytest.raises(Conflict, match=advice):
            QUEUE.enqueue(session, "local", CARDS, {"node_id": node_id}, now=now)
        with pytest.raises(Conflict, match=advice):
            regenerate_tree(session, "local", goal_id, now=now)
        with pytest.raises(Conflict, match=advice):
            regenerate_cards(session, "local", node_id, now=now)


def test_the_job_that_is_in_the_way_is_named(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        goal = make_goal(session, owner)
        first = grow_first_tree(session, owner.id, goal.id, now=now).job
        for again in (grow_first_tree, regenerate_tree):
            with pytest.raises(Conflict) as refused:
                again(session, owner.id, goal.id, now=now)
            assert refused.value.job_id == first.id
