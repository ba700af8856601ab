"""The jobs of a goal: the one that makes its tree, and those that make the cards of its skills."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session

from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.requests.goals import skill_jobs
from studyapp.jobs.store import reading
from studyapp.jobs.store.views import JobView
from studyapp.models import ACTIVE, JobStatus
from studyapp.services.goals.tree import Skill
from studyapp.ui.tasks.rows import TaskRow, task_rows


@dataclass(frozen=True)
class GoalJobs:
    tree: list[JobView] = field(default_factory=list[JobView])
    """The active jobs for the tree, or the last one that went wrong."""
    by_node: Mapping[str, JobView] = field(default_factory=dict[str, JobView])
    """The newest job of each skill."""

    @property
    def is_growing(self) -> bool:
        return any(job.status in ACTIVE for job in self.tree)

    @property
    def unfinished(self) -> set[str]:
        """The ids of the categories whose skills are missing, because the job broke off."""
        return {str(node_id) for job in self.tree for node_id in (job.result or {}).get("unfinished", ())}

    @property
    def failed(self) -> list[JobView]:
        """The jobs for cards that can be retried."""
        return [job for job in self.by_node.values() if job.status is JobStatus.FAILED and not job.is_retried]

    @property
    def active(self) -> list[JobView]:
        """The active jobs for cards."""
        return [job for job in self.by_node.values() if job.status in ACTIVE]

    @property
    def of_batch(self) -> list[JobView]:
        """The jobs for cards that were asked for together with those that are active."""
        parents = {job.parent_id for job in self.active} - {None}
        return [job for job in self.by_node.values() if job.parent_id in parents or job in self.active]


def goal_jobs(session: Session, user_id: str, goal_id: str, skills: Sequence[Skill]) -> GoalJobs:
    return GoalJobs(
        tree=reading.jobs_for_target(session, user_id, "goal", goal_id),
        by_node=skill_jobs(session, user_id, [skill.id for skill in skills]),
    )


def tree_tasks(session: Session, user_id: str, jobs: GoalJobs, *, now: datetime) -> list[TaskRow]:
    """The jobs for the tree as rows."""
    return _here(task_rows(session, user_id, jobs.tree, now=now))


def node_tasks(session: Session, user_id: str, node_id: str, jobs: GoalJobs, *, now: datetime) -> list[TaskRow]:
    """The job for the cards of a skill that is active or went wrong, as a row; at most one."""
    job = jobs.by_node.get(node_id)
    told = [job] if job and (job in jobs.active or job in jobs.failed) else []
    return _here(task_rows(session, user_id, told, now=now))


def _here(rows: Sequence[TaskRow]) -> list[TaskRow]:
    """The rows without their link to the result, which is on the same page."""
    return [replace(row, has_items=False) for row in rows]


def cancel_all(session: Session, user_id: str, job_ids: Sequence[str], *, now: datetime) -> int:
    """Cancel these jobs, and return how many these were."""
    for job_id in job_ids:
        QUEUE.cancel(session, user_id, job_id, now=now)
    return len(job_ids)
