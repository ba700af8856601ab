"""How a deck's page shows the jobs that make its cards."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.models import Card, Deck, Job, JobStatus, User
from studyapp.ui.pages.deck import DeckState
from tests.factories import make_card, make_deck
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job

Visit = Callable[[], Awaitable[DeckState]]


@pytest.fixture
async def visit(tab: Tab[DeckState], deck: Deck) -> Visit:
    """The page of the deck, opened a minute ago and read again now."""
    state = await tab(DeckState)
    state.opened_id = deck.id
    state._opened_at = datetime.now(UTC) - timedelta(minutes=1)

    async def read() -> DeckState:
        await state._read()
        return state

    return read


async def test_places_are_kept_under_the_placeholder_until_a_card_is_there(
    use_database: Database, deck: Deck, visit: Visit
) -> None:
    with use_database.write() as session:
        make_card(session, deck)
        make_job(session, deck, JobStatus.PROCESSING, items_expected=3)
    page = await visit()
    assert [task.awaited for task in page.tasks] == [[0, 1, 2]]
    assert [card.awaited for card in page.cards] == [[]]


async def test_then_they_are_kept_behind_the_last_card_of_the_job(
    use_database: Database, deck: Deck, visit: Visit
) -> None:
    with use_database.write() as session:
        older = make_card(session, deck, question="older", created_at=deck.created_at - timedelta(days=1))
        job = make_job(session, deck, JobStatus.PROCESSING, items_expected=4, items_done=2)
        made: list[Card] = [make_card(session, deck, question=f"{n}", job_id=job.id, ordinal=n) for n in range(2)]
    page = await visit()
    assert [task.awaited for task in page.tasks] == [[]]
    assert [(card.id, card.awaited) for card in page.cards] == [(made[0].id, []), (made[1].id, [2, 3]), (older.id, [])]


async def test_a_job_that_completes_during_the_visit_says_what_came_of_it(
    use_database: Database, deck: Deck, visit: Visit
) -> None:
    with use_database.write() as session:
        job = make_job(session, deck, JobStatus.PROCESSING)
    assert [task.status for task in (await visit()).tasks] == ["processing"]
    with use_database.write() as session:
        row = session.get_one(Job, job.id)
        ended = {"status": JobStatus.COMPLETED, "finished_at": datetime.now(UTC), "slot": None, "claim": None}
        row.sqlmodel_update(ended | {"items_done": 12, "result": {"count": 12}})
        session.add(row)
    assert [(task.id, task.outcome) for task in (await visit()).tasks] == [(job.id, "12 cards made.")]


async def test_what_was_completed_before_the_visit_or_for_another_deck_is_no_news(
    use_database: Database, owner: User, deck: Deck, visit: Visit
) -> None:
    with use_database.write() as session:
        make_job(session, deck, JobStatus.COMPLETED)
        make_job(session, make_deck(session, owner), JobStatus.COMPLETED, finished_at=datetime.now(UTC))
    assert (await visit()).tasks == []
