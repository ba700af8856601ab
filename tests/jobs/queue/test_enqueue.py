"""Which jobs are accepted, and which are refused with a time to come back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pydantic import BaseModel, field_validator

from studyapp import settings
from studyapp.database import Database
from studyapp.errors import BadInput, Conflict, LimitReached, NotFound
from studyapp.jobs.kinds.outcome import Completed, RetryLater
from studyapp.jobs.kinds.registry import Handler, Target
from studyapp.jobs.queue.queue import QUEUE, Queue
from studyapp.jobs.store import reading
from studyapp.jobs.store.views import Admission, Quota
from tests.engine.rows import read_rows
from tests.engine.workload import KIND, handlers
from tests.jobs.desk import HANDLERS, NO_LINE, ask, cancelled, completed, end, failed, save, take


class Wish(BaseModel):
    words: str
    times: int = 1

    @field_validator("words")
    @classmethod
    def _long_enough(cls, words: str) -> str:
        if len(words) < 5:
            raise ValueError("A wish needs at least 5 characters.")
        return words


WISHES = {
    KIND: Handler(
        words=handlers()[KIND].words,
        payload=Wish,
        dedup_key=lambda wish: wish.words,
        accept=lambda _session, _user, _wish, _now: Target("deck", "d", settled={"words": "settled"}),
        run=handlers()[KIND].run,
    )
}


def test_twenty_requests_an_hour_and_the_refusal_says_truly_when_to_come_back(people: Database, now: datetime) -> None:
    with people.write() as session:
        for number in range(20):
            assert ask(session, f"{number}", now=now + timedelta(minutes=number)).created
        at = now + timedelta(minutes=30, seconds=0.5)
        with pytest.raises(LimitReached) as refused:
            ask(session, "one too many", now=at)
        assert refused.value.retry_after == 1800
        assert "30 minutes" in refused.value.sentence
        with pytest.raises(LimitReached):
            ask(session, "too early", now=at + timedelta(seconds=1799))
        assert ask(session, "in time", now=at + timedelta(seconds=1800)).created
        with pytest.raises(LimitReached):
            ask(session, "the window slides, it does not start afresh", now=at + timedelta(seconds=1801))


def test_the_places_of_one_learner_are_not_anothers(people: Database, now: datetime) -> None:
    with people.write() as session:
        for number in range(20):
            ask(session, f"{number}", now=now)
        assert ask(session, "0", now=now, user="bob").created


def test_the_same_request_under_way_is_returned_and_uses_up_nothing(people: Database, now: datetime) -> None:
    with people.write() as session:
        first = ask(session, "same", now=now)
        assert [ask(session, "same", now=now) for _ in range(30)] == [Admission(first.job, created=False)] * 30
        assert QUEUE.quota(session, "ada", KIND, now=now).used == 1


def test_the_same_request_after_the_first_has_ended_is_a_new_job(people: Database, now: datetime) -> None:
    with people.write() as session:
        first = completed(session, "same", now=now)
        assert ask(session, "same", now=now).job.id != first


def test_a_quota_tells_what_is_used_and_when_the_next_place_frees(people: Database, now: datetime) -> None:
    with people.write() as session:
        assert QUEUE.quota(session, "ada", KIND, now=now) == Quota(0, 20, None)
        ask(session, "a", now=now)
        ask(session, "b", now=now + timedelta(minutes=5))
        later = now + timedelta(minutes=10)
        assert QUEUE.quota(session, "ada", KIND, now=later) == Quota(2, 20, now + timedelta(hours=1))
        full = Queue(HANDLERS, per_hour=lambda: 1).quota(session, "ada", KIND, now=later)
        assert full == Quota(2, 1, now + timedelta(minutes=65)), "with one place, the younger has to leave"
        assert QUEUE.quota(session, "ada", KIND, now=now + timedelta(minutes=65)).resets_at is None


def test_a_child_uses_up_no_place_and_a_retry_of_it_does(people: Database, now: datetime) -> None:
    with people.write() as session:
        parent = completed(session, "parent", now=now)
        child = ask(session, "child", now=now, parent_id=parent).job
        assert QUEUE.quota(session, "ada", KIND, now=now).used == 1
        Queue(HANDLERS).cancel(session, "ada", child.id, now=now)
        again = Queue(HANDLERS).retry(session, "ada", child.id, now=now).job
        assert (again.parent_id, again.retry_of) == (parent, child.id)
        assert QUEUE.quota(session, "ada", KIND, now=now).used == 2


def test_parts_of_one_batch_that_are_retried_together_use_up_one_place(people: Database, now: datetime) -> None:
    queue = Queue(HANDLERS, per_hour=lambda: 2)
    with people.write() as session:
        parent = completed(session, "parent", now=now)
        parts = [ask(session, f"part {number}", now=now, parent_id=parent).job.id for number in range(5)]
        queue.cancel_batch(session, "ada", parent, now=now)
        assert [admission.created for admission in queue.retry_all(session, "ada", parts, now=now)] == [True] * 5
        assert queue.quota(session, "ada", KIND, now=now).used == 2
        assert [admission.created for admission in queue.retry_all(session, "ada", parts, now=now)] == [False] * 5
        with pytest.raises(LimitReached):
            ask(session, "one more", now=now, per_hour=2)


def test_without_a_place_nothing_is_retried(people: Database, now: datetime) -> None:
    queue = Queue(HANDLERS, per_hour=lambda: 1)
    with people.write() as session:
        parent = completed(session, "parent", now=now)
        part = ask(session, "part", now=now, parent_id=parent).job.id
        queue.cancel(session, "ada", part, now=now)
        with pytest.raises(LimitReached):
            queue.retry_all(session, "ada", [part], now=now)
        assert queue.retry_all(session, "ada", [], now=now) == []


def test_of_a_kind_that_has_a_bound_no_more_are_under_way(people: Database, now: datetime) -> None:
    bounded = {KIND: replace(HANDLERS[KIND], most_active=3)}
    with people.write() as session:
        ids = [ask(session, f"{n}", now=now, handlers=bounded).job.id for n in range(3)]
        with pytest.raises(LimitReached, match="3 of these are under way already"):
            ask(session, "one too many", now=now, handlers=bounded)
        assert ask(session, "1", now=now, handlers=bounded) == Admission(
            reading.get_job(session, "ada", ids[1]), created=False
        )
        assert QUEUE.quota(session, "ada", KIND, now=now).used == 3
        assert ask(session, "0", now=now, user="bob", handlers=bounded).created
        running = take(session, now=now)
        with pytest.raises(LimitReached):
            ask(session, "what runs counts as well", now=now, handlers=bounded)
        end(session, running, Completed({}), now=now)
        assert ask(session, "in its place", now=now, handlers=bounded).created


def test_what_the_installation_allows_is_known_without_a_door_saying_so(
    people: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "current", lambda: settings.Settings(jobs_per_hour=2))
    with people.write() as session:
        failed_id = failed(session, "a", now=now)
        ask(session, "b", now=now)
        assert QUEUE.quota(session, "ada", KIND, now=now).limit == 2
        for act in (
            lambda: Queue(HANDLERS).enqueue(session, "ada", KIND, {"key": "c"}, now=now),
            lambda: Queue(HANDLERS).retry(session, "ada", failed_id, now=now),
        ):
            with pytest.raises(LimitReached, match="asked for 2 of these"):
                act()


@pytest.mark.parametrize(
    ("payload", "sentence"),
    [
        ({"words": "abc"}, "A wish needs at least 5 characters."),
        ({}, "words: Field required."),
        ({"words": "long enough", "times": "often"}, "times: Input should be a valid integer"),
    ],
)
def test_a_payload_that_cannot_be_understood_is_refused_with_a_sentence_and_leaves_nothing(
    people: Database, now: datetime, payload: dict[str, object], sentence: str
) -> None:
    with people.write() as session, pytest.raises(BadInput) as refused:
        Queue(WISHES).enqueue(session, "ada", KIND, payload, now=now)
    assert refused.value.sentence.startswith(sentence)
    assert read_rows(people).jobs == {}


def test_an_unknown_kind_and_an_absurd_priority_are_refused(people: Database, now: datetime) -> None:
    with people.write() as session:
        with pytest.raises(BadInput, match="no kind of job"):
            Queue(HANDLERS).enqueue(session, "ada", "cake", {}, now=now)
        with pytest.raises(BadInput, match="priority"):
            ask(session, "a", now=now, priority=101)


def test_what_a_refused_request_would_have_made_is_not_made(people: Database, now: datetime) -> None:
    made: list[str] = []

    def accept(*_: object) -> Target:
        made.append("a deck")
        return Target("deck", "d")

    careless = {KIND: replace(WISHES[KIND], accept=accept)}
    with people.write() as session:
        Queue(careless, per_hour=lambda: 1).enqueue(session, "ada", KIND, {"words": "first"}, now=now)
        Queue(careless, per_hour=lambda: 1).enqueue(session, "ada", KIND, {"words": "first"}, now=now)
        with pytest.raises(LimitReached):
            Queue(careless, per_hour=lambda: 1).enqueue(session, "ada", KIND, {"words": "second"}, now=now)
    assert made == ["a deck"]


@pytest.mark.parametrize("ended", [failed, cancelled])
def test_what_failed_or_was_cancelled_can_be_retried_and_stays_as_it_is(
    people: Database, now: datetime, ended: Callable[..., str]
) -> None:
    with people.write() as session:
        old = ended(session, "a", now=now)
    before = read_rows(people).jobs[old]
    with people.write() as session:
        first = Queue(HANDLERS).retry(session, "ada", old, now=now)
        twice = Queue(HANDLERS).retry(session, "ada", old, now=now)
    assert (first.job.retry_of, first.job.status, first.created) == (old, "pending", True)
    assert (twice.job.id, twice.created) == (first.job.id, False)
    assert read_rows(people).jobs[old] == before


def test_what_was_settled_at_the_first_request_holds_for_its_retry(people: Database, now: datetime) -> None:
    with people.write() as session:
        job = Queue(WISHES).enqueue(session, "ada", KIND, {"words": "whatever"}, now=now).job
        Queue(WISHES).cancel(session, "ada", job.id, now=now)
        Queue(WISHES).retry(session, "ada", job.id, now=now)
        assert take(session, now=now).job.payload == {"words": "settled", "times": 1}


def test_what_completed_or_is_under_way_cannot_be_retried(people: Database, now: datetime) -> None:
    with people.write() as session:
        done = completed(session, "a", now=now)
        active = ask(session, "b", now=now).job.id
        for job_id in (done, active):
            with pytest.raises(Conflict):
                Queue(HANDLERS).retry(session, "ada", job_id, now=now)
        with pytest.raises(NotFound):
            Queue(HANDLERS).retry(session, "bob", done, now=now)


def test_cancelling_what_waits_for_its_second_attempt_tells_what_was_kept(people: Database, now: datetime) -> None:
    with people.write() as session:
        job = ask(session, "a", now=now).job
        claim = take(session, now=now)
        save(session, claim, 2, now=now)
        end(session, claim, RetryLater(NO_LINE), now=now)
        cancelled_job = Queue(HANDLERS).cancel(session, "ada", job.id, now=now)
    assert (cancelled_job.error, cancelled_job.error_code) == (None, None), "what went wrong before matters no longer"
    assert (cancelled_job.status, cancelled_job.result) == ("cancelled", {"count": 2, "partial": True})


def test_a_summary_that_fails_does_not_keep_the_job_from_ending(people: Database, now: datetime) -> None:
    def broken(*_: object) -> dict[str, object]:
        raise ZeroDivisionError

    clumsy = {KIND: replace(HANDLERS[KIND], summarize=broken)}
    with people.write() as session:
        job = ask(session, "a", now=now).job
        claim = take(session, now=now)
        save(session, claim, 2, now=now)
        end(session, claim, RetryLater(NO_LINE), now=now)
        ended = Queue(clumsy).cancel(session, "ada", job.id, now=now)
    assert (ended.status, ended.result) == ("cancelled", None)
