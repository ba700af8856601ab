"""Answers to check-ins together with the jobs that judge the written ones."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session

from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store.reading import latest_by_target
from studyapp.jobs.store.views import JobView
from studyapp.models import JobType
from studyapp.services.lessons.answers import Answered, answer_check_in

KIND = JobType.ANSWER_CHECK
_PRIORITY: Final = 10
"""The learner waits for the verdict, and for nothing of a batch that may be running meanwhile."""


def judging_jobs(session: Session, user_id: str, check_in_ids: Sequence[str]) -> dict[str, JobView]:
    """The latest job that judges an answer to each of these check-ins, by the id of the check-in."""
    return latest_by_target(session, user_id, "check_in", check_in_ids, KIND)


def answer(
    session: Session,
    user_id: str,
    check_in_id: str,
    *,
    option: int | None = None,
    text: str | None = None,
    seen: int | None = None,
    duration_ms: int = 0,
    now: datetime,
) -> tuple[Answered, JobView | None]:
    """Store an answer, and enqueue the job that judges it if that is needed. If the job is refused, neither is there.

    See `answer_check_in` for the parameters.
    """
    answered = answer_check_in(
        session, user_id, check_in_id, option=option, text=text, seen=seen, duration_ms=duration_ms, now=now
    )
    if answered.answer.verdict is not None:
        return answered, None
    job = QUEUE.enqueue(session, user_id, KIND, {"answer_id": answered.answer.id}, priority=_PRIORITY, now=now).job
    answered.answer.job_id = job.id
    session.flush()
    return answered, job
