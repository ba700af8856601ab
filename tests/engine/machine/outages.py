"""While the provider is away: jobs wait, come back, and are given up."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlmodel import Session

from studyapp.errors import Conflict, NotFound
from studyapp.jobs.queue import outages
from studyapp.jobs.queue.queue import QUEUE
from tests.engine.machine.draws import has_jobs, has_pending
from tests.engine.machine.observer import FAILURE, HANDLERS, PATIENCE, Observer


class Outages(Observer):
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
