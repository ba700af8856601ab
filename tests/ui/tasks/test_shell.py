from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from reflex.event import EventSpec

from studyapp import signals
from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.jobs.store import reading
from studyapp.jobs.store.views import JobView
from studyapp.models import Deck, Job, JobStatus, JobType, User
from studyapp.services import accounts
from studyapp.ui.tasks.shell import AWAY, ShellState
from tests.factories import make_deck
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job

SOON = timedelta(seconds=2)


def elsewhere(_: JobView) -> bool:
    return False


def here(_: JobView) -> bool:
    return True


@pytest.fixture
def finish(use_database: Database) -> Callable[..., None]:
    def ends(job: Job, status: JobStatus, *, at: datetime, **fields: object) -> None:
        with use_database.write() as session:
            row = session.get_one(Job, job.id)
            row.sqlmodel_update({"status": status, "finished_at": at, "slot": None, "claim": None} | fields)
            session.add(row)
        signals.announce(job.user_id)

    return ends


def start(database: Database, deck: Deck, **fields: object) -> Job:
    with database.write() as session:
        return make_job(session, deck, JobStatus.PROCESSING, **fields)


@pytest.fixture
async def away(tab: Tab[ShellState], use_database: Database, now: datetime) -> ShellState:
    """The shell of a tab that has just opened a page that shows no job, while no job is active."""
    shell = await tab(ShellState)
    await shell.look(now=now, seen_here=elsewhere, arriving=True)
    return shell


def said(news: list[EventSpec]) -> str:
    return " ".join(str(event) for event in news)


async def test_the_badge_counts_active_jobs(
    tab: Tab[ShellState], use_database: Database, deck: Deck, now: datetime
) -> None:
    start(use_database, deck)
    with use_database.write() as session:
        make_job(session, deck)
        make_job(session, deck, JobStatus.FAILED)
    shell = await tab(ShellState)
    await shell.look(now=now, seen_here=here, arriving=True)
    assert shell.active == 2


async def test_a_job_that_ends_elsewhere_is_told_of_once(
    tab: Tab[ShellState], use_database: Database, deck: Deck, now: datetime, finish: Callable[..., None]
) -> None:
    job = start(use_database, deck)
    shell = await tab(ShellState)
    assert await shell.look(now=now, seen_here=elsewhere, arriving=True) == []
    finish(job, JobStatus.COMPLETED, at=now + SOON, items_done=12, result={"count": 12})
    news = said(await shell.look(now=now + SOON, seen_here=elsewhere))
    assert "Flashcards for Biology" in news
    assert "12 cards made." in news
    assert f"/decks/{deck.id}" in news
    assert await shell.look(now=now + 2 * SOON, seen_here=elsewhere) == []


async def test_a_job_that_ends_before_the_learners_eyes_is_not_told_of_later_either(
    tab: Tab[ShellState], use_database: Database, deck: Deck, now: datetime, finish: Callable[..., None]
) -> None:
    job = start(use_database, deck)
    shell = await tab(ShellState)
    await shell.look(now=now, seen_here=here, arriving=True)
    finish(job, JobStatus.COMPLETED, at=now + SOON)
    assert await shell.look(now=now + SOON, seen_here=here) == []
    assert await shell.look(now=now + 2 * SOON, seen_here=elsewhere, arriving=True) == []


async def test_the_open_panel_is_news_enough(
    away: ShellState, use_database: Database, deck: Deck, now: datetime, finish: Callable[..., None]
) -> None:
    job = start(use_database, deck)
    await away.set_panel(True)
    finish(job, JobStatus.FAILED, at=now + SOON, error="The model is overloaded.")
    assert await away.look(now=now + SOON, seen_here=elsewhere) == []


async def test_a_fresh_tab_does_not_tell_old_news(
    tab: Tab[ShellState], use_database: Database, deck: Deck, now: datetime
) -> None:
    with use_database.write() as session:
        make_job(session, deck, JobStatus.COMPLETED, finished_at=now)
    shell = await tab(ShellState)
    assert await shell.look(now=now + SOON, seen_here=elsewhere, arriving=True) == []
    assert await shell.look(now=now + 2 * SOON, seen_here=elsewhere) == []


async def test_a_reload_after_a_while_does_not_tell_old_news(
    away: ShellState, use_database: Database, deck: Deck, now: datetime, finish: Callable[..., None]
) -> None:
    job = start(use_database, deck)
    finish(job, JobStatus.COMPLETED, at=now + SOON)
    assert await away.look(now=now + AWAY + SOON, seen_here=elsewhere, arriving=True) == []


async def test_a_job_that_ends_while_the_tab_changes_pages_is_told_of(
    away: ShellState, use_database: Database, deck: Deck, now: datetime, finish: Callable[..., None]
) -> None:
    job = start(use_database, deck)
    finish(job, JobStatus.COMPLETED, at=now + SOON)
    assert "Flashcards" in said(await away.look(now=now + 2 * SOON, seen_here=elsewhere, arriving=True))


