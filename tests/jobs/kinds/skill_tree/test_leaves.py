"""The cards of single skills, whatever happens to the skill or the model meanwhile."""

from datetime import timedelta

import pytest

from studyapp.errors import BadInput, NotFound
from studyapp.models import JobStatus, JobType
from studyapp.services.goals import nodes
from tests.generation.material import CELLS
from tests.jobs.kinds.skill_tree.grove import KIND, all_ended, cards_by_node, children, goal, tree
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer

CARDS = JobType.FLASHCARD_GENERATION.value


def leaf(workshop: Workshop, title: str = "Study of osmosis", **more: str) -> str:
    """The id of a skill that stands alone in the tree of a new goal."""
    mine = goal(workshop, **more)
    with workshop.database.write() as session:
        now = workshop.clock()
        return nodes.add_node(session, workshop.user_id, mine.id, parent_id=None, title=title, now=now).id


async def test_a_skill_gets_five_cards_unless_another_number_is_asked_for(workshop: Workshop):
    for asked, expected in (({}, 5), ({"count": 2}, 2)):
        job = await workshop.see_through(CARDS, node_id=leaf(workshop), **asked)
        assert (job.status, job.items_done, job.items_expected) == (JobStatus.COMPLETED, expected, expected)
        assert {card.node_id for card in workshop.cards(job.id)} == {job.target_id}


async def test_cards_of_a_skill_with_material_are_quoted_from_it(workshop: Workshop):
    job = await workshop.see_through(CARDS, node_id=leaf(workshop, "Mitochondria", material=CELLS), count=2)
    assert [card.source_title for card in workshop.cards(job.id)] == ["Understand cells"] * 2
    assert all(card.source_quote and card.source_quote in CELLS for card in workshop.cards(job.id))


async def test_more_cards_of_a_skill_are_other_ones(workshop: Workshop):
    node_id = leaf(workshop)
    first = await workshop.see_through(CARDS, node_id=node_id, count=3)
    more = await workshop.see_through(CARDS, node_id=node_id, count=3)
    questions = [card.question for job in (first, more) for card in workshop.cards(job.id)]
    assert len(set(questions)) == len(questions) == 6


async def test_a_request_names_one_source(workshop: Workshop):
    with pytest.raises(BadInput, match="only one of them"):
        workshop.enqueue(CARDS, node_id=leaf(workshop), content=CELLS)


async def test_a_skill_of_nobody_is_not_found(workshop: Workshop):
    with pytest.raises(NotFound):
        workshop.enqueue(CARDS, node_id="of somebody else")


async def test_a_skill_that_is_deleted_meanwhile_gets_no_more_cards(workshop: Workshop, server: ProviderServer):
    node_id = leaf(workshop)
    server.hold_after(2)
    job = workshop.enqueue(CARDS, node_id=node_id).job
    await workshop.until(job.id, lambda now: now.items_done == 2)
    workshop.change(lambda session: nodes.delete_node(session, workshop.user_id, node_id, now=workshop.clock()))
    server.go_on()
    ended = await workshop.ended(job.id)
    assert (ended.status, ended.error_code, ended.items_done) == (JobStatus.CANCELLED, None, 2)


async def test_a_skill_that_is_switched_off_or_moved_meanwhile_gets_its_cards(
    workshop: Workshop, server: ProviderServer
):
    node_id = leaf(workshop)
    server.hold_after(2)
    job = workshop.enqueue(CARDS, node_id=node_id).job
    await workshop.until(job.id, lambda now: now.items_done == 2)
    user_id, now = workshop.user_id, workshop.clock()
    workshop.change(lambda session: nodes.edit_node(session, user_id, node_id, enabled=False, now=now))
    workshop.change(lambda session: nodes.move_node(session, user_id, node_id, parent_id=None, position=1, now=now))
    server.go_on()
    assert (await workshop.ended(job.id)).items_done == 5


async def test_a_leaf_that_is_switched_off_before_its_branch_is_complete_gets_none(
    workshop: Workshop, server: ProviderServer
):
    mine = goal(workshop)
    server.hold_after(4)
    job = workshop.enqueue(KIND, goal_id=mine.id).job
    await workshop.until(job.id, lambda now: now.items_done == 4)
    off = next(node.id for node in tree(workshop, mine.id) if node.draft.number == "1.1")
    user_id, now = workshop.user_id, workshop.clock()
    workshop.change(lambda session: nodes.edit_node(session, user_id, off, enabled=False, now=now))
    server.go_on()
    await workshop.ended(job.id)
    parts = await all_ended(workshop, job.id)
    assert len(parts) == 5
    assert off not in {part.target_id for part in parts}


async def test_a_leaf_whose_cards_are_all_rejected_fails_alone_and_can_be_retried(
    workshop: Workshop, server: ProviderServer
):
    mine = goal(workshop)
    server.then(Behaviour.OK).then(Behaviour.ALL_BAD).then(Behaviour.ALL_BAD).then(Behaviour.ALL_BAD)
    server.then(Behaviour.ALL_BAD).then(Behaviour.ALL_BAD).then(Behaviour.ALL_BAD)
    job = await workshop.see_through(KIND, goal_id=mine.id)
    parts = await all_ended(workshop, job.id)
    failed = [part for part in parts if part.status is JobStatus.FAILED]
    assert failed
    assert {part.status for part in parts} == {JobStatus.FAILED, JobStatus.COMPLETED}
    again = [await workshop.ended(workshop.retry(part.id).job.id) for part in failed]
    assert [part.status for part in again] == [JobStatus.COMPLETED] * len(failed)
    assert [len(cards) for cards in cards_by_node(workshop, mine.id).values() if cards] == [5] * 6


async def test_a_model_that_is_away_for_an_hour_in_the_middle_is_waited_for(workshop: Workshop, server: ProviderServer):
    mine = goal(workshop)
    server.then(Behaviour.OK).then(Behaviour.OK).always(Behaviour.OVERLOADED)
    job = await workshop.see_through(KIND, goal_id=mine.id)
    await workshop.until(job.id, lambda _: any(part.outage_since for part in children(workshop, job.id)))
    workshop.clock.pass_by(timedelta(hours=1))
    server.always(Behaviour.OK)
    parts = await all_ended(workshop, job.id)
    assert [part.status for part in parts] == [JobStatus.COMPLETED] * 6
    assert [result_of(part)["count"] for part in parts] == [5] * 6
