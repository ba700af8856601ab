"""Jobs as a learner counts them: a job and its children are one batch, e.g. all distractors for a study session.

The database selects, sums up and counts the batches, because a list has a limit and a batch may have a hundred parts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, case, exists, func, literal, or_, select, union
from sqlmodel import Session

from studyapp.jobs.store.reading import LONGEST_PAGE, newest
from studyapp.jobs.store.tables import jobs
from studyapp.jobs.store.views import VIEW_COLUMNS, JobView, view
from studyapp.models import ACTIVE, JobStatus, JobType

_FEW: Final = 1_000
"""Up to this many jobs with a status, their batches are looked up one by one; see `_of_few`."""
_PRECEDENCE: Final = (
    JobStatus.PROCESSING,
    JobStatus.PENDING,
    JobStatus.FAILED,
    JobStatus.COMPLETED,
    JobStatus.CANCELLED,
)
"""The status of a batch is the first of these that one of its parts has. The index of a status is its rank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The state of a batch, summed up over its parts. A part that was retried is not counted, but its retry is."""

    total: int
    done: int
    """Completed parts, including the empty ones."""
    empty: int
    """Completed parts that made nothing."""
    failed: int
    stopped: int
    status: JobStatus
    """The status of the batch: active while a part is, else failed if one failed, else completed if one completed."""
    is_stopping: bool
    finished_at: datetime | None
    """When the last part ended; None while one is active."""
    reasons: int
    """How many different error sentences the failed parts have."""
    error: str | None = None
    """The error sentence of the newest failed part."""
    error_code: str | None = None
    outage: str | None = None
    """The reason why parts wait for the provider; None if no part does."""
    outage_since: datetime | None = None
    tries_at: datetime | None = None
    """When the first of the waiting parts is tried again."""


@dataclass(frozen=True, slots=True)
class Listed:
    job: JobView
    parts: Parts | None
    """None if the job has no children."""


@dataclass(frozen=True, slots=True)
class ListedPage:
    """Newest first; `next_cursor` is None on the last page."""

    listed: list[Listed]
    next_cursor: str | None


def list_batches(
    session: Session,
    user_id: str,
    *,
    statuses: Collection[JobStatus] = (),
    job_type: JobType | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListedPage:
    """List batches and single jobs, newest first. A batch is as old as its head, the job it began with."""
    size = max(1, min(limit, LONGEST_PAGE))
    before = () if cursor is None else (jobs.c.id < cursor,)
    wanted = (jobs.c.user_id == user_id, ~_IS_PART, *before)
    if statuses:
        ranks = {_PRECEDENCE.index(status) for status in statuses}
        # A batch's rank is never greater than its head's, so this spares most heads the subquery on their parts.
        may = or_(_rank(jobs) >= min(ranks), ~_STANDS)
        wanted = (*wanted, may, _STANDING.in_(ranks), *_of_few(session, user_id, statuses))
    if job_type and not statuses:
        wanted = (*wanted, newest(user_id, (), job_type, ~_IS_PART, *before, limit=size + 1))
    elif job_type:
        wanted = (*wanted, jobs.c.type == job_type)
    heads = select(*VIEW_COLUMNS).where(*wanted).order_by(jobs.c.id.desc()).limit(size + 1)
    found = [view(row) for row in session.connection().execute(heads).mappings()]
    shown = found[:size]
    parts = _parts_of(session, user_id, [job.id for job in shown])
    listed = [Listed(job, parts.get(job.id)) for job in shown]
    return ListedPage(listed, shown[-1].id if len(found) > size else None)


def count_active(session: Session, user_id: str) -> int:
    """How many batches and single jobs are active."""
    batch = func.coalesce(jobs.c.parent_id, jobs.c.id)
    mine = select(func.count(batch.distinct())).where(*_in(ACTIVE, user_id))
    return session.connection().execute(mine).scalar_one()


def _in(statuses: Collection[JobStatus], user_id: str) -> tuple[ColumnElement[bool], ...]:
    """Conditions for the learner's jobs with these statuses. They name every type, so that `ix_jobs_kind` is used."""
    return (jobs.c.user_id == user_id, jobs.c.type.in_(list(JobType)), jobs.c.status.in_(list(statuses)))


