from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import CardState, GoalStatus, JobStatus, JobType, User
from studyapp.services.goals.goals import set_status
from studyapp.services.goals.nodes import edit_node
from studyapp.services.study import answers
from studyapp.services.study.today import Totals
from studyapp.ui.pages.today import TodayState
from studyapp.ui.pages.today.rows import coming, day_rows, done_today
from tests.factories import make_card, make_deck, make_goal, make_node
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job

WEEK = [date(2025, 1, 15) + timedelta(days=number) for number in range(7)]


async def open_today(tab: Tab[Any]) -> TodayState:
    page = await tab(TodayState)
    await page.open_today()
    return page


async def test_the_first_visit_leads_to_the_first_card(tab: Tab[Any]) -> None:
    page = await open_today(tab)
    assert (page.is_first_run, page.waiting, page.problem) == (True, 0, "")


async def test_what_is_on_its_way_ends_the_first_visit(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        make_job(session, make_deck(session, owner), JobStatus.PROCESSING)
    page = await open_today(tab)
    assert (page.is_first_run, [task.title for task in page.tasks]) == (False, ["Flashcards for Biology"])


async def test_the_choices_a_study_session_waits_for_are_one_line(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        deck, choices = make_deck(session, owner), {"type": JobType.DISTRACTOR_GENERATION, "items_expected": None}
        first = make_job(session, deck, **choices)
        make_job(session, deck, parent_id=first.id, **choices)
        make_job(session, deck)
    page = await open_today(tab)
    assert [task.title for task in page.tasks] == ["Flashcards for Biology", "Answer choices · 0 of 2"]


async def test_cards_of_a_goal_that_is_paused_are_said_to_rest(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        deck = make_deck(session, owner)
        goal = make_goal(session, owner, deck_id=deck.id)
        off, on = make_node(session, goal, enabled=False), make_node(session, goal, position=2, title="Roots")
        make_card(session, deck, node_id=off.id)
        make_card(session, deck, node_id=on.id)
        make_card(session, deck, node_id=on.id, suspended=True)
    page = await open_today(tab)
    assert (page.waiting, page.resting) == (
        1,
        "1 card rests, because its goal is paused or archived or its skill is off.",
    )
    with use_database.write() as session:
        set_status(session, owner.id, [goal.id], GoalStatus.PAUSED, now=datetime.now(UTC))
    await page.open_today()
    said = "2 cards rest, because their goals are paused or archived or their skills are off."
    assert (page.waiting, page.resting) == (0, said)
    with use_database.write() as session:
        set_status(session, owner.id, [goal.id], GoalStatus.ACTIVE, now=datetime.now(UTC))
        edit_node(session, owner.id, off.id, enabled=True, now=datetime.now(UTC))
    await page.open_today()
    assert (page.waiting, page.resting) == (2, "")


async def test_it_counts_what_is_due_by_kind(tab: Tab[Any], use_database: Database, owner: User) -> None:
    learned = {"stability": 1.0, "difficulty": 5.0, "due_at": datetime.now(UTC) - timedelta(hours=1)}
    with use_database.write() as session:
        deck = make_deck(session, owner)
        make_card(session, deck)
        make_card(session, deck, suspended=True)
        make_card(session, deck, state=CardState.LEARNING, step=0, **learned)
        for _ in range(2):
            make_card(session, deck, state=CardState.REVIEW, **learned)
    page = await open_today(tab)
    assert (page.new, page.learning, page.review, page.waiting) == (1, 1, 2, 4)
    assert page.days[0].cards == 3


async def test_it_offers_to_go_on_where_the_learner_left_off(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        latest, other = make_deck(session, owner, title="Latest"), make_deck(session, owner, title="Other")
        card, *_ = [make_card(session, deck) for deck in (latest, latest, other)]
        answers.record_answer(session, owner.id, card.id, rating=4, duration_ms=90_000, now=datetime.now(UTC))
    page = await open_today(tab)
    assert (page.continues_with, page.continues_with_id) == ("Latest", latest.id)
    assert page.done == "You have answered 1 card today, in 2 min."


async def test_it_tells_of_candidates_and_where_they_wait(tab: Tab[Any], use_database: Database, owner: User) -> None:
    page = await open_today(tab)
    assert (page.candidates_wait, page.candidates) == ("", [])
    with use_database.write() as session:
        deck, other = make_deck(session, owner), make_deck(session, owner, title="Chemistry")
        for where in (deck, other, other):
            make_card(session, where, is_candidate=True)
    page = await open_today(tab)
    assert page.candidates_wait == "3 new cards wait for your yes"
    assert [(row.deck_id, row.title, row.count) for row in page.candidates] == [
        (other.id, "Chemistry", "2 new cards"),
        (deck.id, "Biology", "1 new card"),
    ]
    assert page.waiting == 0


async def test_it_shows_the_goals_in_which_something_waits_and_not_their_decks_again(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        own, other = make_deck(session, owner, title="Of the goal"), make_deck(session, owner, title="Other")
        waits, grows = (
            make_goal(session, owner, title="Waits", deck_id=own.id),
            make_goal(session, owner, title="Grows"),
        )
        rests = make_goal(session, owner, title="Rests", status=GoalStatus.PAUSED)
        make_goal(session, owner, title="Empty")
        for goal, deck in ((waits, own), (rests, other)):
            make_card(session, deck, node_id=make_node(session, goal).id)
        make_card(session, other)
        about = {"type": JobType.SKILL_TREE_GENERATION, "target_kind": "goal", "target_id": grows.id}
        make_job(session, own, JobStatus.PROCESSING, **about)
    page = await open_today(tab)
    assert [(row.title, row.new, row.making != "") for row in page.goals] == [("Grows", 0, True), ("Waits", 1, False)]
    assert [(deck.title, deck.new) for deck in page.decks] == [("Other", 1)]


async def test_a_goal_ends_the_first_visit(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        make_goal(session, owner)
    assert not (await open_today(tab)).is_first_run


def test_bars_are_in_proportion_and_a_single_card_is_seen() -> None:
    days = day_rows(list(zip(WEEK, [400, 200, 1, 0, 0, 0, 100], strict=True)))
    assert [day.height for day in days] == ["100%", "50%", "3%", "0%", "0%", "0%", "25%"]
    assert [day.name for day in days] == ["Today", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue"]
    assert days[1].date == "Thursday, 16 January"


def test_a_week_without_cards_has_no_bars() -> None:
    assert {day.height for day in day_rows([(day, 0) for day in WEEK])} == {"0%"}


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([5, 1, 0, 0, 0, 0, 0], "1 card comes back tomorrow."),
        ([0, 0, 0, 12, 3, 0, 0], "12 cards come back on Saturday."),
        ([5, 0, 0, 0, 0, 0, 0], ""),
    ],
)
def test_it_says_when_cards_come_back(counts: list[int], sentence: str) -> None:
    assert coming(list(zip(WEEK, counts, strict=True))) == sentence


def test_a_day_without_answers_is_not_spoken_of() -> None:
    assert done_today(Totals(decks=1, cards=1, answered_today=0, seconds_today=0)) == ""
