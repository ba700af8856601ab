"""What a learner does to a tree while it is being made anew."""

from studyapp.models import JobStatus
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
