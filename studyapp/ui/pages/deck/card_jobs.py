"""Jobs for single cards: distractors being made, and better versions the learner has not decided on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from studyapp.jobs.kinds.rewrite.versions import versions_in
from studyapp.jobs.store import reading
from studyapp.jobs.store.views import JobView
from studyapp.models import Card, JobStatus
from studyapp.rendering import back_html, to_html, to_inline_html
from studyapp.ui.pages.deck.rows import Proposal, Side
from studyapp.ui.tasks.rows import TaskRow, task_rows


@dataclass(frozen=True)
class CardJobs:
    tasks: list[TaskRow] = field(default_factory=list[TaskRow])
    proposals: list[Proposal] = field(default_factory=list[Proposal])


def card_jobs(session: Session, user_id: str, cards: Sequence[Card], *, now: datetime) -> Mapping[str, CardJobs]:
    """The jobs of each card by its id, read with three statements for any number of cards."""
    by_id = {card.id: card for card in cards}
    found: defaultdict[str, CardJobs] = defaultdict(CardJobs)
    latest = reading.latest_for_targets(session, user_id, "card", list(by_id))
    told = [job for job in latest if job.status is not JobStatus.COMPLETED]
    for job, row in zip(told, task_rows(session, user_id, told, now=now), strict=True):
        found[_card_id(job)].tasks.append(row)
    for job in latest:
        if proposal := _proposal(job, by_id[_card_id(job)]):
            found[_card_id(job)].proposals.append(proposal)
    return found


def _card_id(job: JobView) -> str:
    return job.target["id"] if job.target else ""


def _proposal(job: JobView, card: Card) -> Proposal | None:
    """The proposal of a job; None if the card was changed since the job read it, by taking a version or by hand."""
    found = versions_in(job)
    if found is None or not found.is_before(card):
        return None
    return Proposal(
        job.id, before=_side(found.before, card.cloze_ordinal), after=_side(found.after, card.cloze_ordinal)
    )


def _side(texts: Mapping[str, Any], ordinal: int | None) -> Side:
    return Side(
        question=back_html(texts["question"], ordinal),
        answer=to_html(texts["answer"]) if ordinal is None else "",
        explanation=to_html(texts.get("explanation") or ""),
        distractors=[to_inline_html(text) for text in texts.get("distractors") or ()],
    )
