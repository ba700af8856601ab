"""The doors' side of the engine. Each function is one statement of intent inside the caller's transaction."""

from studyapp.jobs.queue.cancel import cancel, cancel_batch
from studyapp.jobs.queue.enqueue import enqueue
from studyapp.jobs.queue.hurry import hurry
from studyapp.jobs.queue.outages import try_now
from studyapp.jobs.queue.retry import repeat, retry
from studyapp.jobs.store.batches import Listed, ListedPage, Parts, count_active, list_batches
from studyapp.jobs.store.rate_limit import quota
from studyapp.jobs.store.reading import (
    attempts,
    get_job,
    jobs_for_target,
    latest_for_targets,
    list_jobs,
    poll_jobs,
    spent,
)
from studyapp.jobs.store.views import Admission, JobPage, JobView, Quota, Spent, TargetRef

__all__ = [
    "Admission",
    "JobPage",
    "JobView",
    "Listed",
    "ListedPage",
    "Parts",
    "Quota",
    "Spent",
    "TargetRef",
    "attempts",
    "cancel",
    "cancel_batch",
    "count_active",
    "enqueue",
    "get_job",
    "hurry",
    "jobs_for_target",
    "latest_for_targets",
    "list_batches",
    "list_jobs",
    "poll_jobs",
    "quota",
    "repeat",
    "retry",
    "spent",
    "try_now",
]
