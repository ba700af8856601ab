"""The jobs a study session orders in advance, counted as one request."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from studyapp import settings
from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.jobs.kinds.outcome import Completed, Failed, Outcome
from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.queue import endings
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.requests import prefetch
from studyapp.jobs.store import claims
from studyapp.jobs.store.claims import Claim
from studyapp.models import Card, CardKind, Deck, Job, JobStatus, JobType, StudyMode, StudySession, User
from studyapp.models.columns import new_id
from tests.factories import make_card, make_deck
from tests.jobs.desk import NO_LINE

KIND = JobType.DISTRACTOR_GENERATION
ANSWERS = ["Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune"]


@pytest.fixture
def deck(database: Database, owner: User) -> Deck:
    with database.write() as session:
        return make_deck(session, owner, id="planets")


@pytest.fixture
def cards(database: Database, deck: Deck) -> list[Card]:
    with database.write() as session:
        return [
            make_card(session, deck, question=f"Which planet is number {n}?", answer=answer)
            for n, answer in enumerate(ANSWERS, 1)
        ]


@pytest.fixture
def study_session(database: Database, owner: User, now: datetime) -> str:
    with database.write() as session:
        return sit_down(session, owner, now)


def sit_down(session: Session, owner: User, now: datetime) -> str:
    study_session = StudySession(user_id=owner.id, mode=StudyMode.MULTIPLE_CHOICE, started_at=now, active_at=now)
    session.add(study_session)
    session.flush()
    return study_session.id


def order(session: Session, study_session: str, cards: Sequence[Card], *, now: datetime, **options: Any) -> str | None:
    return prefetch.order(session, "local", study_session, cards, now=now, **options)


def jobs(session: Session) -> list[Job]:
    return list(session.exec(select(Job).order_by(col(Job.id))))


def take(session: Session, *, now: datetime) -> Claim:
    claim = claims.claim(session, worker="w", token=new_id(), now=now)
    assert claim
    return claim


def end(session: Session, claim: Claim, outcome: Outcome, *, now: datetime) -> None:
    endings.end(session, claim, outcome, now=now, handlers=HANDLERS)


def test_the_card_shown_and_the_next_five_get_jobs_and_the_one_shown_goes_first(
    database: Database, cards: list[Card], study_session: str, now: datetime
) -> None:
    with database.write() as session:
        assert order(session, study_session, cards, now=now) is None
        made = jobs(session)
        assert [(job.target_id, job.priority) for job in made] == [
            (cards[0].id, 100), *((card.id, 50) for card in cards[1:6]),
        ]  # fmt: skip
        assert {(job.type, job.target_kind) for job in made} == {(KIND, "card")}
        assert take(session, now=now).job.target_id == cards[0].id


def test_a_whole_study_session_is_one_request(
    database: Database, cards: list[Card], study_session: str, now: datetime
) -> None:
    with database.write() as session:
        for at in range(len(cards)):
            order(session, study_session, cards[at:], now=now + timedelta(minutes=at))
        first, *others = jobs(session)
        assert len(others) == 7
        assert (first.parent_id, {job.parent_id for job in others}) == (None, {first.id})
        assert QUEUE.quota(session, "local", KIND, now=now).used == 1
        assert session.get_one(StudySession, study_session).prefetch_job_id == first.id


def test_a_card_ordered_ahead_goes_to_the_front_when_it_is_shown(
    database: Database, cards: list[Card], study_session: str, now: datetime
) -> None:
    with database.write() as session:
        order(session, study_session, cards, now=now)
        session.expire_all()
        before = {job.target_id: job.version for job in jobs(session)}
        order(session, study_session, cards[3:], now=now)
        session.expire_all()
        after = {job.target_id: job for job in jobs(session)}
        assert (after[cards[3].id].priority, after[cards[3].id].version) == (100, before[cards[3].id] + 1)
        assert (after[cards[4].id].priority, after[cards[4].id].version) == (50, before[cards[4].id])
        assert [take(session, now=now).job.target_id for _ in range(2)] == [cards[0].id, cards[3].id]


def test_a_job_that_runs_already_is_left_as_it_is(
    database: Database, cards: list[Card], study_session: str, now: datetime
) -> None:
    with database.write() as session:
        order(session, study_session, cards[:2], now=now)
        take(session, now=now)
        second = take(session, now=now).job
        order(session, study_session, cards[1:2], now=now)
        assert session.get_one(Job, second.id, populate_existing=True).priority == 50


def test_a_second_study_session_orders_nothing_twice(
    database: Database, cards: list[Card], study_session: str, owner: User, now: datetime
) -> None:
    with database.write() as session:
        order(session, study_session, cards[:5], now=now)
        other = sit_down(session, owner, now)
        order(session, other, cards[:5], now=now)
        assert len(jobs(session)) == 5
        assert session.get_one(StudySession, other).prefetch_job_id is None
        order(session, other, cards[1:6], now=now)
        [new] = [job for job in jobs(session) if job.target_id == cards[5].id]
        assert (new.parent_id, session.get_one(StudySession, other).prefetch_job_id) == (None, new.id)
        assert QUEUE.quota(session, "local", KIND, now=now).used == 2


def test_what_needs_no_choices_or_cannot_have_any_is_left_out(
    database: Database, deck: Deck, study_session: str, now: datetime
) -> None:
    with database.write() as session:
        has_some = make_card(session, deck, distractors=["The ribosome", "The lysosome", "The nucleus"])
        is_judged = make_card(session, deck, kind=CardKind.TRUE_FALSE, question="Water is wet.", answer="True")
        is_long = make_card(session, deck, answer="as long as nobody would read among four options " * 4)
        plain = make_card(session, deck)
        order(session, study_session, [has_some, is_judged, is_long, plain], now=now)
        assert [(job.target_id, job.priority) for job in jobs(session)] == [(plain.id, 50)]


@pytest.mark.parametrize("how", ["failed", "cancelled", "empty"])
def test_what_went_wrong_is_not_ordered_again_in_this_study_session(
    database: Database, cards: list[Card], study_session: str, owner: User, now: datetime, how: str
) -> None:
    with database.write() as session:
        order(session, study_session, cards[:1], now=now)
        [job] = jobs(session)
        if how == "failed":
            end(session, take(session, now=now), Failed(replace(NO_LINE, retryable=False)), now=now)
        elif how == "empty":
            end(session, take(session, now=now), Completed({"distractors": []}), now=now)
        else:
            QUEUE.cancel(session, "local", job.id, now=now)
        order(session, study_session, cards[:2], now=now + timedelta(minutes=1))
        assert [each.target_id for each in jobs(session)] == [cards[0].id, cards[1].id]
        later = sit_down(session, owner, now + timedelta(hours=1))
        order(session, later, cards[:1], now=now + timedelta(hours=1))
        assert [each.target_id for each in jobs(session)].count(cards[0].id) == 2


def test_what_the_learner_retries_is_theirs(
    database: Database, cards: list[Card], study_session: str, now: datetime
) -> None:
    with database.write() as session:
        order(session, study_session, cards[:1], now=now)
        [job] = jobs(session)
        end(session, take(session, now=now), Failed(NO_LINE), now=now)
        again = QUEUE.retry(session, "local", job.id, now=now)
        assert again.created
        assert session.get_one(Job, again.job.id).priority == 100


def test_when_the_hours_places_are_taken_the_cards_stay_plain(
    database: Database, cards: list[Card], study_session: str, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "current", lambda: settings.Settings(jobs_per_hour=1))
    with database.write() as session:
        QUEUE.enqueue(session, "local", KIND, {"card_id": cards[7].id}, now=now)
        said = order(session, study_session, cards[:5], now=now)
        assert said
        assert "asked for 1 of these within an hour" in said
        assert len(jobs(session)) == 1
    with database.read() as session:
        assert session.get_one(StudySession, study_session).prefetch_job_id is None


def test_a_card_deleted_a_moment_ago_is_passed_over(
    database: Database, cards: list[Card], study_session: str, now: datetime
) -> None:
    with database.write() as session:
        session.get_one(Card, cards[0].id).deleted_at = now
        order(session, study_session, cards[:2], now=now)
        assert [job.target_id for job in jobs(session)] == [cards[1].id]


def test_nobody_orders_for_anothers_study_session(
    database: Database, cards: list[Card], study_session: str, stranger: User, now: datetime
) -> None:
    with database.write() as session, pytest.raises(NotFound):
        prefetch.order(session, stranger.id, study_session, cards, now=now)


def test_when_nothing_is_lacking_the_screen_pays_for_one_look_at_the_study_session(
    database: Database, cards: list[Card], study_session: str, now: datetime, statements: Any
) -> None:
    with database.write() as session:
        for card in cards:
            session.merge(card).distractors = ["Pluto", "Ceres", "Vesta"]
        session.flush()
        full = list(session.exec(select(Card)))
        with statements() as sent:
            order(session, study_session, full, now=now)
        assert len(sent) == 1


def test_a_completed_order_is_not_repeated_for_a_card_that_got_its_choices(
    database: Database, cards: list[Card], study_session: str, now: datetime
) -> None:
    with database.write() as session:
        order(session, study_session, cards[:1], now=now)
        end(session, take(session, now=now), Completed({}), now=now)
        card = session.get_one(Card, cards[0].id)
        card.distractors = ["Pluto", "Ceres", "Vesta"]
        order(session, study_session, [card], now=now)
        assert [job.status for job in jobs(session)] == [JobStatus.COMPLETED]
