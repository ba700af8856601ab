"""The jobs of a study session are one batch: in lists, in counts, and when stopped."""

import threading
import time
from collections.abc import Generator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from studyapp import migrate
from studyapp.database import Database
from studyapp.errors import Conflict, NotFound
from studyapp.jobs.kinds.outcome import Cancelled, Completed, Failed, GivenBack, Outcome, RetryLater
from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.queue import endings
from studyapp.jobs.queue.queue import QUEUE, Queue
from studyapp.jobs.store import batches, claims, reading
from studyapp.jobs.store.batches import Listed, Parts
from studyapp.jobs.store.claims import Claim
from studyapp.models import ACTIVE, Card, Deck, JobStatus, JobType, User
from studyapp.models.columns import new_id
from studyapp.services import accounts
from studyapp.settings import Settings
from tests.conftest import CountStatements
from tests.factories import make_card, make_deck
from tests.jobs.desk import NO_LINE

KIND = JobType.DISTRACTOR_GENERATION
HOUR = timedelta(hours=1)
ANSWERS = ["Mercury", "Venus", "Earth", "Mars", "Jupiter"]


@pytest.fixture
def study_session(database: Database, deck: Deck, now: datetime) -> list[str]:
    """The five jobs of a study session, with the first one ordered first."""
    with database.write() as session:
        return order(session, deck, 5, now=now)


def order(session: Session, deck: Deck, count: int, *, now: datetime) -> list[str]:
    made: list[str] = []
    for number in range(count):
        card = make_card(session, deck, question=f"What is number {number} of {new_id()}?", answer=ANSWERS[number])
        made.append(ask(session, card, now=now, parent_id=made[0] if made else None))
    return made


def ask(session: Session, card: Card, *, now: datetime, parent_id: str | None = None) -> str:
    wanted = {"card_id": card.id}
    return (
        Queue(HANDLERS, per_hour=lambda: 1000)
        .enqueue(session, card.user_id, KIND, wanted, now=now, parent_id=parent_id)
        .job.id
    )


def take(session: Session, *, now: datetime) -> Claim:
    claim = claims.claim(session, worker="w", token=new_id(), now=now)
    assert claim
    return claim


def end_next(database: Database, outcome: Outcome, *, now: datetime) -> str:
    with database.write() as session:
        claim = take(session, now=now)
        endings.end(session, claim, outcome, now=now, handlers=HANDLERS)
        return claim.job.id


def listed(database: Database, *statuses: JobStatus) -> list[Listed]:
    with database.read() as session:
        return batches.list_batches(session, "local", statuses=statuses).listed


def parts(database: Database) -> Parts:
    [one] = listed(database)
    assert one.parts
    return one.parts


def test_a_job_and_its_children_are_one_batch_whatever_their_kinds(database: Database, deck: Deck, now: datetime):
    with database.write() as session:
        prompt, card = {"prompt": "Cells", "deck_id": deck.id}, make_card(session, deck, answer=ANSWERS[0])
        head = QUEUE.enqueue(session, "local", JobType.QUESTION_GENERATION, prompt, now=now).job.id
        ask(session, card, now=now, parent_id=head)
        assert batches.count_active(session, "local") == 1
    assert [each.job.id for each in listed(database)] == [head]
    assert parts(database).total == 2


def test_the_jobs_of_a_study_session_are_listed_as_one(database: Database, study_session: list[str]) -> None:
    [one] = listed(database)
    assert (one.job.id, one.parts and one.parts.total) == (study_session[0], 5)
    with database.read() as session:
        assert len(reading.list_jobs(session, "local").jobs) == 5


