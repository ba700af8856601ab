"""The engine as a state machine: learners, workers, zombies and a jumping clock do anything in any order.

Each rule knows what the design says must follow, and compares every row. Failures name the invariant by its number.
"""

from datetime import timedelta
from typing import Final

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlmodel import Session

from studyapp.errors import Conflict, ErrorCode, NotFound
from studyapp.generation.provider import Usage
from studyapp.jobs.engine import rebasing
from studyapp.jobs.kinds.outcome import Cancelled, Completed, Failed, Failure, GivenBack, Outcome, RetryLater, WaitOut
from studyapp.jobs.queue import endings, hurry, outages, rescue
from studyapp.jobs.queue.queue import QUEUE, Queue
from studyapp.jobs.store import claims, retention
from studyapp.jobs.store.claims import Claim, ClaimLost
from studyapp.jobs.store.views import Admission, JobView
from tests.engine.laws import check_rebased
from tests.engine.observer import HANDLERS, LEARNERS, PER_HOUR, WINDOW, Observer
from tests.engine.rows import Row, read_rows
from tests.engine.workload import KIND, write_items

WORKERS: Final = ("w1", "w2", "w3", "w4")
STEPS: Final = [timedelta(seconds=each) for each in (0.25, 1, 7, 44, 46, 301, 1799.5, 3600, 3600.5, 8 * 86_400)]
AGES: Final = [timedelta(), timedelta(hours=2), timedelta(days=8), timedelta(days=31)]
"""Ages of ended jobs, below and above those at which they are forgotten."""
JUMPS: Final = [timedelta(seconds=each) for each in (-1, -46, -3600)]

PATIENCE: Final = timedelta(hours=1)
FAILURE: Final = Failure(ErrorCode.NETWORK, "The line went dead.", retryable=True)
ENDINGS: Final[dict[str, Outcome]] = {
    "completed": Completed({"count": 3}),
    "failed": Failed(FAILURE),
    "retry": RetryLater(FAILURE, timedelta(seconds=7)),
    "cancelled": Cancelled(),
    "given back": GivenBack(),
    "outage": WaitOut(FAILURE, PATIENCE, is_general=True, delay=timedelta(seconds=7)),
}
UNCOUNTED: Final = ("given back", "outage")

learners = st.sampled_from(LEARNERS)
workers = st.sampled_from(WORKERS)
endings_of_an_attempt = st.sampled_from(list(ENDINGS))
has_jobs = precondition(lambda machine: machine.rows.jobs)
has_claims = precondition(lambda machine: machine.claims)
has_lost_claims = precondition(lambda machine: not all(map(machine.is_current, machine.claims)))
has_pending = precondition(lambda machine: machine.rows.where(status="pending"))
has_ended = precondition(lambda machine: any(row["finished_at"] for row in machine.rows.jobs.values()))
has_processing = precondition(lambda machine: machine.rows.where(status="processing"))


def queue_of(job_id: str) -> Queue:
    """The queue whose next job has this id."""
    return Queue(HANDLERS, per_hour=lambda: PER_HOUR, new_id=lambda: job_id)


