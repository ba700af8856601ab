"""What a learner does to a tree while it is being written."""

from collections.abc import Callable
from pathlib import Path

from sqlmodel import Session

from studyapp.database import Database
from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.queue.queue import QUEUE
from studyapp.models import Goal, Job, JobStatus, User
from studyapp.services.goals import nodes
from studyapp.services.goals.goals import delete_goals, restore_goals
from tests.jobs.kinds.skill_tree.grove import KIND, all_ended, children, goal, numbers, tree
from tests.jobs.kinds.workshop import Workshop, model_at, result_of, workshop_with
from tests.provider_server import ProviderServer

WHOLE = ["1", "1.1", "1.2", "2", "2.1", "2.2", "3", "3.1", "3.2"]
NEVER = 3600.0
ORDERED_BEFORE = 4
"""The leaves of all branches but the last, whose cards are ordered while the tree is written."""


async def half_grown(workshop: Workshop, server: ProviderServer) -> tuple[Goal, str]:
    """A goal whose tree stops growing after four nodes until the server goes on, and the id of its job."""
    mine = goal(workshop)
    server.hold_after(4)
    job = workshop.enqueue(KIND, goal_id=mine.id).job
    await workshop.until(job.id, lambda now: now.items_done == 4)
    return mine, job.id


async def seen_through(workshop: Workshop, server: ProviderServer, job_id: str) -> Job:
    """The job once it and its parts have ended."""
    server.go_on()
    job = await workshop.ended(job_id)
    await all_ended(workshop, job_id)
    return job


def node_id(workshop: Workshop, mine: Goal, number: str) -> str:
    return next(node.id for node in tree(workshop, mine.id) if node.draft.number == number)


def act(workshop: Workshop, change: Callable[..., object], *what: object, **how: object) -> None:
    def write(session: Session) -> None:
        change(session, workshop.user_id, *what, **how, now=workshop.clock())

    workshop.change(write)


async def test_a_category_that_is_deleted_does_not_stop_the_others(workshop: Workshop, server: ProviderServer):
    mine, job_id = await half_grown(workshop, server)
    act(workshop, nodes.delete_node, node_id(workshop, mine, "2"))
    job = await seen_through(workshop, server, job_id)
    assert job.status is JobStatus.COMPLETED
    assert numbers(workshop, mine.id) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert len(children(workshop, job_id)) == 4


async def test_what_is_written_below_a_deleted_category_comes_back_with_it(workshop: Workshop, server: ProviderServer):
    mine, job_id = await half_grown(workshop, server)
    deleted = node_id(workshop, mine, "2")
    act(workshop, nodes.delete_node, deleted)
    await seen_through(workshop, server, job_id)
    act(workshop, nodes.restore_node, deleted)
    assert numbers(workshop, mine.id) == WHOLE


async def test_what_is_written_below_a_category_that_was_moved_stays_within_three_levels(
    workshop: Workshop, server: ProviderServer
):
    mine, job_id = await half_grown(workshop, server)
    third, below = node_id(workshop, mine, "3"), node_id(workshop, mine, "1.1")
    act(workshop, nodes.move_node, third, parent_id=below, position=1)
    job = await seen_through(workshop, server, job_id)
    assert job.status is JobStatus.COMPLETED
    assert numbers(workshop, mine.id) == ["1", "1.1", "1.1.1", "1.1.2", "1.1.3", "1.2", "2", "2.1", "2.2"]


async def test_a_skill_that_the_learner_adds_meanwhile_is_not_written_again(workshop: Workshop, server: ProviderServer):
    mine, job_id = await half_grown(workshop, server)
    second = node_id(workshop, mine, "2")
    act(workshop, nodes.add_node, mine.id, parent_id=second, title="study of Tides")
    job = await seen_through(workshop, server, job_id)
    assert job.status is JobStatus.COMPLETED
    titles = [node.draft.title for node in tree(workshop, mine.id) if node.draft.above == "2"]
    assert titles == ["study of Tides", "Study of rhyme"]


async def test_a_tree_that_ended_while_its_goal_was_in_the_trash_says_what_is_missing(
    workshop: Workshop, server: ProviderServer
):
    mine, job_id = await half_grown(workshop, server)
    act(workshop, delete_goals, [mine.id])
    job = await seen_through(workshop, server, job_id)
    act(workshop, restore_goals, [mine.id])
    assert job.status is JobStatus.FAILED
    assert result_of(job)["unfinished"] == [node_id(workshop, mine, number) for number in ("1", "2", "3")]


async def test_no_cards_are_ordered_once_the_learner_has_stopped_everything(
    database: Database, owner: User, server: ProviderServer, tmp_path: Path
):
    """Stopped from another process, which is noticed only after the tree has been written to its end."""
    model, pace = model_at(server, chunk_chars=450), Pace(look=NEVER)
    async with workshop_with(database, owner.id, model, data_dir=tmp_path, pace=pace) as workshop:
        mine = goal(workshop)
        server.hold_after(0)
        job_id = workshop.enqueue(KIND, goal_id=mine.id).job.id
        await workshop.until(job_id, lambda _: len(server.calls) == 1)
        server.calls[0].go_on(8)
        await workshop.until(job_id, lambda now: now.items_done == 8)
        with database.write() as session:
            QUEUE.cancel_batch(session, owner.id, job_id, now=workshop.clock())
            session.info.clear()
        server.calls[0].go_on()
        stopped = await workshop.ended(job_id)
        assert numbers(workshop, mine.id) == WHOLE
        assert stopped.status is JobStatus.CANCELLED, "it could not be retried if it were complete"
        await workshop.engine.look()
        server.go_on()
        parts = await all_ended(workshop, job_id)
        assert [part.status for part in parts] == [JobStatus.CANCELLED] * ORDERED_BEFORE
        again = workshop.retry(job_id).job.id
        await workshop.engine.look()
        assert (await workshop.ended(again)).status is JobStatus.COMPLETED
        ordered = [part for part in children(workshop, job_id) if part.id not in {each.id for each in parts}]
        assert len([part for part in ordered if part.target_kind == "node"]) == 2
