"""What happens by the clock: rescue, pruning, and a clock that is set back."""

from datetime import timedelta
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import rule

from studyapp.jobs.engine import time_shift
from studyapp.jobs.queue import rescue
from studyapp.jobs.store import claims, retention
from tests.engine.machine.draws import has_ended, has_processing, workers
from tests.engine.machine.laws import check_shifted
from tests.engine.machine.observer import HANDLERS, WINDOW, Observer
from tests.engine.rows import read_rows

STEPS: Final = [timedelta(seconds=each) for each in (0.25, 1, 7, 44, 46, 301, 1799.5, 3600, 3600.5, 8 * 86_400)]
AGES: Final = [timedelta(), timedelta(hours=2), timedelta(days=8), timedelta(days=31)]
"""Ages of ended jobs, below and above those at which they are forgotten."""
JUMPS: Final = [timedelta(seconds=each) for each in (-1, -46, -3600)]


class Clockwork(Observer):
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
            time_shift.shift_times(session, step, now=self.now)
        self.rows = read_rows(self.database)
        check_shifted(before, self.rows, step, moment=self.now)
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