def _of_few(session: Session, user_id: str, statuses: Collection[JobStatus]) -> tuple[ColumnElement[bool], ...]:
    """A condition that narrows the heads to batches with a part in these statuses; none if there are many such jobs.

    A batch always has the status of one of its parts. If there are many such jobs, going through the newest heads soon
    finds enough of them.
    """
    one_too_many = select(literal(1)).where(*_in(statuses, user_id)).offset(_FEW).limit(1)
    if session.connection().execute(one_too_many).first():
        return ()
    own, parents = (select(column).where(*_in(statuses, user_id)) for column in (jobs.c.id, jobs.c.parent_id))
    return (jobs.c.id.in_(union(own, parents.where(jobs.c.parent_id.is_not(None)))),)


def _rank(table: FromClause) -> ColumnElement[int]:
    return case({status: rank for rank, status in enumerate(_PRECEDENCE)}, value=table.c.status)


_IS_PART: Final = jobs.c.parent_id.is_not(None)
_WAITS: Final = (jobs.c.status == JobStatus.PENDING) & jobs.c.outage_since.is_not(None)
_part: Final = jobs.alias("part")
_newer: Final = jobs.alias("newer")
_STANDS: Final = ~exists().where(_newer.c.retry_of == jobs.c.id).correlate(jobs)
_PART_STANDS: Final = ~exists().where(_newer.c.retry_of == _part.c.id).correlate(_part)
_LOWEST: Final = (
    select(func.min(_rank(_part)))
    .where(or_(_part.c.id == jobs.c.id, _part.c.parent_id == jobs.c.id), _PART_STANDS)
    .correlate(jobs)
    .scalar_subquery()
)
_STANDING: Final = func.coalesce(_LOWEST, _rank(jobs))


def _parts_of(session: Session, user_id: str, heads: Sequence[str]) -> dict[str, Parts]:
    """The sums of each batch by its head, which is one of the parts. Jobs without children are left out."""
    if not heads:
        return {}
    parts = union(select(jobs.c.id).where(jobs.c.id.in_(heads)), select(jobs.c.id).where(jobs.c.parent_id.in_(heads)))
    sums = _sums().where(jobs.c.user_id == user_id, _STANDS, jobs.c.id.in_(parts))
    rows = session.connection().execute(sums).mappings().all()
    telling = [row[name] for row in rows for name in ("last_failed", "last_waiting") if row[name]]
    said = _errors(session, user_id, telling)
    return {row["head"]: _parts(row, said) for row in rows}


def _sums() -> Any:
    status, head = jobs.c.status, func.coalesce(jobs.c.parent_id, jobs.c.id)
    failed = status == JobStatus.FAILED
    return (
        select(
            head.label("head"),
            func.count().label("total"),
            func.count(case((status == JobStatus.COMPLETED, 1))).label("done"),
            func.count(case(((status == JobStatus.COMPLETED) & (jobs.c.items_done == 0), 1))).label("empty"),
            func.count(case((failed, 1))).label("failed"),
            func.count(case((status == JobStatus.CANCELLED, 1))).label("stopped"),
            func.count(case((status.in_(ACTIVE) & ~jobs.c.cancel_requested, 1))).label("wanted"),
            func.min(_rank(jobs)).label("rank"),
            func.max(jobs.c.finished_at).label("finished_at"),
            func.max(case((failed, jobs.c.id))).label("last_failed"),
            func.count(case((failed, jobs.c.error)).distinct()).label("reasons"),
            func.max(case((_WAITS, jobs.c.id))).label("last_waiting"),
            func.min(case((_WAITS, jobs.c.outage_since))).label("outage_since"),
            func.min(case((_WAITS, jobs.c.run_at))).label("tries_at"),
        )
        .group_by(head)
        .having(func.count(jobs.c.parent_id) > 0)
    )


def _parts(row: Any, said: Mapping[str, tuple[str | None, str | None]]) -> Parts:
    status = _PRECEDENCE[int(row["rank"])]
    error, error_code = said.get(row["last_failed"], (None, None))
    outage, _ = said.get(row["last_waiting"], (None, None))
    return Parts(
        total=row["total"],
        done=row["done"],
        empty=row["empty"],
        failed=row["failed"],
        stopped=row["stopped"],
        status=status,
        is_stopping=status in ACTIVE and not row["wanted"],
        finished_at=None if status in ACTIVE else row["finished_at"],
        reasons=row["reasons"],
        error=error,
        error_code=error_code,
        outage=outage,
        outage_since=row["outage_since"],
        tries_at=row["tries_at"],
    )


def _errors(session: Session, user_id: str, job_ids: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    if not job_ids:
        return {}
    said = select(jobs.c.id, jobs.c.error, jobs.c.error_code).where(jobs.c.user_id == user_id, jobs.c.id.in_(job_ids))
    return {row.id: (row.error, row.error_code) for row in session.connection().execute(said)}
