"""What a learner does to a tree while it is being made anew."""

from studyapp.jobs.queue.queue import QUEUE
from studyapp.models import JobStatus, JobType
from studyapp.services.goals import nodes
from tests.jobs.kinds.skill_tree.grove import KIND, all_ended
from tests.jobs.kinds.skill_tree.test_anew import grown, node_id, titles, undone
from tests.jobs.kinds.workshop import Workshop
from tests.provider_server import ProviderServer


async def test_a_new_category_that_is_deleted_does_not_stop_the_others(workshop: Workshop, server: ProviderServer):
    goal_id = await grown(workshop)
    before = titles(workshop, goal_id)
    server.hold_after(4)
    job = workshop.enqueue(KIND, goal_id=goal_id, replace=True).job
    await workshop.until(job.id, lambda now: now.items_done == 4)
    made = titles(workshop, goal_id)
    gone, now = node_id(workshop, goal_id, made[3]), workshop.clock()
    workshop.change(lambda session: nodes.delete_node(session, workshop.user_id, gone, now=now))
    server.go_on()
    ended = await workshop.ended(job.id)
    assert ended.status is JobStatus.COMPLETED
    await all_ended(workshop, job.id)
    undone(workshop)
    assert titles(workshop, goal_id) == before


async def test_a_skill_that_is_set_aside_before_its_cards_are_begun_costs_no_call(
    workshop: Workshop, server: ProviderServer
):
    goal_id = await grown(workshop)
    gone, now = node_id(workshop, goal_id, titles(workshop, goal_id)[1]), workshop.clock()
    asked = len(server.calls)
    with workshop.database.write() as session:
        job = QUEUE.enqueue(session, workshop.user_id, JobType.FLASHCARD_GENERATION, {"node_id": gone}, now=now).job
        nodes.delete_node(session, workshop.user_id, gone, now=now)
    assert (await workshop.ended(job.id)).status is JobStatus.CANCELLED
    assert len(server.calls) == asked
