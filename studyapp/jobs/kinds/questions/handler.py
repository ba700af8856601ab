"""Questions from a bare prompt, each saved the moment it has passed the rules.

The model first says how it understands the prompt and how many questions there will be; that is kept in the
checkpoint, shown while the job runs, and holds for its later attempts. They ask for what is missing only.
"""

from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import structlog
from sqlmodel import Session

from studyapp.errors import ErrorCode, GenerationFailed, Outage
from studyapp.generation import questions as generated
from studyapp.generation.checking import CheckedCard, describe_rejected
from studyapp.generation.failures import final
from studyapp.generation.provider import QUESTIONS_AT_ONCE, Intent, QuestionCall, Usage
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.deck_cards import DeckWork, Known, Progress, carried_on, deck_for, summary
from studyapp.jobs.kinds.definition import CarriedOn, Handler, Target
from studyapp.jobs.kinds.questions.request import QuestionRequest, dedup_key
from studyapp.jobs.kinds.words import ENDING_PHASES, Words
from studyapp.jobs.store.views import JobSnapshot

MOST_ACTIVE: Final = 3

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood(Progress):
    intent: str = ""
    total: int | None = None
    """Questions announced; empty until the model has said so, or when it does not."""
    batches_done: int = 0

    @property
    def goal(self) -> int:
        """How many there should be once this batch is done."""
        owed = QUESTIONS_AT_ONCE * (self.batches_done + 1)
        return owed if self.total is None else min(owed, self.total)

    @property
    def missing(self) -> int:
        return min(self.goal - self.made, QUESTIONS_AT_ONCE)

    @property
    def is_done(self) -> bool:
        return self.batches_done > 0 and QUESTIONS_AT_ONCE * self.batches_done >= (self.total or 0)


def accept(session: Session, user_id: str, request: QuestionRequest, now: datetime) -> Target:
    deck = deck_for(session, user_id, deck_id=request.deck_id, title=request.title, now=now)
    return Target("deck", deck.id, settled={"deck_id": deck.id})


async def make_questions(context: JobContext, request: QuestionRequest) -> dict[str, Any]:
    work = _Work(context, request)
    await context.report(phase="generating" if work.is_understood else "clarifying", items_expected=work.owed)
    while not work.is_done:
        await work.finish_batch()
    await context.report(phase="finalizing")
    return await work.result()


def summarize(session: Session, job: JobSnapshot) -> dict[str, Any]:
    """What a job that ended early has kept."""
    return _summary(session, job, _resumed(job.checkpoint), partial=True)


def carry_on(job: JobSnapshot) -> CarriedOn | None:
    """The prompt stays understood as it was, and as many are owed as were announced for it."""
    progress = _resumed(job.checkpoint)
    last_batch = ((progress.total or 1) - 1) // QUESTIONS_AT_ONCE
    unfinished = replace(progress, batches_done=min(progress.batches_done, last_batch))
    return carried_on(job, unfinished, wanted=progress.total)


class _Work(DeckWork[Understood]):
    def __init__(self, context: JobContext, request: QuestionRequest) -> None:
        super().__init__(context, _resumed(context.checkpoint))
        self._request = request

    @property
    def is_understood(self) -> bool:
        return bool(self._progress.intent or self._progress.total)

    @property
    def owed(self) -> int | None:
        """Questions this job is to make; empty until the model has said how many there will be."""
        return None if self._progress.total is None else self._progress.total - self._progress.before

    @property
    def is_done(self) -> bool:
        return self._progress.is_done

    async def finish_batch(self) -> None:
        """Ask for what is missing of it, then once more for what was rejected."""
        if self._progress.missing > 0:
            known = await self._context.query(self._known)
            rejected = await self._save_questions(self._call(known), known)
            if rejected and self._progress.missing > 0 and not self._progress.repaired:
                await self._repair(rejected, known)
        await self._note(replace(self._progress, batches_done=self._progress.batches_done + 1, repaired=False))

    async def result(self) -> dict[str, Any]:
        if not self._progress.saved:
            raise self._nothing_made()
        made = await self._context.query(lambda session: _summary(session, self._job, self._progress, partial=False))
        return made | self._shortfall(self.owed or 0, noun="questions", otherwise="the model did not write more")

    def _call(self, known: Known) -> QuestionCall:
        return QuestionCall(
            self._request.prompt,
            count=None if self._progress.total is None else self._progress.missing,
            intent=self._progress.intent or None,
            avoid=generated.questions_to_avoid(known.own, known.all),
        )

    async def _save_questions(self, call: QuestionCall, known: Known) -> list[CheckedCard]:
        """Save what passes; what did not pass."""
        rejected: list[CheckedCard] = []
        async with aclosing(generated.stream(self._context.provider, call, known=known.all)) as said:
            async for part in said:
                match part:
                    case Intent():
                        await self._understand(part)
                    case Usage():
                        await self._context.record_usage(part)
                    case _ if part.is_rejected:
                        rejected.append(part)
                        await self._count_rejected(part)
                    case _:
                        await self._save(part, phase="generating")
        return rejected

    async def _repair(self, rejected: Sequence[CheckedCard], known: Known) -> None:
        """One more try for the rejected ones. It is a favour: when it fails, the questions there are stay."""
        await self._note(replace(self._progress, repaired=True), phase="improving")
        further = replace(known, own=await self._context.query(self._own))
        call = generated.repair(self._call(further), rejected, missing=self._progress.missing)
        try:
            await self._save_questions(call, known)
        except Outage:
            await self._note(replace(self._progress, repaired=False))
            raise
        except GenerationFailed as failure:
            log.info("questions.repair_failed", error_code=failure.code, error=failure.sentence)

    async def _understand(self, intent: Intent) -> None:
        await self._note(replace(self._progress, intent=intent.sentence, total=intent.total), phase="generating")
        await self._context.report(items_expected=intent.total)

    def _nothing_made(self) -> GenerationFailed:
        rejected = self._progress.rejected
        if not rejected:
            sentence = "The model wrote no question on this. Say more exactly what you want to be asked about."
        elif set(rejected) == {"F9"}:
            return final(ErrorCode.BAD_INPUT, "The deck already holds every question the model wrote on this.")
        else:
            reasons = describe_rejected(rejected)
            sentence = f"None of the {sum(rejected.values())} questions was good enough: {reasons}."
        return final(ErrorCode.BAD_OUTPUT, sentence)


def _resumed(checkpoint: dict[str, Any]) -> Understood:
    return Understood(**checkpoint)


def _summary(session: Session, job: JobSnapshot, progress: Understood, *, partial: bool) -> dict[str, Any]:
    return summary(session, job, rejected=progress.rejected, partial=partial) | {"intent": progress.intent}


_WORDS: Final = Words(
    noun="Questions",
    icon="message-circle-question",
    making="Generating questions",
    waiting="Questions wait their turn",
    one="question",
    many="questions",
    view="View questions",
    phases={"clarifying": "Working out what to ask", **ENDING_PHASES},
    result="Of questions: the same as of flashcards, and `intent`.",
)
QUESTIONS: Final = Handler(
    words=_WORDS,
    payload=QuestionRequest,
    dedup_key=dedup_key,
    accept=accept,
    run=make_questions,
    summarize=summarize,
    carry_on=carry_on,
    most_active=MOST_ACTIVE,
    tells_intent=True,
    is_estimate=True,
)
