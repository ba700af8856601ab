"""The two versions of a rewritten card. The learner takes the new one, or goes back to the old one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlmodel import Session

from studyapp.errors import Conflict, NotFound
from studyapp.jobs.store.reading import get_job
from studyapp.jobs.store.views import JobView
from studyapp.models import Card, JobStatus, JobType
from studyapp.services import text_input
from studyapp.services.cards import editing


class Version(StrEnum):
    BEFORE = "before"
    AFTER = "after"


_OTHER: Final = {Version.BEFORE: Version.AFTER, Version.AFTER: Version.BEFORE}


@dataclass(frozen=True, slots=True)
class Versions:
    """Both versions of a card, each with `question`, `answer`, `explanation` and `distractors`."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]

    def is_before(self, card: Card) -> bool:
        """Whether the card still has the old text, so that it was neither replaced nor edited."""
        return (self.before["question"], self.before["answer"]) == (card.question, card.answer)


def versions_in(job: JobView) -> Versions | None:
    """Both versions from the result of a completed rewrite; None for any other job."""
    if job.type is not JobType.CARD_REGENERATION or job.status is not JobStatus.COMPLETED or not job.result:
        return None
    return Versions(job.result["before"], job.result["after"])


def take_version(session: Session, user_id: str, job_id: str, version: Version, *, now: datetime) -> Card:
    """Put a version on the card. Raises `Conflict` if the card no longer has the other version's text.

    An explanation and distractors that the card got meanwhile, from the learner or from another job, stay.
    """
    result = get_job(session, user_id, job_id).result or {}
    if version not in result:
        raise NotFound("This version is not there.")
    card = editing.get_card(session, user_id, result["card_id"])
    texts, other, current = result[version], _as_stored(result[_OTHER[version]]), _as_stored(card.model_dump())
    if (current["question"], current["answer"]) != (other["question"], other["answer"]):
        raise Conflict("This card was edited meanwhile, so it stays as it is.")
    return editing.edit_card(
        session,
        user_id,
        card.id,
        question=texts["question"],
        answer=texts["answer"],
        explanation=texts.get("explanation") if current["explanation"] == other["explanation"] else ...,
        distractors=(texts.get("distractors") or []) if current["distractors"] == other["distractors"] else None,
        now=now,
    )


def _as_stored(texts: Mapping[str, Any]) -> dict[str, Any]:
    """The texts of a version or a card, written as they are stored when a learner saves them."""
    lines = {name: _stored(texts.get(name)) for name in ("question", "answer", "explanation")}
    return lines | {"distractors": [_stored(text) for text in texts.get("distractors") or ()]}


def _stored(text: str | None) -> str:
    return text_input.storable(text or "").strip()
