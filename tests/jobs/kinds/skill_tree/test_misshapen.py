"""Trees of a model that no tree may be like: what is sound of them stays, and the rest is told."""

import pytest

from studyapp.models import Job, JobStatus
from tests.jobs.kinds.skill_tree.grove import KIND, goal, numbers, tree
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer

WHOLE = ["1", "1.1", "1.2", "2", "2.1", "2.2", "3", "3.1", "3.2"]


async def grown(workshop: Workshop, server: ProviderServer, behaviour: Behaviour) -> tuple[Job, list[str]]:
    """A job whose calls are all answered in this way, and the numbers in its tree."""
    server.always(behaviour)
    mine = goal(workshop)
    job = await workshop.see_through(KIND, goal_id=mine.id)
    return job, numbers(workshop, mine.id)


@pytest.mark.parametrize("behaviour", [Behaviour.CHILDREN_FIRST, Behaviour.PROSE, Behaviour.CARELESS])
async def test_a_good_tree_in_a_strange_form_is_taken_whole(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour
):
    job, made = await grown(workshop, server, behaviour)
    assert (job.status, sorted(made), result_of(job)["rejected"]) == (JobStatus.COMPLETED, WHOLE, {})


async def test_one_category_is_asked_for_more_once_and_then_told(workshop: Workshop, server: ProviderServer):
    job, made = await grown(workshop, server, Behaviour.ONE_CATEGORY)
    assert made == ["1", "1.1", "1.2"]
    assert result_of(job)["note"] == "The tree has only one category."
    assert len([call for call in server.calls if call.asked.kind == "tree"]) == 2


async def test_of_nine_categories_eight_are_taken(workshop: Workshop, server: ProviderServer):
    job, made = await grown(workshop, server, Behaviour.NINE_CATEGORIES)
    assert [number for number in made if "." not in number] == [str(at) for at in range(1, 9)]
    assert result_of(job)["rejected"]["T6"] == 1
    assert "more than the eight categories" in result_of(job)["note"]


async def test_a_fourth_level_is_found_by_structure(workshop: Workshop, server: ProviderServer):
    job, made = await grown(workshop, server, Behaviour.FOUR_LEVELS)
    assert "1.1.1" in made
    assert max(number.count(".") for number in made) == 2
    assert result_of(job)["rejected"]["T3"] >= 1


async def test_nodes_that_stand_below_each_other_are_left_out(workshop: Workshop, server: ProviderServer):
    job, made = await grown(workshop, server, Behaviour.CYCLE)
    assert (job.status, made) == (JobStatus.COMPLETED, WHOLE)
    assert result_of(job)["rejected"]["T4"] >= 2


async def test_titles_beside_each_other_differ(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.SAME_TITLES)
    mine = goal(workshop)
    job = await workshop.see_through(KIND, goal_id=mine.id)
    titles = [(node.draft.above, node.draft.title) for node in tree(workshop, mine.id)]
    assert len(titles) == len(set(titles)) > 6
    assert result_of(job)["rejected"] == {"T2": 3}


async def test_of_three_hundred_nodes_sixty_are_taken(workshop: Workshop, server: ProviderServer):
    job, made = await grown(workshop, server, Behaviour.LARGE)
    assert (job.status, len(made)) == (JobStatus.COMPLETED, 60)
    assert "more than the sixty skills" in result_of(job)["note"]
