"""Endpoints to start jobs, follow them, cancel them and retry them."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Response
from pydantic import ConfigDict, Field, ValidationInfo, field_validator

from studyapp.api import etag
from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import Body, Cursor, Id, PageSize, PathId, StrictInt, having, storable_tree
from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store import reading
from studyapp.jobs.store.views import Admission
from studyapp.models import JobStatus, JobType
from studyapp.schemas.jobs import JobAnswer, JobsAnswer, PolledAnswer

router = APIRouter(prefix="/jobs", tags=["jobs"])


def _payload_of(kind: JobType) -> dict[str, Any]:
    shape = HANDLERS[kind].payload.model_json_schema() | {"title": kind.value}
    return having(type={"const": kind.value}, payload=shape)


class NewJob(Body):
    """A job to start. The payload's form is described here; the kind of job checks it and reports what is wrong."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [_payload_of(kind) for kind in HANDLERS]})

    type: JobType
    payload: dict[str, Any] = Field(description="The request itself, with the fields that this type of job has.")
    priority: StrictInt = Field(
        default=0, ge=-100, le=100, description="Among your own jobs, one with a higher priority starts first."
    )

    @field_validator("payload")
    @classmethod
    def _of_kind(cls, payload: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        """The fields that this kind of job has. Others are passed over, and may hold what no database can."""
        known = HANDLERS[info.data["type"]].payload.model_fields if "type" in info.data else payload
        return storable_tree({name: value for name, value in payload.items() if name in known})


class Poll(Body):
    job_ids: list[Id] = Field(max_length=100)


_ADMITTED: dict[int | str, dict[str, Any]] = {
    201: {"model": JobAnswer, "description": "The new job."},
    200: {"model": JobAnswer, "description": "The equal job that is active already. Nothing counts against the limit."},
}


@router.post("", status_code=201, responses=_ADMITTED | documented(404, 409, 413, 429))
def create_job(body: NewJob, response: Response, learner: Learner, database: Db, now: Now) -> JobAnswer:
    """Start a job. The answer comes at once; the content is made while the job runs. 409 if it is for a goal that is
    paused or archived.
    """
    with database.write() as session:
        admission = QUEUE.enqueue(session, learner, body.type, body.payload, now=now, priority=body.priority)
    return _admitted(admission, response)


@router.get("")
def list_jobs(
    *,
    learner: Learner,
    database: Db,
    status: Annotated[list[JobStatus], Query(default_factory=list, description="May be given several times.")],
    type: JobType | None = None,  # noqa: A002 - the name in the address
    limit: PageSize = 20,
    cursor: Cursor = None,
) -> JobsAnswer:
    """List the jobs, newest first."""
    with database.read() as session:
        page = reading.list_jobs(session, learner, statuses=status, job_type=type, limit=limit, cursor=cursor)
    return JobsAnswer(jobs=[JobAnswer.of(job) for job in page.jobs], next_cursor=page.next_cursor)


@router.post("/poll", responses=documented(413))
def poll_jobs(body: Poll, learner: Learner, database: Db) -> PolledAnswer:
    """Get up to 100 jobs in one request."""
    with database.read() as session:
        jobs, missing = reading.poll_jobs(session, learner, body.job_ids)
    return PolledAnswer(jobs=[JobAnswer.of(job) for job in jobs], missing=list(missing))


@router.get(
    "/{job_id}",
    response_model=JobAnswer,
    responses=documented(404) | {304: {"description": "The version named in `If-None-Match` is still current."}},
)
def get_job(
    job_id: PathId,
    response: Response,
    learner: Learner,
    database: Db,
    if_none_match: Annotated[str | None, Header(max_length=2000)] = None,
) -> JobAnswer | Response:
    """Get a job. Send the last ETag as `If-None-Match`, so that an unchanged job costs little."""
    with database.read() as session:
        job = reading.get_job(session, learner, job_id)
    headers = {"ETag": etag.tag(job.version), "Cache-Control": "private, no-cache"}
    if etag.is_known(headers["ETag"], if_none_match=if_none_match):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return JobAnswer.of(job)


@router.post("/{job_id}", status_code=201, responses=_ADMITTED | documented(404, 409, 429))
def retry_job(job_id: PathId, response: Response, learner: Learner, database: Db, now: Now) -> JobAnswer:
    """Start a new job for the items that a failed or cancelled job has left missing.

    Flashcards and questions it saved are not made again, even if they were deleted since, and finished parts of a text
    are not requested again. `items_expected` is the number of missing items, or the full number if nothing was kept.
    While such a retry is active it is returned; 409 when nothing is missing. To have everything made once more, post
    the original request to `/api/jobs`.
    """
    with database.write() as session:
        admission = QUEUE.retry(session, learner, job_id, now=now)
    return _admitted(admission, response)


@router.post("/{job_id}/cancel", responses=documented(404, 409))
def cancel_job(job_id: PathId, learner: Learner, database: Db, now: Now) -> JobAnswer:
    """Cancel a job. Saved items are kept. A running job stops within 2 s; get it again to see it `cancelled`."""
    with database.write() as session:
        job = QUEUE.cancel(session, learner, job_id, now=now)
    return JobAnswer.of(job)


@router.post("/{job_id}/try-now", responses=documented(404, 409))
def try_now(job_id: PathId, learner: Learner, database: Db, now: Now) -> JobAnswer:
    """Start the next attempt of a waiting job now, e.g. because the provider is back. 409 if the job is not waiting."""
    with database.write() as session:
        QUEUE.try_now(session, learner, job_id, now=now)
        return JobAnswer.of(reading.get_job(session, learner, job_id))


def _admitted(admission: Admission, response: Response) -> JobAnswer:
    response.status_code = 201 if admission.created else 200
    return JobAnswer.of(admission.job)