def test_the_badge_counts_a_study_session_once_and_every_other_job_for_itself(
    database: Database, study_session: list[str], deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        ask(session, make_card(session, deck), now=now)
        wanted = {"prompt": "The Silk Road"}
        QUEUE.enqueue(session, "local", JobType.QUESTION_GENERATION, wanted, now=now)
        assert batches.count_active(session, "local") == 3
    assert len(listed(database)) == 3


def test_a_batch_stands_as_its_parts_do_together(database: Database, study_session: list[str], now: datetime) -> None:
    assert parts(database).status == "pending"
    end_next(database, Completed({}), now=now)
    with database.write() as session:
        claim = take(session, now=now)
    assert (parts(database).status, parts(database).done, parts(database).finished_at) == ("processing", 1, None)
    with database.write() as session:
        endings.end(session, claim, Failed(NO_LINE), now=now, handlers=HANDLERS)
    end_next(database, Failed(replace(NO_LINE, sentence="Still no line.")), now=now)
    end_next(database, Cancelled(), now=now)
    end_next(database, Completed({}), now=now + HOUR)
    whole = parts(database)
    assert (whole.total, whole.done, whole.failed, whole.stopped, whole.status) == (5, 2, 2, 1, "failed")
    assert (whole.reasons, whole.error, whole.error_code) == (2, "Still no line.", "NETWORK")
    assert whole.finished_at == now + HOUR


def test_one_reason_is_one_however_many_share_it(database: Database, study_session: list[str], now: datetime) -> None:
    for _ in study_session:
        end_next(database, Failed(NO_LINE), now=now)
    assert (parts(database).failed, parts(database).reasons, parts(database).error) == (5, 1, "No line.")


def test_a_part_that_was_retried_leaves_the_say_to_its_retry(
    database: Database, study_session: list[str], now: datetime
) -> None:
    ended = [end_next(database, Completed({}), now=now) for _ in range(4)]
    failed = end_next(database, Failed(NO_LINE), now=now)
    assert failed not in ended
    with database.write() as session:
        QUEUE.retry(session, "local", failed, now=now)
    assert (parts(database).total, parts(database).failed, parts(database).status) == (5, 0, "pending")
    end_next(database, Completed({}), now=now)
    assert (parts(database).total, parts(database).done, parts(database).status) == (5, 5, "completed")


def test_the_job_a_batch_began_with_stays_in_it_when_it_is_retried(
    database: Database, study_session: list[str], now: datetime
) -> None:
    ended = [end_next(database, Failed(NO_LINE), now=now) for _ in range(5)]
    assert ended == study_session
    with database.write() as session:
        again = QUEUE.retry(session, "local", study_session[0], now=now).job
        assert again.id in [job.id for job in reading.list_jobs(session, "local", batch=study_session[0]).jobs]
    assert (parts(database).total, parts(database).failed, parts(database).status) == (5, 4, "pending")
    end_next(database, Cancelled(), now=now)
    with database.write() as session:
        QUEUE.retry(session, "local", study_session[0], now=now)
    assert (parts(database).total, parts(database).failed, parts(database).status) == (5, 4, "pending")


@pytest.mark.parametrize(
    ("outcomes", "where"),
    [
        ([Completed({})] * 4, "active"),
        ([Failed(NO_LINE)], "active"),
        ([Completed({})] * 5, "completed"),
        ([*[Completed({})] * 4, Failed(NO_LINE)], "failed"),
        ([*[Completed({})] * 4, Cancelled()], "completed"),
        ([Cancelled()] * 5, "cancelled"),
    ],
)
def test_a_batch_is_on_one_tab_only(
    database: Database, study_session: list[str], now: datetime, outcomes: list[Outcome], where: str
) -> None:
    for outcome in outcomes:
        end_next(database, outcome, now=now)
    tabs = {"active": ACTIVE, "completed": ["completed"], "failed": ["failed"], "cancelled": ["cancelled"]}
    found = [tab for tab, statuses in tabs.items() if listed(database, *map(JobStatus, statuses))]
    assert found == [where]


def test_pages_of_batches_follow_each_other_without_gap_or_repetition(
    database: Database, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        heads = [order(session, deck, 3, now=now)[0] for _ in range(5)]
    seen: list[str] = []
    cursor = None
    with database.read() as session:
        for size in (2, 2, 1):
            page = batches.list_batches(session, "local", limit=2, cursor=cursor)
            assert len(page.listed) == size
            seen += [each.job.id for each in page.listed]
            cursor = page.next_cursor
    assert (cursor, seen) == (None, heads[::-1])


def test_the_jobs_of_one_batch_can_be_listed_one_by_one(
    database: Database, study_session: list[str], deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        order(session, deck, 2, now=now)
    with database.read() as session:
        found = reading.list_jobs(session, "local", batch=study_session[0]).jobs
    assert [job.id for job in found] == study_session[::-1]


def test_a_list_of_batches_costs_the_same_however_many_parts_they_have(
    database: Database, deck: Deck, now: datetime, statements: CountStatements
) -> None:
    with database.write() as session:
        for _ in range(3):
            order(session, deck, 4, now=now)
    end_next(database, Failed(NO_LINE), now=now)
    with database.read() as session, statements() as sent:
        assert len(batches.list_batches(session, "local").listed) == 3
    assert len(sent) == 3


def test_nobody_sees_or_stops_anothers_batch(
    database: Database, study_session: list[str], stranger: User, now: datetime
) -> None:
    with database.write() as session:
        assert batches.list_batches(session, stranger.id).listed == []
        assert batches.count_active(session, stranger.id) == 0
        assert reading.list_jobs(session, stranger.id, batch=study_session[0]).jobs == []
        with pytest.raises(NotFound):
            QUEUE.cancel_batch(session, stranger.id, study_session[0], now=now)
    assert parts(database).status == "pending"


def test_to_stop_a_batch_cancels_what_waits_and_asks_what_runs(
    database: Database, study_session: list[str], now: datetime
) -> None:
    end_next(database, Completed({}), now=now)
    with database.write() as session:
        claim = take(session, now=now)
        assert QUEUE.cancel_batch(session, "local", study_session[0], now=now) == 4
    assert (parts(database).stopped, parts(database).is_stopping, parts(database).status) == (3, True, "processing")
    with database.write() as session:
        endings.end(session, claim, Cancelled(), now=now, handlers=HANDLERS)
    assert (parts(database).done, parts(database).stopped, parts(database).status) == (1, 4, "completed")
    with database.write() as session, pytest.raises(Conflict):
        QUEUE.cancel_batch(session, "local", study_session[0], now=now)


@pytest.fixture
def postgres(tmp_path: Path, postgres_url: str, now: datetime) -> Generator[Database]:
    migrate.upgrade(Settings(data_dir=tmp_path, database_url=postgres_url))
    database = Database(postgres_url)
    with database.write() as session:
        accounts.local_owner(session, now=now)
    yield database
    database.dispose()


def test_a_part_that_is_given_back_while_its_batch_is_being_stopped_is_stopped_too(
    postgres: Database, now: datetime
) -> None:
    """It uses another process, because writers within one process wait for each other."""
    with postgres.write() as session:
        [first] = order(session, make_deck(session, "local"), 1, now=now)
        claim = take(session, now=now)

    stopped: list[int] = []

    def stop() -> None:
        other = Database(str(postgres.engine.url.render_as_string(hide_password=False)))
        try:
            with other.write() as session:
                stopped.append(QUEUE.cancel_batch(session, "local", first, now=now))
        except Conflict:
            stopped.append(0)
        finally:
            other.dispose()

    stopping = threading.Thread(target=stop)
    with postgres.write() as session:
        endings.end(session, claim, GivenBack(), now=now, handlers=HANDLERS)
        session.flush()
        stopping.start()
        waits_for_a_lock(postgres)
    stopping.join(60)
    with postgres.read() as session:
        [one] = batches.list_batches(session, "local", statuses=[JobStatus.CANCELLED]).listed
    assert (stopped, one.job.id) == ([1], first)


def waits_for_a_lock(database: Database) -> None:
    overdue = time.monotonic() + 60
    waiting = text("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
    while time.monotonic() < overdue:
        with database.read() as session:
            if session.connection().execute(waiting).scalar_one():
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits")


def test_a_part_that_waits_for_another_attempt_keeps_what_it_saved(
    database: Database, study_session: list[str], now: datetime
) -> None:
    with database.write() as session:
        claim = take(session, now=now)
        claims.save_items(session, claim, lambda _: 2, items_done=2, now=now)
        endings.end(session, claim, RetryLater(NO_LINE, timedelta(seconds=5)), now=now, handlers=HANDLERS)
        counting = replace(HANDLERS[KIND], summarize=lambda _session, job: {"kept": job.items_done})
        queue = Queue({KIND: counting})
        queue.cancel_batch(session, "local", study_session[0], now=now)
        cancelled = reading.get_job(session, "local", claim.job.id)
    assert (cancelled.status, cancelled.result) == (JobStatus.CANCELLED, {"kept": 2})