class Machine(Observer):
    # Learners.

    @rule(user=learners, key=st.integers(0, 7), priority=st.sampled_from([0, 0, 0, 5, -5]))
    def enqueue(self, user: str, key: int, priority: int) -> None:
        job_id = self.fresh("job")
        twin = self.active_twin(user, f"{key}")

        def ask(session: Session) -> Admission:
            return queue_of(job_id).enqueue(
                session, user, KIND, {"key": f"{key}"}, now=self.now, priority=priority,
            )  # fmt: skip

        self.admission(user, twin, job_id, ask)

    @rule(user=learners)
    def enqueue_many(self, user: str) -> None:
        for key in range(PER_HOUR + 1):
            self.enqueue(user=user, key=key, priority=0)

    @rule(data=st.data())
    @has_jobs
    def retry(self, data: st.DataObject) -> None:
        old = self.any_job(data)
        user = self.owner_or_stranger(old, data)
        job_id, latest = self.fresh("job"), self.latest_try(old["id"])

        def ask(session: Session) -> Admission:
            return queue_of(job_id).retry(session, user, old["id"], now=self.now)

        if old["user_id"] != user:
            self.refused(NotFound, ask)
        elif old["status"] not in ("failed", "cancelled"):
            self.refused(Conflict, ask)
        elif self.admission(user, self.active_twin(user, old["dedup_key"]), job_id, ask):
            assert self.rows.jobs[job_id]["retry_of"] == latest

    @rule(data=st.data())
    @has_jobs
    def enqueue_child(self, data: st.DataObject) -> None:
        """Children do not count against the limit, so there is always room for one."""
        parent = self.any_job(data)
        job_id = self.fresh("job")
        with self.only(job_id), self.database.write() as session:
            queue_of(job_id).enqueue(
                session, parent["user_id"], KIND, {"key": job_id}, now=self.now,
                parent_id=parent["id"],
            )  # fmt: skip
        self.returned.add(job_id)

    @rule(data=st.data())
    @has_jobs
    def cancel(self, data: st.DataObject) -> None:
        old = self.any_job(data)
        user = self.owner_or_stranger(old, data)

        def ask(session: Session) -> JobView:
            return Queue(HANDLERS).cancel(session, user, old["id"], now=self.now)

        if old["user_id"] != user:
            self.refused(NotFound, ask)
        elif old["status"] not in ("pending", "processing"):
            self.refused(Conflict, ask)
        else:
            with self.only(old["id"]), self.database.write() as session:
                ask(session)
            new = self.rows.jobs[old["id"]]
            assert new["status"] == ("cancelled" if old["status"] == "pending" else "processing")
            assert new["cancel_requested"] or new["status"] == "cancelled"

    @rule(data=st.data(), priority=st.sampled_from([-5, 3, 100]))
    @has_jobs
    def hurry(self, data: st.DataObject, priority: int) -> None:
        """Only waiting jobs move up, and only for their owner."""
        old = self.any_job(data)
        user = self.owner_or_stranger(old, data)
        rises = (old["user_id"], old["status"]) == (user, "pending") and old["priority"] < priority
        with self.only(old["id"] if rises else None), self.database.write() as session:
            assert hurry.hurry(session, user, old["id"], priority) == rises
        assert self.rows.jobs[old["id"]]["priority"] == (priority if rises else old["priority"])

    # Workers.

    @rule(worker=workers)
    def claim(self, worker: str) -> None:
        self.take(worker)

    @rule()
    @has_pending
    def claim_all(self) -> None:
        while self.take("w1"):
            pass

    @rule(data=st.data(), count=st.integers(1, 3), from_start=st.booleans())
    @has_claims
    def save_items(self, data: st.DataObject, count: int, from_start: bool) -> None:
        """Save items, possibly again: the same items add nothing."""
        claim = self.any_claim(data)
        start = 0 if from_start else len(self.saved[claim.job.id])
        ordinals = set(range(start, start + count))
        new = self.fenced(
            claim,
            lambda session: claims.save_items(
                session, claim, lambda inner: write_items(inner, claim.job, ordinals, now=self.now),
                items_done=start + count, checkpoint={"done": start + count}, now=self.now,
            ),
        )  # fmt: skip
        if new is not None:
            assert new == len(ordinals - self.saved[claim.job.id]), "4: only what is new is counted"
            self.saved[claim.job.id] |= ordinals

    @rule(data=st.data())
    @has_claims
    def save_badly(self, data: st.DataObject) -> None:
        """A write that fails half-way leaves neither rows nor progress."""
        claim = self.any_claim(data)

        def fail(inner: Session) -> int:
            write_items(inner, claim.job, {90, 91}, now=self.now)
            raise ZeroDivisionError

        def save(session: Session) -> int:
            return claims.save_items(session, claim, fail, items_done=92, now=self.now)

        with self.untouched(), pytest.raises((ZeroDivisionError, ClaimLost)), self.database.write() as session:
            save(session)

    @rule(data=st.data(), progress=st.integers(0, 120))
    @has_claims
    def report(self, data: st.DataObject, progress: int) -> None:
        """A handler may report nonsense, but the progress never goes back."""
        claim = self.any_claim(data)
        for percent in (progress, progress // 2):
            self.fenced(
                claim,
                lambda session, percent=percent: claims.report(
                    session, claim, phase=f"phase {percent}", progress=percent, items_expected=5, now=self.now
                ),
            )

    @rule(data=st.data())
    @has_claims
    def record_usage(self, data: st.DataObject) -> None:
        claim = self.any_claim(data)
        usage = Usage("test", "model", 10, 20)
        self.fenced(claim, lambda session: claims.record_usage(session, claim, usage))

    @rule(worker=workers)
    @has_claims
    def beat(self, worker: str) -> None:
        held = [claim for claim in self.claims if claim.worker == worker]
        if not held:
            return
        alive = {claim.token: self.row(claim)["cancel_requested"] for claim in held if self.is_current(claim)}
        with self.only(*(claim.job.id for claim in held if claim.token in alive)), self.database.write() as session:
            assert claims.beat(session, held, now=self.now) == alive, "2: a lost claim has no lease to renew"

    @rule(data=st.data(), how=endings_of_an_attempt)
    @has_claims
    def end(self, data: st.DataObject, how: str) -> None:
        self.end_attempt(self.any_claim(data), how)

    @rule(worker=workers, how=endings_of_an_attempt)
    @has_pending
    def claim_and_end(self, worker: str, how: str) -> None:
        if claim := self.take(worker):
            self.end_attempt(claim, how)

    @rule(data=st.data())
    @has_lost_claims
    def zombies_come_back(self, data: st.DataObject) -> None:
        """A frozen worker wakes up after its claim was lost, and tries every way to end the attempt."""
        lost = [claim for claim in self.claims if not self.is_current(claim)]
        claim = lost[data.draw(st.integers(0, len(lost) - 1))]
        for how in ENDINGS:
            self.end_attempt(claim, how)

    def end_attempt(self, claim: Claim, how: str) -> None:
        before = self.row(claim) if self.is_current(claim) else None
        unwanted = before is not None and before["cancel_requested"]
        spent = before is not None and before["attempts"] >= before["max_attempts"]
        overdue = before is not None and self.has_waited(before) and how == "outage"
        ended = self.fenced(
            claim,
            lambda session: endings.end(session, claim, ENDINGS[how], now=self.now, handlers=HANDLERS) or "ended",
        )
        if ended is None:
            return
        self.completions[claim.job.id] += how == "completed"
        self.counted[claim.job.id] -= how in UNCOUNTED and not unwanted and not overdue
        expected = how if how in ("completed", "failed", "cancelled") else "pending"
        if (how == "retry" and spent) or overdue:
            expected = "failed"
        if unwanted and how != "completed":
            expected = "cancelled"
        assert self.row(claim)["status"] == expected, "11, 5: a cancel that waits beats all but completion"

    def has_waited(self, row: Row) -> bool:
        return row["outage_since"] is not None and row["outage_since"] <= self.now - PATIENCE

    # While the provider is unavailable.

    @rule(wait=st.sampled_from([timedelta(seconds=5), timedelta(seconds=300)]))
    @has_pending
    def postpone(self, wait: timedelta) -> None:
        """Every job that would start before that time waits until then; the start of its outage stays."""
        before = [row for row in self.rows.where(status="pending") if row["run_at"] < self.now + wait]
        with self.only(*(row["id"] for row in before)), self.database.write() as session:
            outages.postpone(session, FAILURE, until=self.now + wait, now=self.now)
        for old in before:
            new = self.rows.jobs[old["id"]]
            assert (new["run_at"], new["error"]) == (self.now + wait, FAILURE.sentence)
            assert new["outage_since"] == (old["outage_since"] or self.now)

    @rule()
    @has_pending
    def resume(self) -> None:
        waiting = [row for row in self.rows.where(status="pending") if row["outage_since"] and row["run_at"] > self.now]
        with self.only(*(row["id"] for row in waiting)), self.database.write() as session:
            outages.resume(session, now=self.now)
        assert all(self.rows.jobs[row["id"]]["run_at"] == self.now for row in waiting)

    @rule()
    @has_pending
    def give_up(self) -> None:
        overdue = [row for row in self.rows.where(status="pending") if self.has_waited(row)]
        with self.only(*(row["id"] for row in overdue)), self.database.write() as session:
            outages.give_up(session, FAILURE, patience=PATIENCE, now=self.now, handlers=HANDLERS)
        assert all(self.rows.jobs[row["id"]]["status"] == "failed" for row in overdue)

    @rule(data=st.data())
    @has_jobs
    def try_now(self, data: st.DataObject) -> None:
        """A waiting job starts at once, but only for its owner."""
        old = self.any_job(data)
        user = self.owner_or_stranger(old, data)
        own = (row for row in self.rows.of(user) if old["id"] in (row["id"], row["parent_id"]))
        waiting = [row["id"] for row in own if row["status"] == "pending" and row["run_at"] > self.now]

        def ask(session: Session) -> int:
            return QUEUE.try_now(session, user, old["id"], now=self.now)

        if old["user_id"] != user or not waiting:
            self.refused(NotFound if old["user_id"] != user else Conflict, ask)
            return
        with self.only(*waiting), self.database.write() as session:
            assert ask(session) == len(waiting)
        assert all(self.rows.jobs[job_id]["run_at"] == self.now for job_id in waiting)

    # What happens by the clock.

    @rule(step=st.sampled_from(STEPS))
    def time_passes(self, step: timedelta) -> None:
        self.now += step

    @rule(step=st.sampled_from(JUMPS), is_noticed=st.booleans())
    def clock_is_set_back(self, step: timedelta, is_noticed: bool) -> None:
        """Once the executor notices, only moments change, and each learner's hourly limit is used up as before."""
        self.now += step
        if not is_noticed:
            return
        before = self.rows
        with self.database.write() as session:
            rebasing.rebase(session, step, now=self.now)
        self.rows = read_rows(self.database)
        check_rebased(before, self.rows, step, moment=self.now)
        for moments in self.accepted.values():
            moments[:] = [at + step if at > self.now else at for at in moments]

    @rule()
    def rescue(self) -> None:
        self.rescue_stale()
        with self.untouched(), self.database.write() as session:
            assert rescue.rescue_stale(session, now=self.now, handlers=HANDLERS) == [], "10: idempotent"

    @rule()
    @has_processing
    def jobs_hang(self) -> None:
        """The jobs still send beats but make no progress."""
        held = [claim for claim in self.claims if self.is_current(claim)]
        for _ in range(8):
            self.now += timedelta(seconds=40)
            with self.only(*(claim.job.id for claim in held)), self.database.write() as session:
                claims.beat(session, held, now=self.now)
        self.rescue_stale()

    @rule()
    def executor_is_killed_and_started(self) -> None:
        """Everything that ran is taken over at once, and results are still there."""
        self.database.dispose()
        before = self.rows
        running = {row["id"] for row in before.where(status="processing")}
        with self.only(*running), self.database.write() as session:
            rescue.rescue_all(session, now=self.now, handlers=HANDLERS)
        self.check_rescued(before, running)

    @rule(worker=workers)
    @has_processing
    def worker_stops_in_order(self, worker: str) -> None:
        held = [row for row in self.rows.where(status="processing") if row["worker"] == worker]
        with self.only(*(row["id"] for row in held)), self.database.write() as session:
            rescue.release_worker(session, worker, now=self.now, handlers=HANDLERS)
        for row in held:
            self.counted[row["id"]] -= not row["cancel_requested"]
        assert not [row for row in self.rows.where(status="processing") if row["worker"] == worker], (
            "17: all given back"
        )

    @rule(wait=st.sampled_from(AGES))
    @has_ended
    def prune(self, wait: timedelta) -> None:
        self.now += wait
        with self.database.write() as session:
            retention.prune(session, now=self.now)
        left = read_rows(self.database)
        gone = [row for job_id, row in self.rows.jobs.items() if job_id not in left.jobs]
        for row in gone:
            age = timedelta(days=30) if row["status"] == "failed" else timedelta(days=7)
            assert row["finished_at"] is not None, "an active job was forgotten"
            assert row["finished_at"] < self.now - age, "a job was forgotten early"
            assert row["created_at"] <= self.now - WINDOW, "7: prune never refunds"
        self.pruned |= {row["id"] for row in gone}
        with self.only(*self.pruned):
            pass
