"""How far the lessons of a document are: which are there, which are being made, which failed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from studyapp.jobs.store.views import JobView
from studyapp.models import ACTIVE, JobStatus, Section, SectionKind
from studyapp.services.lessons.course_mastery import KnownSection
from studyapp.services.lessons.sections import is_readable


@dataclass(frozen=True)
class LessonMark:
    """The lesson on a section."""

    state: str = ""
    """`making`, `ready`, `failed`, `begun` if it broke off; empty if there is none."""
    words: str = ""


@dataclass(frozen=True)
class Batch:
    """Lessons that are asked for together."""

    done: int = 0
    count: int = 0
    """0 if none is being made."""
    percent: int = 0
    """How far they are together."""


@dataclass(frozen=True)
class DocumentLessons:
    marks: Mapping[str, LessonMark] = field(default_factory=dict[str, LessonMark])
    """By the id of the section; sections without a lesson are left out."""
    making: str = ""
    """E.g. `Generating lessons… 3 of 12`; empty if none is being made."""
    batch: Batch = Batch()
    """The lessons that are being made, and those that were made with them."""
    active: Sequence[JobView] = ()
    failed: Sequence[JobView] = ()
    """The jobs that can be retried."""
    missing: int = 0
    """How many chosen sections have no finished lesson and no job."""


def document_lessons(
    found: Sequence[Section],
    all_jobs: Mapping[str, JobView],
    there: Mapping[str, bool],
    known: Mapping[str, KnownSection],
) -> DocumentLessons:
    """The lessons on the sections `found`.

    By the ids of sections `all_jobs` has the latest jobs for lessons, `there` says whether a lesson is finished, and
    `known` how well the sections are known.
    """
    leaves = _leaves(found)
    jobs = {each.id: all_jobs[each.id] for each in leaves if each.id in all_jobs}
    finished = {each.id for each in leaves if there.get(each.id)}
    active = [job for job in jobs.values() if job.status in ACTIVE]
    failed = [job for job in jobs.values() if job.status is JobStatus.FAILED and not job.is_retried]
    making = {section_id for section_id, job in jobs.items() if job in active}
    marks = {
        section.id: mark
        for section in leaves
        if (
            mark := _mark(
                jobs.get(section.id),
                is_begun=section.id in there,
                is_finished=section.id in finished,
                known=known[section.id].tally.percent if section.id in known else None,
            )
        )
    }
    wanted = [each for each in leaves if each.is_chosen and is_readable(each)]
    missing = [each for each in wanted if each.id not in finished and each.id not in making]
    batch = _batch([*jobs.values()], active)
    return DocumentLessons(marks, _making(batch), batch, active, failed, len(missing))


def _leaves(found: Sequence[Section]) -> list[Section]:
    parents = {section.parent_id for section in found}
    return [each for each in found if each.kind is SectionKind.BODY and each.id not in parents]


def _mark(job: JobView | None, *, is_begun: bool, is_finished: bool, known: int | None) -> LessonMark | None:
    """`known` is how well the section is known, in percent."""
    if job and job.status in ACTIVE:
        concepts = f"{job.items_done} {'concept' if job.items_done == 1 else 'concepts'}" if job.items_done else ""
        waits = job.status is JobStatus.PENDING and not job.items_done
        return LessonMark("making", "Waiting…" if waits else f"Generating… {concepts}".rstrip())
    if is_finished:
        return LessonMark("ready", "Lesson" if known is None else f"Lesson · {known} %")
    if job and job.status is JobStatus.FAILED and not job.is_retried:
        return LessonMark("failed", job.error or "Failed")
    return LessonMark("begun", "Unfinished") if is_begun else None


def _batch(jobs: Sequence[JobView], active: Sequence[JobView]) -> Batch:
    batches = {job.parent_id or job.id for job in active}
    of_batch = [job for job in jobs if (job.parent_id or job.id) in batches]
    done = sum(job.status is JobStatus.COMPLETED for job in of_batch)
    steps = 100 * done + sum(job.progress for job in of_batch if job.status in ACTIVE)
    return Batch(done, len(of_batch), round(steps / max(len(of_batch), 1)))


def _making(batch: Batch) -> str:
    match batch.count:
        case 0:
            return ""
        case 1:
            return "Generating a lesson…"
        case count:
            return f"Generating lessons… {batch.done} of {count}"
