"""A tree, a branch or the cards of a skill are made anew: nothing that was reviewed is lost, and all can be undone."""

import pytest
from sqlmodel import col, select

from studyapp.errors import BadInput, NotFound
from studyapp.models import Card, JobStatus, JobType, Replacement
from studyapp.services.goals import nodes
from studyapp.services.goals.replacing import undo
from studyapp.services.goals.replacing.replace import set_aside_by
from tests.jobs.kinds.skill_tree.grove import KIND, all_ended, cards_by_node, goal, tree
from tests.jobs.kinds.workshop import BREAKS, Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer

CARDS = JobType.FLASHCARD_GENERATION.value
WAS = ["Foundations", "Study of osmosis", "Study of voting", "Methods", "Study of tides", "Study of rhyme", "Tools"]


async def grown(workshop: Workshop) -> str:
    """The id of a goal whose tree and cards are made."""
    mine = goal(workshop)
    job = await workshop.see_through(KIND, goal_id=mine.id)
    await all_ended(workshop, job.id)
    return mine.id


def titles(workshop: Workshop, goal_id: str) -> list[str]:
    return [node.draft.title for node in tree(workshop, goal_id)]


def node_id(workshop: Workshop, goal_id: str, title: str) -> str:
    return next(node.id for node in tree(workshop, goal_id) if node.draft.title == title)


def cards(workshop: Workshop, node_id: str) -> list[Card]:
    """The cards of a skill that are not deleted, oldest first."""
    with workshop.database.read() as session:
        mine = select(Card).where(Card.node_id == node_id, col(Card.deleted_at).is_(None))
        return list(session.exec(mine.order_by(col(Card.id))))


def study(workshop: Workshop, card: Card) -> None:
    """As far as a regeneration is concerned: the card has a review."""
    workshop.change(lambda session: session.get_one(Card, card.id).sqlmodel_update({"reps": 1}))


def replacement(workshop: Workshop) -> Replacement:
    with workshop.database.read() as session:
        return session.exec(select(Replacement)).one()


def undone(workshop: Workshop) -> None:
    made = replacement(workshop)
    now = workshop.clock()
    workshop.change(lambda session: undo.undo(session, workshop.user_id, made.id, now=now))


async def test_a_branch_is_made_anew_and_the_others_stay(workshop: Workshop, server: ProviderServer):
    goal_id = await grown(workshop)
    before = titles(workshop, goal_id)
    assert before[:7] == WAS
    branch, was = node_id(workshop, goal_id, "Foundations"), node_id(workshop, goal_id, "Study of voting")
    reviewed, *loose = cards(workshop, was)
    study(workshop, reviewed)
    job = await workshop.see_through(KIND, goal_id=goal_id, replace=True, node_id=branch, feedback="more detail")
    await all_ended(workshop, job.id)
    assert titles(workshop, goal_id) == [*before[:2], "More on study of voting", *before[3:]]
    assert [card.id for card in cards(workshop, branch)] == [reviewed.id]
    fresh = cards(workshop, node_id(workshop, goal_id, "More on study of voting"))
    assert len(fresh) == 4, "the fifth would repeat the reviewed one"
    assert not {card.id for card in fresh} & {card.id for card in loose}
    asked = next(call.asked for call in server.calls if call.asked.replaced)
    assert asked.replaced == ("Foundations > Study of osmosis", "Foundations > Study of voting")
    assert "more detail" in asked.text
    undone(workshop)
    assert titles(workshop, goal_id) == before
    assert [card.id for card in cards(workshop, was)] == [reviewed.id, *(card.id for card in loose)]
    assert cards(workshop, branch) == []


async def test_a_skill_that_comes_again_keeps_its_cards_and_gets_no_others(workshop: Workshop):
    goal_id = await grown(workshop)
    had = [card.id for card in cards(workshop, node_id(workshop, goal_id, "Study of osmosis"))]
    branch = node_id(workshop, goal_id, "Foundations")
    job = await workshop.see_through(KIND, goal_id=goal_id, replace=True, node_id=branch)
    assert [part.target_id for part in await all_ended(workshop, job.id)] == [
        node_id(workshop, goal_id, "More on study of voting")
    ]
    assert [card.id for card in cards(workshop, node_id(workshop, goal_id, "Study of osmosis"))] == had


