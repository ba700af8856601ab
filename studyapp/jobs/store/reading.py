"""What the doors may know of jobs: always one learner's own, never a payload."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Select, exists, func, select
from sqlmodel import Session, col
from sqlmodel import select as select_models

from studyapp.errors import NotFound
from studyapp.jobs.store.tables import IS_PENDING, IS_PROCESSING, job_attempts, jobs
from studyapp.jobs.store.views import VIEW_COLUMNS, JobPage, JobView, Spent, view
from studyapp.models import ACTIVE, JobAttempt, JobStatus, JobType

LONGEST_PAGE: Final = 100


def get_job(session: Session, user_id: str, job_id: str) -> JobView:
    found = _views(session, _own(user_id).where(jobs.c.id == job_id))
    if not found:
        raise NotFound("This task does not exist.")
    return found[0]


def list_jobs(
    session: Session,
    user_id: str,
    *,
    statuses: Collection[JobStatus] = (),
    job_type: JobType | None = None,
    batch: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> JobPage:
    """Newest first, only a job and its children where a `batch` is named. `cursor` is the page's before."""
    size = max(1, min(limit, LONGEST_PAGE))
    query = _own(user_id).order_by(jobs.c.id.desc()).limit(size + 1)
    if statuses:
        query = query.where(jobs.c.status.in_(list(statuses)))
    if job_type:
        query = query.where(jobs.c.type == job_type)
    if batch:
        query = query.where((jobs.c.id == batch) | (jobs.c.parent_id == batch))
    if cursor:
        query = query.where(jobs.c.id < cursor)
    found = _views(session, query)
    return JobPage(found[:size], found[size - 1].id if len(found) > size else None)


def poll_jobs(session: Session, user_id: str, job_ids: Sequence[str]) -> tuple[list[JobView], list[str]]:
    """These jobs in the order asked for, and the ids of those that do not exist (or are another's)."""
    wanted = list(dict.fromkeys(job_ids))[:LONGEST_PAGE]
    found = {job.id: job for job in _views(session, _own(user_id).where(jobs.c.id.in_(wanted)))}
    return [found[job_id] for job_id in wanted if job_id in found], [each for each in wanted if each not in found]


def jobs_for_target(session: Session, user_id: str, kind: str, target_id: str, *, limit: int = 20) -> list[JobView]:
    """What stands where the content will be: the active jobs, oldest first, then the last one that went wrong.

    A failed or cancelled job has its say until it is retried or something newer is asked for on its target.
    """
    here = _own(user_id).where(jobs.c.target_kind == kind, jobs.c.target_id == target_id)
    active = _views(session, here.where(jobs.c.status.in_(ACTIVE)).order_by(jobs.c.id).limit(limit))
    newer = jobs.alias()
    superseded = exists().where(
        newer.c.id != jobs.c.id,
        newer.c.user_id == user_id,
        newer.c.target_kind == kind,
        newer.c.target_id == target_id,
        (newer.c.retry_of == jobs.c.id) | (newer.c.created_at >= jobs.c.finished_at),
    )
    gone_wrong = here.where(jobs.c.status.in_([JobStatus.FAILED, JobStatus.CANCELLED]), ~superseded)
    return active + _views(session, gone_wrong.order_by(jobs.c.finished_at.desc()).limit(1))


def latest_for_targets(session: Session, user_id: str, kind: str, target_ids: Sequence[str]) -> list[JobView]:
    """The newest job of each type for each of several targets, whatever has become of it."""
    if not target_ids:
        return []
    theirs = (jobs.c.user_id == user_id, jobs.c.target_kind == kind, jobs.c.target_id.in_(list(target_ids)))
    newest = select(func.max(jobs.c.id)).where(*theirs).group_by(jobs.c.target_id, jobs.c.type)
    return _views(session, _own(user_id).where(jobs.c.id.in_(newest)).order_by(jobs.c.id))


def attempts(session: Session, user_id: str, job_id: str) -> list[JobAttempt]:
    """The job's history, first attempt first."""
    get_job(session, user_id, job_id)
    query = select_models(JobAttempt).where(JobAttempt.job_id == job_id).order_by(col(JobAttempt.started_at))
    return list(session.exec(query.limit(LONGEST_PAGE)))


def spent(session: Session, user_id: str, job_ids: Sequence[str]) -> dict[str, Spent]:
    """Job → what its attempts used up together; at most `LONGEST_PAGE` jobs at a time."""
    used = job_attempts.c
    sums = (func.sum(used.tokens_in), func.sum(used.tokens_out), func.sum(used.cost_usd))
    mine = select(used.job_id, *sums).join(jobs, jobs.c.id == used.job_id).where(jobs.c.user_id == user_id)
    rows = session.connection().execute(mine.where(used.job_id.in_(job_ids[:LONGEST_PAGE])).group_by(used.job_id))
    return {row[0]: Spent(tokens_in=row[1], tokens_out=row[2], cost_usd=row[3]) for row in rows}


def next_due(session: Session, *, now: datetime) -> datetime | None:
    """When the next job that waits for its time may start, if any does."""
    later = select(func.min(jobs.c.run_at)).where(IS_PENDING, jobs.c.run_at > now)
    return session.connection().execute(later).scalar_one()


def cancelled_claims(session: Session, *, worker: str) -> list[str]:
    """The claims of this worker whose learners do not want the job any more."""
    unwanted = select(jobs.c.claim).where(IS_PROCESSING, jobs.c.worker == worker, jobs.c.cancel_requested)
    return [str(token) for token in session.connection().execute(unwanted).scalars()]


def _own(user_id: str) -> Select[tuple[object, ...]]:
    return select(*VIEW_COLUMNS).where(jobs.c.user_id == user_id)


def _views(session: Session, query: Select[tuple[object, ...]]) -> list[JobView]:
    return [view(row) for row in session.connection().execute(query).mappings()]
