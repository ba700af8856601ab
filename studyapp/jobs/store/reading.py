"""What pages, API and CLI may read of jobs: only one learner's own, and never the payload."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import product
from typing import Final

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select, union_all
from sqlmodel import Session, col
from sqlmodel import select as select_models
from sqlmodel.sql.expression import SelectOfScalar

from studyapp.errors import NotFound
from studyapp.jobs.store.tables import IS_PENDING, IS_PROCESSING, job_attempts, jobs
from studyapp.jobs.store.views import VIEW_COLUMNS, JobPage, JobView, Spent, view
from studyapp.models import ACTIVE, JobAttempt, JobStatus, JobType

LONGEST_PAGE: Final = 100
MOST_OF_TARGET: Final = 20
"""The most active jobs that are listed for one deck or card."""


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
    """List jobs, newest first; with a `batch` (a job id), only that job and its children.

    `cursor` is the `next_cursor` of the page before.
    """
    size = max(1, min(limit, LONGEST_PAGE))
    query = _own(user_id).order_by(jobs.c.id.desc()).limit(size + 1)
    before = () if cursor is None else (jobs.c.id < cursor,)
    if batch:
        query = query.where(_is_of(batch), *_is_a(statuses, job_type))
    elif statuses or job_type:
        query = query.where(newest(user_id, statuses, job_type, *before, limit=size + 1))
    found = _views(session, query.where(*before))
    return JobPage(found[:size], found[size - 1].id if len(found) > size else None)


def newest(
    user_id: str,
    statuses: Collection[JobStatus],
    job_type: JobType | None,
    *conditions: ColumnElement[bool],
    limit: int,
) -> ColumnElement[bool]:
    """A condition for the `limit` newest jobs of each type and status. Each such pair is a range of `ix_jobs_kind`."""
    mine = (jobs.c.user_id == user_id, *conditions)
    kinds = [(jobs.c.type == kind, jobs.c.status == status) for kind, status in _kinds(statuses, job_type)]
    firsts = [select(jobs.c.id).where(*mine, *kind).order_by(jobs.c.id.desc()).limit(limit) for kind in kinds]
    return jobs.c.id.in_(union_all(*(select(first.subquery().c.id) for first in firsts)))


def poll_jobs(session: Session, user_id: str, job_ids: Sequence[str]) -> tuple[list[JobView], list[str]]:
    """The jobs in the order of `job_ids`, and the ids that do not exist or belong to another learner."""
    wanted = list(dict.fromkeys(job_ids))[:LONGEST_PAGE]
    found = {job.id: job for job in _views(session, _own(user_id).where(jobs.c.id.in_(wanted)))}
    return [found[job_id] for job_id in wanted if job_id in found], [each for each in wanted if each not in found]


def jobs_for_target(session: Session, user_id: str, kind: str, target_id: str) -> list[JobView]:
    """The jobs to show where the content will be: the active ones, oldest first, then the last one that went wrong.

    A failed or cancelled job is no longer shown once it is retried or a newer job is requested for the same target.
    """
    here = (jobs.c.user_id == user_id, jobs.c.target_kind == kind, jobs.c.target_id == target_id)
    under_way = select(jobs.c.id).where(*here, jobs.c.status.in_(ACTIVE))
    active = _views(session, _own(user_id).where(jobs.c.id.in_(under_way)).order_by(jobs.c.id).limit(MOST_OF_TARGET))
    newer = jobs.alias()
    others = (newer.c.user_id == user_id, newer.c.target_kind == kind, newer.c.target_id == target_id)
    asked_last = select(newer.c.created_at).where(*others, newer.c.id != jobs.c.id).order_by(newer.c.created_at.desc())
    is_retried = exists().where(*others, newer.c.retry_of == jobs.c.id)
    is_overtaken = func.coalesce(asked_last.limit(1).scalar_subquery() >= jobs.c.finished_at, false())
    superseded = or_(is_retried, is_overtaken)
    gone_wrong = select(*VIEW_COLUMNS).where(
        *here, jobs.c.status.in_([JobStatus.FAILED, JobStatus.CANCELLED]), ~superseded
    )
    return active + _views(session, gone_wrong.order_by(jobs.c.finished_at.desc()).limit(1))


def latest_for_targets(
    session: Session, user_id: str, kind: str, target_ids: Sequence[str] | SelectOfScalar[str]
) -> list[JobView]:
    """The newest job of each type for each of these targets, in any status."""
    if isinstance(target_ids, Sequence) and not target_ids:
        return []
    theirs = (jobs.c.user_id == user_id, jobs.c.target_kind == kind, jobs.c.target_id.in_(target_ids))
    newest = select(func.max(jobs.c.id)).where(*theirs).group_by(jobs.c.target_id, jobs.c.type)
    return _views(session, _own(user_id).where(jobs.c.id.in_(newest)).order_by(jobs.c.id))


def latest_by_target(
    session: Session, user_id: str, kind: str, target_ids: Sequence[str] | SelectOfScalar[str], job_type: JobType
) -> dict[str, JobView]:
    """The newest job of this type for each of these targets, in any status, by the id of the target."""
    found = latest_for_targets(session, user_id, kind, target_ids)
    return {job.target["id"]: job for job in found if job.target and job.type is job_type}


def targets_of_batch(session: Session, user_id: str, head_id: str) -> set[str]:
    """The ids of what the children of a job are for, in whatever status they are."""
    children = (jobs.c.user_id == user_id, jobs.c.parent_id == head_id)
    return set(session.connection().execute(select(jobs.c.target_id).where(*children)).scalars())


def attempts(session: Session, user_id: str, job_id: str) -> list[JobAttempt]:
    """The attempts of a job, oldest first."""
    get_job(session, user_id, job_id)
    query = select_models(JobAttempt).where(JobAttempt.job_id == job_id).order_by(col(JobAttempt.started_at))
    return list(session.exec(query.limit(LONGEST_PAGE)))


def spent(session: Session, user_id: str, job_ids: Sequence[str]) -> dict[str, Spent]:
    """By job id, what the job's attempts used up together. Only the first `LONGEST_PAGE` ids are looked up."""
    used = job_attempts.c
    sums = (func.sum(used.tokens_in), func.sum(used.tokens_out), func.sum(used.cost_usd))
    mine = select(used.job_id, *sums).join(jobs, jobs.c.id == used.job_id).where(jobs.c.user_id == user_id)
    rows = session.connection().execute(mine.where(used.job_id.in_(job_ids[:LONGEST_PAGE])).group_by(used.job_id))
    return {row[0]: Spent(tokens_in=row[1], tokens_out=row[2], cost_usd=row[3]) for row in rows}


