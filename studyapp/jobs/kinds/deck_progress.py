"""How far a job is that puts cards into a deck, what a retry of it begins with, and its result."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sqlmodel import Session

from studyapp.jobs.kinds.definition import CarriedOn
from studyapp.jobs.store.views import JobSnapshot
from studyapp.services.cards import lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The checkpoint: how far the job is, counted over all its attempts."""

    repaired: bool = False
    """Whether the current stretch has had its one repair call."""
    saved: int = 0
    """How many cards this job has saved. This is also the ordinal of the next card."""
    rejected: Mapping[str, int] = field(default_factory=dict[str, int])
    """How many cards each rule was the first to reject."""
    most_at_once: int | None = None
    """The most cards to ask for at once, since the model ran out of tokens before its first card; else None."""
    before: int = 0
    """How many cards earlier jobs saved for the same request. This job makes only the rest."""
    earlier: Sequence[str] = ()
    """The ids of the earlier jobs for the same request."""

    @property
    def made(self) -> int:
        """How many cards this and earlier jobs made for the request. Cards deleted since are counted too."""
        return self.before + self.saved


def carried_on(job: JobSnapshot, progress: Progress, *, wanted: int | None) -> CarriedOn | None:
    """The start of a retry: the job's progress, but no saved cards and a new repair call. None if nothing was saved.

    `wanted` is how many cards the request asks for in all. If it is None (not known yet), cards of earlier jobs do not
    count towards it.
    """
    earlier = (*progress.earlier, job.id) if progress.saved else progress.earlier
    if not earlier:
        return None
    before = 0 if wanted is None else progress.made
    further = replace(progress, before=before, earlier=earlier, saved=0, rejected={}, repaired=False)
    return CarriedOn(asdict(further), missing=None if wanted is None else wanted - before)


def summary(session: Session, job: JobSnapshot, *, rejected: Mapping[str, int], partial: bool) -> dict[str, Any]:
    """The result of the job: the cards it made, and how many were rejected by each rule."""
    ids = [card.id for card in lists.cards_of_job(session, job.user_id, job.id)]
    return {
        "deck_id": job.payload["deck_id"],
        "flashcard_ids": ids,
        "count": len(ids),
        "rejected": dict(rejected),
        "partial": partial,
    }
