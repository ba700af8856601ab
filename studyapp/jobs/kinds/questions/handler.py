"""Makes questions from a prompt without material. Each is saved as soon as it has passed the rules.

The model first says how it understands the prompt and how many questions there will be. This is kept in the
checkpoint, shown while the job runs, and still holds in later attempts, which ask only for the missing questions.
"""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session

from studyapp.errors import ErrorCode, GenerationFailed
from studyapp.generation import questions as generated
from studyapp.generation.calls import QUESTIONS_AT_ONCE, Intent, QuestionCall
from studyapp.generation.checking import CheckedCard
from studyapp.generation.failures import final
from studyapp.generation.provider import Usage
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.deck_progress import Progress, carried_on, summary
from studyapp.jobs.kinds.deck_request import deck_for
from studyapp.jobs.kinds.deck_work import DeckWork, Known
from studyapp.jobs.kinds.definition import CarriedOn, Handler, Target
from studyapp.jobs.kinds.questions.request import QuestionRequest, dedup_key
from studyapp.jobs.kinds.questions.words import WORDS
from studyapp.jobs.store.views import JobSnapshot
from studyapp.rules.items import KnownCard

MOST_ACTIVE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood(Progress):
    intent: str = ""
    total: int | None = None
    """How many questions the model has announced; None as long as it has not said."""
    batches_done: int = 0

    @property
    def goal(self) -> int:
        """How many questions there should be for the request once the current batch is done."""
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
    return await work.summed_up()


def summarize(session: Session, job: JobSnapshot) -> dict[str, Any]:
    """The result of a job that ended early: the questions it saved."""
    return _summary(session, job, _resumed(job.checkpoint), partial=True)


def carry_on(job: JobSnapshot) -> CarriedOn | None:
    """The start of a retry, which keeps the model's understanding of the prompt and the announced number."""
    progress = _resumed(job.checkpoint)
    last_batch = ((progress.total or 1) - 1) // QUESTIONS_AT_ONCE
    unfinished = replace(progress, batches_done=min(progress.batches_done, last_batch))
    return carried_on(job, unfinished, wanted=progress.total)


class _Work(DeckWork[Understood, QuestionCall]):
    words = WORDS
    all_known = "The deck already holds every question the model wrote on this."
    too_few = "the model did not write more"
    saving = "generating"

    def __init__(self, context: JobContext, request: QuestionRequest) -> None:
        super().__init__(context, _resumed(context.checkpoint))
        self._request = request

    @property
    def is_understood(self) -> bool:
        return bool(self._progress.intent or self._progress.total)

    @property
    def owed(self) -> int | None:
        """How many questions this job has to make; None until the model has announced the total."""
        return None if self._progress.total is None else self._progress.total - self._progress.before

    @property
    def is_done(self) -> bool:
        return self._progress.is_done

    @property
    def missing(self) -> int:
        return self._progress.missing

    async def finish_batch(self) -> None:
        await self.fill()
        await self.note(replace(self._progress, batches_done=self._progress.batches_done + 1, repaired=False))

    async def call(self, known: Known) -> QuestionCall:
        return QuestionCall(
            self._request.prompt,
            count=None if self._progress.total is None else min(self.missing, self.at_once),
            at_once=min(self.at_once, QUESTIONS_AT_ONCE),
            intent=self._progress.intent or None,
            avoid=generated.questions_to_avoid(known.own, known.all),
        )

    def repair_call(self, call: QuestionCall, rejected: Sequence[CheckedCard]) -> QuestionCall:
        return generated.repair(call, rejected, missing=self.missing)

    def stream(self, call: QuestionCall, known: list[KnownCard]) -> AsyncGenerator[Intent | CheckedCard | Usage]:
        return generated.stream(self._context.provider, call, known=known, enough=self._has_enough)

    async def heed(self, said: Intent) -> None:
        await self.note(replace(self._progress, intent=said.sentence, total=said.total), phase="generating")
        await self._context.report(items_expected=said.total)

    def nothing_found(self) -> GenerationFailed:
        sentence = "The model wrote no question on this. Say more exactly what you want to be asked about."
        return final(ErrorCode.BAD_OUTPUT, sentence)

    async def summed_up(self) -> dict[str, Any]:
        return await self.result(wanted=self.owed or 0) | {"intent": self._progress.intent}


def _resumed(checkpoint: dict[str, Any]) -> Understood:
    return Understood(**checkpoint)


def _summary(session: Session, job: JobSnapshot, progress: Understood, *, partial: bool) -> dict[str, Any]:
    return summary(session, job, rejected=progress.rejected, partial=partial) | {"intent": progress.intent}


QUESTIONS: Final = Handler(
    words=WORDS,
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