def next_due(session: Session, *, now: datetime) -> datetime | None:
    """When the next scheduled job may start; None if no job is scheduled."""
    later = select(func.min(jobs.c.run_at)).where(IS_PENDING, jobs.c.run_at > now)
    return session.connection().execute(later).scalar_one()


def cancelled_claims(session: Session, *, worker: str) -> list[str]:
    """The claim tokens of this worker's running jobs that their learners have cancelled."""
    cancelled = select(jobs.c.claim).where(IS_PROCESSING, jobs.c.worker == worker, jobs.c.cancel_requested)
    return [str(token) for token in session.connection().execute(cancelled).scalars()]


def _kinds(statuses: Collection[JobStatus], job_type: JobType | None) -> Iterator[tuple[JobType, JobStatus]]:
    return product([job_type] if job_type else JobType, statuses or JobStatus)


def _is_a(statuses: Collection[JobStatus], job_type: JobType | None) -> tuple[ColumnElement[bool], ...]:
    of_status = (jobs.c.status.in_(list(statuses)),) if statuses else ()
    return (*of_status, jobs.c.type == job_type) if job_type else of_status


def _is_of(batch: str) -> ColumnElement[bool]:
    """A condition for the job itself and its children."""
    itself, children = jobs.c.id == batch, jobs.c.parent_id == batch
    return jobs.c.id.in_(union_all(select(jobs.c.id).where(itself), select(jobs.c.id).where(children)))


def _own(user_id: str) -> Select[tuple[object, ...]]:
    return select(*VIEW_COLUMNS).where(jobs.c.user_id == user_id)


def _views(session: Session, query: Select[tuple[object, ...]]) -> list[JobView]:
    return [view(row) for row in session.connection().execute(query).mappings()]