async def test_a_tab_that_waited_quietly_for_minutes_still_tells(
    away: ShellState, use_database: Database, deck: Deck, now: datetime, finish: Callable[..., None]
) -> None:
    job = start(use_database, deck)
    later = now + timedelta(minutes=10)
    finish(job, JobStatus.COMPLETED, at=later)
    assert "Flashcards" in said(await away.look(now=later, seen_here=elsewhere))


async def test_choices_made_while_somebody_studied_are_no_news(
    away: ShellState, use_database: Database, deck: Deck, finish: Callable[..., None], now: datetime
) -> None:
    job = start(use_database, deck, type=JobType.DISTRACTOR_GENERATION)
    finish(job, JobStatus.COMPLETED, at=now + SOON)
    assert await away.look(now=now + SOON, seen_here=elsewhere) == []


async def test_another_learners_job_is_no_news_and_not_counted(
    away: ShellState, use_database: Database, stranger: User, now: datetime, finish: Callable[..., None]
) -> None:
    with use_database.write() as session:
        job = make_job(session, make_deck(session, stranger), JobStatus.PROCESSING)
    assert away.active == 0
    finish(job, JobStatus.COMPLETED, at=now + SOON)
    assert await away.look(now=now + SOON, seen_here=elsewhere) == []


async def test_the_panel_lists_jobs_only_while_it_is_open(
    tab: Tab[ShellState], use_database: Database, deck: Deck
) -> None:
    start(use_database, deck)
    shell = await tab(ShellState)
    await shell.show_tasks()
    assert [row.title for row in shell.tasks] == ["Flashcards for Biology"]
    await shell.set_panel(False)
    assert shell.tasks == []


async def test_cancel_stops_a_waiting_job_and_shows_it(
    tab: Tab[ShellState], use_database: Database, deck: Deck
) -> None:
    with use_database.write() as session:
        job = make_job(session, deck)
    shell = await tab(ShellState)
    await shell.show_tasks()
    await shell.cancel_job(job.id)
    assert (shell.tasks[0].status, shell.active) == ("cancelled", 0)


async def test_the_choices_of_a_study_session_are_one_task_and_stop_together(
    tab: Tab[ShellState], use_database: Database, deck: Deck
) -> None:
    with use_database.write() as session:
        first = make_job(session, deck, type=JobType.DISTRACTOR_GENERATION)
        for _ in range(4):
            make_job(session, deck, type=JobType.DISTRACTOR_GENERATION, parent_id=first.id)
    shell = await tab(ShellState)
    await shell.show_tasks()
    assert ([row.title for row in shell.tasks], shell.active) == (["Answer choices · 0 of 5"], 1)
    await shell.cancel_batch(first.id)
    assert (shell.tasks[0].status, shell.active) == ("cancelled", 0)


@pytest.mark.parametrize("press", ["cancel_batch", "cancel_job", "retry_job", "run_again"])
async def test_nobody_presses_buttons_on_another_learners_job(
    tab: Tab[ShellState], use_database: Database, stranger: User, press: str
) -> None:
    with use_database.write() as session:
        job = make_job(session, make_deck(session, stranger), JobStatus.FAILED)
    shell = await tab(ShellState)
    with pytest.raises(NotFound):
        await getattr(shell, press)(job.id)
    with use_database.read() as session:
        assert [found.status for found in reading.list_jobs(session, stranger.id).jobs] == [JobStatus.FAILED]


async def test_retry_asks_for_the_same_again(
    tab: Tab[ShellState], use_database: Database, deck: Deck, owner: User
) -> None:
    with use_database.write() as session:
        job = make_job(session, deck, JobStatus.FAILED)
    shell = await tab(ShellState)
    await shell.retry_job(job.id)
    with use_database.read() as session:
        again = reading.list_jobs(session, owner.id).jobs[0]
    assert (again.retry_of, again.status, shell.active) == (job.id, JobStatus.PENDING, 1)


async def test_a_dismissed_notice_stays_away(tab: Tab[ShellState]) -> None:
    shell = await tab(ShellState)
    shell.dismiss_job("one")
    shell.dismiss_job("two")
    assert shell.dismissed.split() == ["one", "two"]


async def test_the_list_of_dismissed_notices_does_not_grow_for_ever(tab: Tab[ShellState]) -> None:
    shell = await tab(ShellState)
    for number in range(100):
        shell.dismiss_job(f"job-{number}")
    assert shell.dismissed.split()[-1] == "job-99"
    assert len(shell.dismissed.split()) == 40


async def test_the_stored_theme_reaches_every_tab(
    tab: Tab[ShellState], use_database: Database, owner: User, now: datetime
) -> None:
    with use_database.write() as session:
        accounts.save_preferences(session, owner.id, theme="dark")
    shell = await tab(ShellState)
    await shell.look(now=now, seen_here=here, arriving=True)
    assert shell.theme == "dark"