async def test_a_whole_tree_is_made_anew_around_what_was_reviewed(workshop: Workshop):
    goal_id = await grown(workshop)
    before = titles(workshop, goal_id)
    methods = node_id(workshop, goal_id, "Methods")
    reviewed = cards(workshop, node_id(workshop, goal_id, "Study of rhyme"))[0]
    study(workshop, reviewed)
    job = await workshop.see_through(KIND, goal_id=goal_id, replace=True)
    assert result_of(job)["replacement_id"] == replacement(workshop).id
    await all_ended(workshop, job.id)
    assert node_id(workshop, goal_id, "Methods") == methods, "its cards were reviewed, so it stays"
    assert sorted(titles(workshop, goal_id)) != sorted(before)
    assert all(len(made) >= 4 for number, made in cards_by_node(workshop, goal_id).items() if "." in number)
    undone(workshop)
    assert titles(workshop, goal_id) == before


@pytest.mark.parametrize("failure", [Behaviour.UNAUTHORIZED, Behaviour.EMPTY, Behaviour.ALL_BAD])
async def test_a_request_that_fails_before_its_first_skill_changes_nothing(
    workshop: Workshop, server: ProviderServer, failure: Behaviour
):
    goal_id = await grown(workshop)
    before = titles(workshop, goal_id)
    server.always(failure)
    job = await workshop.see_through(KIND, goal_id=goal_id, replace=True)
    assert (job.status, job.result) == (JobStatus.FAILED, None)
    assert titles(workshop, goal_id) == before
    assert all(len(made) == 5 for number, made in cards_by_node(workshop, goal_id).items() if "." in number)


@pytest.mark.parametrize("breaks", BREAKS)
async def test_what_breaks_off_is_continued_and_replaces_only_once(
    workshop: Workshop, server: ProviderServer, breaks: Behaviour
):
    goal_id = await grown(workshop)
    before = titles(workshop, goal_id)
    server.then(breaks, after=2)
    job = await workshop.see_through(KIND, goal_id=goal_id, replace=True)
    assert job.status is JobStatus.COMPLETED
    await all_ended(workshop, job.id)
    made = replacement(workshop)
    with workshop.database.read() as session:
        assert (len(set_aside_by(session, made)), len(titles(workshop, goal_id))) == (9, 9)
    undone(workshop)
    assert titles(workshop, goal_id) == before


async def test_a_retry_goes_on_where_a_regeneration_failed(workshop: Workshop, server: ProviderServer):
    goal_id = await grown(workshop)
    branch = node_id(workshop, goal_id, "Foundations")
    server.always(Behaviour.REFUSAL, after=1)
    failed = await workshop.see_through(KIND, goal_id=goal_id, replace=True, node_id=branch)
    assert (failed.status, result_of(failed)["unfinished"]) == (JobStatus.FAILED, [branch])
    server.always(Behaviour.OK)
    again = await workshop.ended(workshop.retry(failed.id).job.id)
    assert again.status is JobStatus.COMPLETED
    assert "More on study of voting" in titles(workshop, goal_id)
    assert replacement(workshop).job_id == failed.id


async def test_nothing_more_is_made_once_it_is_undone(workshop: Workshop, server: ProviderServer):
    goal_id = await grown(workshop)
    before = titles(workshop, goal_id)
    server.hold_after(2)
    job = workshop.enqueue(KIND, goal_id=goal_id, replace=True).job
    await workshop.until(job.id, lambda now: now.items_done == 2)
    undone(workshop)
    server.go_on()
    ended = await workshop.ended(job.id)
    assert (ended.status, ended.error) == (JobStatus.FAILED, "You have undone this regeneration.")
    assert titles(workshop, goal_id) == before


async def test_what_the_learner_adds_while_the_model_thinks_stays(workshop: Workshop, server: ProviderServer):
    goal_id = await grown(workshop)
    server.hold_after(0)
    job = workshop.enqueue(KIND, goal_id=goal_id, replace=True).job
    await workshop.until(job.id, lambda now: now.phase == "generating")
    above, now = node_id(workshop, goal_id, "Methods"), workshop.clock()
    workshop.change(
        lambda session: nodes.add_node(session, workshop.user_id, goal_id, parent_id=above, title="My own", now=now)
    )
    server.go_on()
    await workshop.ended(job.id)
    assert node_id(workshop, goal_id, "Methods") == above
    assert "My own" in titles(workshop, goal_id)


