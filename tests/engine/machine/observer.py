"""The state machine's observer: what must be true after every step, and how a step is watched."""

import math
from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant
from sqlalchemy import delete
from sqlmodel import Session, SQLModel

from studyapp.database import Database
from studyapp.errors import ErrorCode, LimitReached, StudyError
from studyapp.jobs.kinds.outcome import Failure
from studyapp.jobs.queue import rescue
from studyapp.jobs.store import claims
from studyapp.jobs.store.claims import Claim, ClaimLost
from studyapp.jobs.store.views import Admission
from tests.engine.machine.laws import check_state, check_step
from tests.engine.rows import Row, Rows, read_rows
from tests.engine.workload import handlers, settle
from tests.factories import NOON

LEARNERS: Final = ("ada", "bob")
PER_HOUR: Final = 6
"""It is small, so that the limit is reached; another test checks that it is 20."""
WINDOW: Final = timedelta(seconds=3600)
STALL: Final = timedelta(seconds=300)
HANDLERS: Final = handlers()
PATIENCE: Final = timedelta(hours=1)
FAILURE: Final = Failure(ErrorCode.NETWORK, "The line went dead.", retryable=True)


class Observer(RuleBasedStateMachine):
    database: Database
    """Set by the code that runs the machine."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.ids = 0
        self.accepted: dict[str, list[datetime]] = defaultdict(list)
        self.returned: set[str] = set()
        self.pruned: set[str] = set()
        self.claims: list[Claim] = []
        """All claims there ever were, because any of their holders may come back."""
        self.counted: dict[str, int] = defaultdict(int)
        """Claims of a job that were not given back."""
        self.completions: dict[str, int] = defaultdict(int)
        self.saved: dict[str, set[int]] = defaultdict(set)
        with self.database.write() as session:
            for table in reversed(SQLModel.metadata.sorted_tables):
                session.connection().execute(delete(table))
            settle(session, *LEARNERS)
        self.rows = read_rows(self.database)

    @invariant()
    def memory_agrees(self) -> None:
        for job_id, row in self.rows.jobs.items():
            assert row["attempts"] == self.counted[job_id], "5: attempts are claims"
            assert self.completions[job_id] == (row["status"] == "completed"), "3, 18: one accepted completion"
            assert self.rows.cards.get(job_id, set()) == self.saved[job_id], "4: rows are what was accepted"
        assert self.returned - self.pruned <= set(self.rows.jobs), "14: a returned id exists"

    def teardown(self) -> None:
        """Check invariant 9: even if every worker dies at work, all jobs end and no seat stays taken."""
        for _ in range(2 + sum(row["max_attempts"] for row in self.rows.where(finished_at=None))):
            self.now = max([self.now, *self.moments()]) + STALL * 2
            self.rescue_stale()
            if not self.rows.where(finished_at=None):
                break
            self.claim_and_die()
            self.memory_agrees()
        assert not self.rows.where(finished_at=None), "9: a job that never ends"
        super().teardown()

    def moments(self) -> Generator[datetime]:
        """The moments that unfinished jobs wait for."""
        for row in self.rows.where(finished_at=None):
            yield row["lease_until"] or row["run_at"]

    def take(self, worker: str) -> Claim | None:
        """Claim the next job, and check that it is the one this memory expects."""
        expected = self.best_ready()
        with self.only(expected), self.database.write() as session:
            claim = claims.claim(session, worker=worker, token=self.fresh("claim"), now=self.now)
        assert (claim.job.id if claim else None) == expected, "8: priority, then the oldest, none before its time"
        if claim:
            self.claims.append(claim)
            self.counted[claim.job.id] += 1
        return claim

    def claim_and_die(self) -> None:
        with self.only(*(row["id"] for row in self.rows.where(status="pending"))), self.database.write() as session:
            while claim := claims.claim(session, worker="dying", token=self.fresh("claim"), now=self.now):
                self.counted[claim.job.id] += 1

    def rescue_stale(self) -> None:
        processing = self.rows.where(status="processing")
        lost = {row["id"] for row in processing if row["lease_until"] < self.now}
        stuck = {row["id"] for row in processing if row["progressed_at"] < self.now - STALL}
        before = self.rows
        with self.only(*lost, *stuck), self.database.write() as session:
            rescued = rescue.rescue_stale(session, now=self.now, handlers=HANDLERS)
        assert {claim.job.id for claim in rescued} == lost | stuck, "10: what is stale, and nothing else"
        self.check_rescued(before, lost | stuck, stalled=frozenset(stuck - lost))

    def fresh(self, kind: str) -> str:
        self.ids += 1
        return f"{kind}-{self.ids:04}"

    def any_job(self, data: st.DataObject) -> Row:
        """Any job, with all statuses equally likely."""
        status = data.draw(st.sampled_from(sorted({row["status"] for row in self.rows.jobs.values()})))
        return data.draw(st.sampled_from(self.rows.where(status=status)))

    def owner_or_stranger(self, job: Row, data: st.DataObject) -> str:
        return data.draw(st.sampled_from([job["user_id"], *LEARNERS]))

    def any_claim(self, data: st.DataObject) -> Claim:
        """A current claim at least half of the time, if there is one; else any claim there ever was."""
        current = [claim for claim in self.claims if self.is_current(claim)]
        pool = current if current and data.draw(st.booleans()) else self.claims
        return pool[data.draw(st.integers(0, len(pool) - 1))]

    def is_current(self, claim: Claim) -> bool:
        row = self.rows.jobs.get(claim.job.id)
        return row is not None and row["claim"] == claim.token

    def row(self, claim: Claim) -> Row:
        return self.rows.jobs[claim.job.id]

    def has_waited(self, row: Row) -> bool:
        return row["outage_since"] is not None and row["outage_since"] <= self.now - PATIENCE

    def latest_try(self, job_id: str) -> str:
        """The latest retry of this job; each retry names the job before it."""
        tries = {job["retry_of"]: job["id"] for job in self.rows.jobs.values()}
        while job_id in tries:
            job_id = tries[job_id]
        return job_id

    def active_twin(self, user: str, key: str) -> str | None:
        mine = self.rows.where(user_id=user, dedup_key=key, finished_at=None)
        return mine[0]["id"] if mine else None

    def best_ready(self) -> str | None:
        busy = [row["user_id"] for row in self.rows.where(status="processing")]
        ready = [
            row
            for row in self.rows.where(status="pending")
            if row["run_at"] <= self.now and busy.count(row["user_id"]) < 3
        ]
        return min(ready, key=lambda row: (-row["priority"], row["run_at"], row["id"]))["id"] if ready else None

    def admission(self, user: str, twin: str | None, job_id: str, ask: Callable[[Session], Admission]) -> bool:
        """Whether a new job was accepted; checks dedup and the window against the machine's own memory."""
        inside = sorted(at for at in self.accepted[user] if at > self.now - WINDOW)
        if twin is None and len(inside) >= PER_HOUR:
            refusal = self.refused(LimitReached, ask)
            assert isinstance(refusal, LimitReached)
            true = math.ceil((inside[-PER_HOUR] + WINDOW - self.now) / timedelta(seconds=1))
            assert refusal.retry_after == true, "7: come back then, not earlier"
            return False
        with self.only(job_id), self.database.write() as session:
            admission = ask(session)
        assert (admission.job.id, admission.created) == ((job_id, True) if twin is None else (twin, False)), "12, 7"
        assert (job_id in self.rows.jobs) == admission.created
        self.returned.add(admission.job.id)
        if admission.created:
            self.accepted[user].append(self.now)
        return admission.created

    def refused(self, error: type[StudyError], ask: Callable[[Session], object]) -> StudyError:
        with self.untouched(), pytest.raises(error) as caught, self.database.write() as session:
            ask(session)
        assert str(caught.value), "a sentence for the learner"
        return caught.value

    def fenced(self, claim: Claim, act: Callable[[Session], Any]) -> Any:
        """The result of `act`, or None if the claim was lost; then nothing may have changed."""
        if self.is_current(claim):
            with self.only(claim.job.id), self.database.write() as session:
                return act(session)
        with self.untouched(), pytest.raises(ClaimLost), self.database.write() as session:
            act(session)
        return None

    def check_rescued(self, before: Rows, rescued: set[str], *, stalled: frozenset[str] = frozenset()) -> None:
        for job_id in rescued:
            old, new = before.jobs[job_id], self.rows.jobs[job_id]
            spent = old["attempts"] >= old["max_attempts"]
            expected = "cancelled" if old["cancel_requested"] else "failed" if spent else "pending"
            assert new["status"] == expected, "10: a cancel that waits is honoured, spent attempts are the end"
            why = ErrorCode.TIMEOUT if job_id in stalled else ErrorCode.INTERRUPTED
            assert expected != "failed" or new["error_code"] == why

    @contextmanager
    def only(self, *job_ids: str | None) -> Generator[None]:
        """Check that only these jobs change, and that they do so by the laws."""
        yield
        after = read_rows(self.database)
        known = {*self.rows.jobs, *after.jobs}
        touched = {job_id for job_id in known if self.rows.jobs.get(job_id) != after.jobs.get(job_id)}
        assert touched <= set(job_ids), f"16: touched {touched - set(job_ids)} as well"
        check_state(after)
        check_step(self.rows, after, pruned=self.pruned)
        self.rows = after

    @contextmanager
    def untouched(self) -> Generator[None]:
        yield
        assert read_rows(self.database) == self.rows, "2: something changed"
