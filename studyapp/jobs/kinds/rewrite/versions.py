"""The two versions of a card that a job has written anew: the learner takes the new one, or goes back to the old."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlmodel import Session

from studyapp.errors import Conflict, NotFound
from studyapp.jobs.store.reading import get_job
from studyapp.models import Card
from studyapp.services.cards import editing


class Version(StrEnum):
    BEFORE = "before"
    AFTER = "after"


_OTHER: Final = {Version.BEFORE: Version.AFTER, Version.AFTER: Version.BEFORE}


def take_version(session: Session, user_id: str, job_id: str, version: Version, *, now: datetime) -> Card:
    """Put this version on the card, as long as the other one stands there."""
    result = get_job(session, user_id, job_id).result or {}
    if version not in result:
        raise NotFound("This version is not there.")
    texts, other = result[version], result[_OTHER[version]]
    card = editing.get_card(session, user_id, result["card_id"])
    if (card.question, card.answer) != (other["question"], other["answer"]):
        raise Conflict("This card was edited meanwhile, so it stays as it is.")
    return editing.edit_card(
        session,
        user_id,
        card.id,
        question=texts["question"],
        answer=texts["answer"],
        explanation=texts.get("explanation"),
        distractors=texts.get("distractors") or [],
        now=now,
    )
