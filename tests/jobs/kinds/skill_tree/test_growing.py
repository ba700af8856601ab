"""A tree grows node by node, and every leaf gets its cards."""

import pytest

from studyapp.models import JobStatus, JobType
from studyapp.services.goals.goals import delete_goals
from tests.jobs.kinds.skill_tree.grove import KIND, all_ended, cards_by_node, children, goal, numbers, tree
from tests.jobs.kinds.workshop import BREAKS, Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer

WHOLE = ["1", "1.1", "1.2", "2", "2.1", "2.2", "3", "3.1", "3.2"]
LEAVES = ["1.1", "1.2", "2.1", "2.2", "3.1", "3.2"]


async def test_a_title_becomes_a_tree_and_every_leaf_gets_five_cards(workshop: Workshop):
    mine = goal(workshop)
    job = await workshop.see_through(KIND, goal_id=mine.id)
    assert (job.status, job.items_done, job.progress) == (JobStatus.COMPLETED, 9, 100)
    assert numbers(workshop, mine.id) == WHOLE
    result = result_of(job)
    assert (result["goal_id"], result["count"], result["rejected"], result["partial"]) == (mine.id, 9, {}, False)
    assert {node.id for node in tree(workshop, mine.id)} == set(result["node_ids"])

    parts = await all_ended(workshop, job.id)
    assert {part.status for part in parts} == {JobStatus.COMPLETED}
    assert {number: len(cards) for number, cards in cards_by_node(workshop, mine.id).items() if cards} == dict.fromkeys(
        LEAVES, 5
    )


async def test_the_cards_are_ordered_in_study_order_as_parts_of_the_request(workshop: Workshop):
    mine = goal(workshop)
    job = await workshop.see_through(KIND, goal_id=mine.id)
    numbered = {node.id: node.draft.number for node in tree(workshop, mine.id)}
    parts = children(workshop, job.id)
    assert [numbered[part.target_id] for part in parts] == LEAVES
    assert {(part.type, part.target_kind, part.priority) for part in parts} == {
        (JobType.FLASHCARD_GENERATION, "node", -10)
    }


async def test_cards_are_made_while_the_tree_is_still_written(workshop: Workshop, server: ProviderServer):
    mine = goal(workshop)
    server.then(Behaviour.PAUSED, after=6)
    job = workshop.enqueue(KIND, goal_id=mine.id).job
    await workshop.until(job.id, lambda _: len(children(workshop, job.id)) == 2)
    await workshop.ended(children(workshop, job.id)[0].id)
    assert workshop.job(job.id).status is JobStatus.PROCESSING
    workshop.cancel(job.id)
    await workshop.ended(job.id)


async def test_cards_of_all_leaves_go_into_the_deck_of_the_goal(workshop: Workshop):
    mine = goal(workshop, "Understand cells")
    job = await workshop.see_through(KIND, goal_id=mine.id)
    await all_ended(workshop, job.id)
    cards = [card for cards in cards_by_node(workshop, mine.id).values() for card in cards]
    assert len({card.deck_id for card in cards}) == 1


async def test_a_prompt_for_cards_names_goal_path_description_and_siblings(workshop: Workshop, server: ProviderServer):
    mine = goal(workshop, "Understand cells")
    job = await workshop.see_through(KIND, goal_id=mine.id)
    await all_ended(workshop, job.id)
    [asked] = [call.asked.text for call in server.calls if "Skill: Foundations > Study of osmosis" in call.asked.text]
    assert "Goal: Understand cells" in asked
    assert "What it is about: What one knows about study of osmosis." in asked
    assert "Skills beside it, which have cards of their own: Study of voting" in asked


@pytest.mark.parametrize("breaks", BREAKS)
async def test_a_stream_that_breaks_off_is_continued_where_it_broke(
    workshop: Workshop, server: ProviderServer, breaks: Behaviour
):
    mine = goal(workshop)
    server.then(breaks, after=5)
    job = await workshop.see_through(KIND, goal_id=mine.id)
    assert job.status is JobStatus.COMPLETED
    assert numbers(workshop, mine.id) == WHOLE
    second = next(call.asked for call in server.calls[1:] if call.asked.kind == "tree")
    assert len(second.avoid) == 5
    assert len(children(workshop, job.id)) == len(LEAVES)


async def test_what_a_failed_tree_has_stays_and_its_retry_makes_the_rest(workshop: Workshop, server: ProviderServer):
    mine = goal(workshop)
    server.always(Behaviour.REFUSAL, after=6)
    failed = await workshop.see_through(KIND, goal_id=mine.id)
    assert failed.status is JobStatus.FAILED
    standing = {node.draft.number: node.id for node in tree(workshop, mine.id)}
    assert list(standing) == ["1", "1.1", "1.2", "2", "2.1", "3"]
    result = result_of(failed)
    assert (result["count"], result["partial"]) == (6, True)
    assert result["unfinished"] == [standing["2"], standing["3"]]
    server.always(Behaviour.OK)
    again = await workshop.ended(workshop.retry(failed.id).job.id)
    assert again.status is JobStatus.COMPLETED
    assert numbers(workshop, mine.id) == WHOLE
    parts = [part for part in await all_ended(workshop, failed.id) if part.type is JobType.FLASHCARD_GENERATION]
    assert len(parts) == len({part.target_id for part in parts}) == len(LEAVES)


async def test_a_cancelled_tree_keeps_its_nodes(workshop: Workshop, server: ProviderServer):
    mine = goal(workshop)
    server.then(Behaviour.PAUSED, after=4)
    job = workshop.enqueue(KIND, goal_id=mine.id).job
    await workshop.until(job.id, lambda now: now.items_done == 4)
    workshop.cancel(job.id)
    ended = await workshop.ended(job.id)
    assert ended.status is JobStatus.CANCELLED
    assert result_of(ended)["count"] == len(numbers(workshop, mine.id)) == 4


async def test_two_requests_for_a_tree_are_one_job(workshop: Workshop):
    mine = goal(workshop)
    first, second = (workshop.enqueue(KIND, goal_id=mine.id) for _ in range(2))
    assert (first.job.id, second.created) == (second.job.id, False)


async def test_forty_leaves_end_complete_although_twenty_jobs_are_allowed_an_hour(workshop: Workshop):
    mine = goal(workshop, "A goal of 40 leaves")
    job = await workshop.see_through(KIND, goal_id=mine.id)
    parts = await all_ended(workshop, job.id)
    assert [part.status for part in parts] == [JobStatus.COMPLETED] * 40


async def test_no_job_goes_on_for_a_goal_that_was_deleted(workshop: Workshop, server: ProviderServer):
    mine = goal(workshop)
    server.hold_after(4)
    job = workshop.enqueue(KIND, goal_id=mine.id).job
    await workshop.until(job.id, lambda now: now.items_done == 4)
    workshop.change(lambda session: delete_goals(session, workshop.user_id, [mine.id], now=workshop.clock()))
    server.go_on()
    ended = await workshop.ended(job.id)
    assert (ended.status, ended.error_code) == (JobStatus.FAILED, "BAD_INPUT")
