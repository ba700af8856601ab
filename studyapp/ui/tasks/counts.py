"""How many items a job has made, and how many are to come, in words."""

from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.kinds.words import Words
from studyapp.jobs.store.views import JobView


def missing(job: JobView) -> int | None:
    """How many items are still to come; None while nobody knows how many there should be."""
    return None if job.items_expected is None else max(0, job.items_expected - job.items_done)


def count(number: int, words: Words) -> str:
    """E.g. `1 card` or `7 cards`."""
    return f"{number} {words.one if number == 1 else words.many}"


def counted(job: JobView) -> str:
    """The number of items, e.g. `7 of 20` or `7 skills`; empty while nothing is known."""
    if job.items_expected:
        about = "about " if HANDLERS[job.type].is_estimate else ""
        return f"{job.items_done} of {about}{job.items_expected}"
    return count(job.items_done, HANDLERS[job.type].words) if job.items_done else ""
