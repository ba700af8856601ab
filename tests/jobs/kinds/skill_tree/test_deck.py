"""A goal that is made of a deck the learner has."""

from studyapp.models import Deck, JobStatus
from tests.factories import make_card, make_deck
from tests.jobs.kinds.skill_tree.grove import KIND, cards_by_node, children, goal, numbers, tree
from tests.jobs.kinds.workshop import Workshop, result_of


def deck_with(workshop: Workshop, *tags: str) -> Deck:
    """A deck with one card for each of these tags; a card with an empty one has none."""
    with workshop.database.write() as session:
        deck = make_deck(session, workshop.user_id)
        for tag in tags:
            make_card(session, deck, question=f"What is known about {tag or 'nothing'}?", tags=[tag] if tag else [])
        return deck


async def test_its_tags_are_the_tree_and_its_cards_are_sorted_into_it(modest_workshop: Workshop):
    deck = deck_with(modest_workshop, "cells::membrane", "cells::nucleus", "cells::nucleus", "plants", "")
    mine = goal(modest_workshop, deck_id=deck.id)
    job = await modest_workshop.see_through(KIND, goal_id=mine.id)
    assert job.status is JobStatus.COMPLETED
    titles = {node.draft.number: node.draft.title for node in tree(modest_workshop, mine.id)}
    sorted_cards = {titles[number]: len(cards) for number, cards in cards_by_node(modest_workshop, mine.id).items()}
    assert sorted_cards == {"cells": 0, "membrane": 1, "nucleus": 2, "plants": 1, "Everything else": 1}
    assert children(modest_workshop, job.id) == []


async def test_a_deck_without_tags_and_sources_says_what_would_help(modest_workshop: Workshop):
    mine = goal(modest_workshop, deck_id=deck_with(modest_workshop, "", "").id)
    job = await modest_workshop.see_through(KIND, goal_id=mine.id)
    assert (job.status, job.error_code) == (JobStatus.FAILED, "BAD_INPUT")
    assert "Tag some of them first." in (job.error or "")


async def test_a_model_makes_a_tree_of_the_questions_of_such_a_deck(workshop: Workshop):
    mine = goal(workshop, deck_id=deck_with(workshop, "", "").id)
    job = await workshop.see_through(KIND, goal_id=mine.id)
    assert result_of(job)["count"] == len(numbers(workshop, mine.id)) > 1


async def test_cards_that_belong_to_another_goal_stay_there(modest_workshop: Workshop):
    deck = deck_with(modest_workshop, "cells", "plants")
    first, second = (goal(modest_workshop, title, deck_id=deck.id) for title in ("Cells", "Plants"))
    for mine in (first, second):
        await modest_workshop.see_through(KIND, goal_id=mine.id)
    assert [len(cards) for cards in cards_by_node(modest_workshop, first.id).values()] == [1, 1]
    assert [len(cards) for cards in cards_by_node(modest_workshop, second.id).values()] == [0, 0]
