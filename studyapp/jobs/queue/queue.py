"""Everything that can be done with jobs from outside. Each call writes in the caller's transaction and returns at once.

    QUEUE.enqueue(session, user_id, JobType.FLASHCARD_GENERATION, {"content": "…"}, now=now)

To read jobs, use `jobs.store.reading` and `jobs.store.batches`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session

from studyapp.errors import BadInput, Conflict, LimitReached
from studyapp.jobs.kinds.registry import HANDLERS, Handlers
from studyapp.jobs.queue import cancel, outages
from studyapp.jobs.queue.enqueue import Request, admit
from studyapp.jobs.queue.retry import repeat_request, retry_request
from studyapp.jobs.store import rate_limit
from studyapp.jobs.store.views import Admission, JobView, Quota
from studyapp.models import JobType
from studyapp.models.columns import new_id


@dataclass(frozen=True, slots=True)
class Queue:
    handlers: Handlers
    per_hour: Callable[[], int] = rate_limit.allowed_per_hour
    """How many requests of one kind a learner may make within an hour."""
    new_id: Callable[[], str] = new_id

    def enqueue(
        self,
        session: Session,
        user_id: str,
        job_type: str,
        payload: Mapping[str, Any],
        *,
        priority: int = 0,
        parent_id: str | None = None,
        now: datetime,
    ) -> Admission:
        """Accept a request, or return the equal job that is active.

        A child (a job with a `parent_id`) belongs to its parent's request and does not count against the limit. Raises
        `BadInput`, `LimitReached`, and what the kind of job raises if its target does not exist.
        """
        wanted = Request(
            user_id=user_id, type=self._kind(job_type), payload=payload, priority=priority, parent_id=parent_id
        )
        return self._admit(session, wanted, now=now)

    def retry(self, session: Session, user_id: str, job_id: str, *, now: datetime) -> Admission:
        """Start a new job for what a failed or cancelled job has left missing. It counts like any other request.

        If an earlier retry is still active, that one is returned. Raises `Conflict` if nothing is missing.
        """
        return self._retry(session, user_id, job_id, frozenset(), now=now)

    def retry_all(self, session: Session, user_id: str, job_ids: Sequence[str], *, now: datetime) -> list[Admission]:
        """Retry as many of these jobs as the limit allows. Those of one parent count as one request.

        Jobs of which nothing is missing are passed over. Raises `LimitReached` if none is allowed.
        """
        made, refused = list[Admission](), None
        for job_id in job_ids:
            parents = {admission.job.parent_id for admission in made if admission.created} - {None}
            try:
                made.append(self._retry(session, user_id, job_id, parents, now=now))
            except Conflict:
                continue
            except LimitReached as refusal:
                refused = refusal
        if refused and not made:
            raise refused
        return made

    def repeat(self, session: Session, user_id: str, job_id: str, *, now: datetime) -> Admission:
        """Start a new job with the same request, however the old job ended. Raises `Conflict` while that is active."""
        return self._admit(session, repeat_request(session, user_id, job_id), now=now)

    def cancel(self, session: Session, user_id: str, job_id: str, *, now: datetime) -> JobView:
        """Cancel a job and keep what it saved. Raises `Conflict` if it has ended."""
        return cancel.cancel(session, user_id, job_id, now=now, handlers=self.handlers)

    def cancel_batch(self, session: Session, user_id: str, job_id: str, *, now: datetime) -> int:
        """Cancel the active ones among a job and its children, keep what they saved, and return how many these were."""
        return cancel.cancel_batch(session, user_id, job_id, now=now, handlers=self.handlers)

    def try_now(self, session: Session, user_id: str, job_id: str, *, now: datetime) -> int:
        """Start the next attempt of a waiting job and its children now, and return how many waited for one."""
        return outages.try_now(session, user_id, job_id, now=now)

    def quota(self, session: Session, user_id: str, job_type: JobType, *, now: datetime) -> Quota:
        """How much of the hourly limit is used, and when the next place becomes free."""
        return rate_limit.quota(session, user_id, job_type, limit=self._limit(job_type), now=now)

    def _retry(
        self, session: Session, user_id: str, job_id: str, parents: Collection[str | None], *, now: datetime
    ) -> Admission:
        """Retry a job. It counts together with others if its parent is among `parents`."""
        wanted = retry_request(session, user_id, job_id, self.handlers)
        if isinstance(wanted, JobView):
            return Admission(wanted, created=False)
        return self._admit(session, replace(wanted, is_further=wanted.parent_id in parents), now=now)

    def _admit(self, session: Session, wanted: Request, *, now: datetime) -> Admission:
        handler = self.handlers[wanted.type]
        return admit(session, wanted, handler, job_id=self.new_id(), limit=self._limit(wanted.type), now=now)

    def _limit(self, job_type: JobType) -> int:
        return self.per_hour() * self.handlers[job_type].allowance

    def _kind(self, job_type: str) -> JobType:
        kind = next((kind for kind in self.handlers if kind.value == job_type), None)
        if kind is None:
            raise BadInput(f"There is no kind of job called “{job_type}”.")
        return kind


QUEUE: Final = Queue(HANDLERS)
"""The queue of this installation, with all kinds of job."""
