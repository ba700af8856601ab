"""Proposes a better version of a card. The card itself changes only when the learner takes that version."""

import hashlib
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from sqlmodel import Session

from studyapp.errors import BadInput, ErrorCode, GenerationFailed
from studyapp.generation import rewrite as generated
from studyapp.generation.calls import RewriteCall
from studyapp.generation.checking import CheckedCard, counted, describe_rejected
from studyapp.generation.failures import final
from studyapp.generation.provider import Usage
from studyapp.jobs.kinds.card_snapshot import CardSnapshot, redo_if_edited, take_snapshot, unedited
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.definition import Handler, Target
from studyapp.jobs.kinds.rewrite.words import WORDS
from studyapp.material.cleaning import clean_text
from studyapp.rules.items import CardDraft
from studyapp.services.cards import editing

LONGEST_FEEDBACK: Final = 1_000


def _feedback(text: str) -> str:
    feedback = clean_text(text)
    if len(feedback) > LONGEST_FEEDBACK:
        raise BadInput(f"Say what to change in at most {LONGEST_FEEDBACK:,} characters; these are {len(feedback):,}.")
    return feedback


class RewriteRequest(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    card_id: str
    """The card to propose a better version of."""
    feedback: Annotated[str, AfterValidator(_feedback), Field(json_schema_extra={"maxLength": LONGEST_FEEDBACK})] = ""
    """What to change, in at most 1,000 characters. If it is empty, the model decides what to improve."""


def dedup_key(request: RewriteRequest) -> str:
    """The key by card and feedback, so that other feedback for the same card is another job."""
    return hashlib.sha256(f"{request.card_id}\0{request.feedback}".encode()).hexdigest()


def accept(session: Session, user_id: str, request: RewriteRequest, now: datetime) -> Target:  # noqa: ARG001
    return Target("card", editing.get_card(session, user_id, request.card_id).id)


async def rewrite_card(context: JobContext, request: RewriteRequest) -> dict[str, Any]:
    return await redo_if_edited(context, partial(_rewrite, context, request))


async def _rewrite(context: JobContext, request: RewriteRequest) -> dict[str, Any]:
    snapshot = await take_snapshot(context, request.card_id)
    after = await _better_version(context, snapshot, request.feedback)
    await context.query(partial(_still_the_same, user_id=context.job.user_id, request=request, snapshot=snapshot))
    return {"card_id": request.card_id, "before": _texts(snapshot.card), "after": _texts(after)}


async def _better_version(context: JobContext, snapshot: CardSnapshot, feedback: str) -> CardDraft:
    call = RewriteCall(snapshot.card, feedback, siblings=snapshot.siblings)
    first = await _ask(context, call)
    if first and not first.is_rejected:
        return first.draft
    await context.report(phase="improving")
    again = await _ask(context, replace(call, complaints=[first.complaint]) if first else call)
    if again and not again.is_rejected:
        return again.draft
    raise _not_good_enough([each for each in (first, again) if each])


async def _ask(context: JobContext, call: RewriteCall) -> CheckedCard | None:
    """The checked version from one call; None if the model gave none."""
    version = None
    async with aclosing(generated.stream(context.provider, call)) as said:
        async for part in said:
            if isinstance(part, Usage):
                await context.record_usage(part)
            else:
                version = part
    return version


def _still_the_same(session: Session, user_id: str, request: RewriteRequest, snapshot: CardSnapshot) -> None:
    unedited(session, user_id, request.card_id, snapshot)


def _texts(card: CardDraft) -> dict[str, Any]:
    return {
        "question": card.question,
        "answer": card.answer,
        "explanation": card.explanation,
        "distractors": list(card.distractors),
    }


def _not_good_enough(versions: list[CheckedCard]) -> GenerationFailed:
    if not versions:
        return final(ErrorCode.BAD_OUTPUT, "The model gave no other version of this card.")
    reasons = describe_rejected(counted({}, *(version.objections[0].rule for version in versions)))
    return final(ErrorCode.BAD_OUTPUT, f"No version was good enough: {reasons}.")


REWRITE: Final = Handler(
    words=WORDS,
    payload=RewriteRequest,
    dedup_key=dedup_key,
    accept=accept,
    run=rewrite_card,
)
