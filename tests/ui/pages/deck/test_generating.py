"""Cards are asked for on the page of their deck, and places are kept for them."""

from datetime import timedelta
from typing import Any

from studyapp.database import Database
from studyapp.jobs.store import reading
from studyapp.models import Deck, JobStatus
from studyapp.ui.generate.cards import GeneratorState
from tests.factories import NOON, make_card, make_deck
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job
from tests.ui.pages.deck.opening import add, open_deck

TEXT = "Mitochondria make most of the chemical energy a cell needs. " * 3


async def test_the_placeholder_stands_in_the_list_as_soon_as_cards_are_asked_for(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    page = await open_deck(tab, deck)
    page.open_panel("generate")
    await page.generate({"content": TEXT, "count": "5"})
    assert (page.panel, [task.status for task in page.tasks], page.tasks[0].awaited) == (
        "",
        ["pending"],
        [0, 1, 2, 3, 4],
    )
    with use_database.read() as session:
        (job,) = reading.list_jobs(session, deck.user_id).jobs
    assert job.target == {"kind": "deck", "id": deck.id}


async def test_a_refused_text_stays_in_its_form(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    page = await open_deck(tab, deck)
    page.open_panel("generate")
    await page.generate({"content": "too short", "count": "5"})
    generator = await tab(GeneratorState)
    assert (page.panel, page.tasks) == ("generate", [])
    assert "50" in generator.problem
    await page.generate({"content": TEXT, "count": "5"})
    assert (page.panel, generator.problem) == ("", "")


async def test_each_task_keeps_its_places_behind_the_cards_it_has_made(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck)
    with use_database.write() as session:
        job = make_job(session, deck, JobStatus.PROCESSING, items_expected=4, items_done=2, created_at=NOON)
        for ordinal in range(2):
            make_card(session, deck, job_id=job.id, ordinal=ordinal, created_at=NOON + timedelta(days=1))
    page = await open_deck(tab, deck)
    assert [card.awaited for card in page.cards] == [[], [2, 3], []]
    assert page.tasks[0].awaited == []


async def test_a_job_of_this_deck_is_no_news_here(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    page = await open_deck(tab, deck)
    with use_database.write() as session:
        here = make_job(session, deck)
        there = make_job(session, make_deck(session, deck.user_id))
    with use_database.read() as session:
        assert page._shows(reading.get_job(session, deck.user_id, here.id))
        assert not page._shows(reading.get_job(session, deck.user_id, there.id))
