"""What learners do: they ask for jobs, again as well, cancel and hurry them."""

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlmodel import Session

from studyapp.errors import Conflict, NotFound
from studyapp.jobs.queue import hurry
from studyapp.jobs.queue.queue import Queue
from studyapp.jobs.store.views import Admission, JobView
from tests.engine.machine.draws import has_jobs, learners
from tests.engine.machine.observer import HANDLERS, PER_HOUR, Observer
from tests.engine.workload import KIND


def queue_of(job_id: str) -> Queue:
    """The queue whose next job has this id."""
    return Queue(HANDLERS, per_hour=lambda: PER_HOUR, new_id=lambda: job_id)


class Learners(Observer):
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