async def test_the_cards_of_a_skill_are_made_anew(workshop: Workshop, server: ProviderServer):
    goal_id = await grown(workshop)
    skill = node_id(workshop, goal_id, "Study of osmosis")
    reviewed, *loose = cards(workshop, skill)
    study(workshop, reviewed)
    job = await workshop.see_through(CARDS, node_id=skill, replace=True, feedback="simpler words")
    assert (job.status, job.items_done) == (JobStatus.COMPLETED, 5)
    now = cards(workshop, skill)
    assert now[0].id == reviewed.id
    assert all(card.question.startswith("Put simply: ") for card in now[1:])
    asked = next(call.asked for call in server.calls if call.asked.replaced)
    assert (asked.avoid, set(asked.replaced)) == ((reviewed.question,), {card.question for card in loose})
    assert "simpler words" in asked.text
    undone(workshop)
    assert [card.id for card in cards(workshop, skill)] == [reviewed.id, *(card.id for card in loose)]


@pytest.mark.parametrize("failure", [Behaviour.UNAUTHORIZED, Behaviour.EMPTY, Behaviour.ALL_BAD])
async def test_cards_stay_if_no_new_one_comes(workshop: Workshop, server: ProviderServer, failure: Behaviour):
    goal_id = await grown(workshop)
    skill = node_id(workshop, goal_id, "Study of osmosis")
    before = [card.id for card in cards(workshop, skill)]
    server.always(failure)
    job = await workshop.see_through(CARDS, node_id=skill, replace=True)
    assert job.status is JobStatus.FAILED
    assert [card.id for card in cards(workshop, skill)] == before


@pytest.mark.parametrize("breaks", BREAKS)
async def test_cards_that_break_off_are_continued_and_replaced_only_once(
    workshop: Workshop, server: ProviderServer, breaks: Behaviour
):
    goal_id = await grown(workshop)
    skill = node_id(workshop, goal_id, "Study of osmosis")
    server.then(breaks, after=2)
    job = await workshop.see_through(CARDS, node_id=skill, replace=True)
    assert (job.status, job.items_done) == (JobStatus.COMPLETED, 5)
    assert (len(cards(workshop, skill)), replacement(workshop).cards_set_aside) == (5, 5)


async def test_no_further_card_is_made_once_it_is_undone(workshop: Workshop, server: ProviderServer):
    goal_id = await grown(workshop)
    skill = node_id(workshop, goal_id, "Study of osmosis")
    before = [card.id for card in cards(workshop, skill)]
    server.hold_after(2)
    job = workshop.enqueue(CARDS, node_id=skill, replace=True).job
    await workshop.until(job.id, lambda now: now.items_done == 2)
    undone(workshop)
    server.go_on()
    assert (await workshop.ended(job.id)).status is JobStatus.FAILED
    assert [card.id for card in cards(workshop, skill)] == before


async def test_requests_that_make_no_sense_are_refused(workshop: Workshop):
    mine, other = goal(workshop), goal(workshop, "Another")
    now = workshop.clock()
    ids: list[str | None] = [None]
    with workshop.database.write() as session:
        for title in ("One", "Two", "Three"):
            made = nodes.add_node(session, workshop.user_id, mine.id, parent_id=ids[-1], title=title, now=now)
            ids.append(made.id)
    with pytest.raises(BadInput, match="give `replace`"):
        workshop.enqueue(KIND, goal_id=mine.id, node_id=ids[1])
    with pytest.raises(BadInput, match="3 levels"):
        workshop.enqueue(KIND, goal_id=mine.id, node_id=ids[3], replace=True)
    with pytest.raises(NotFound):
        workshop.enqueue(KIND, goal_id=other.id, node_id=ids[1], replace=True)
    with pytest.raises(BadInput, match="Only the cards of a skill"):
        workshop.enqueue(CARDS, content="A cell lives. " * 9, replace=True)
