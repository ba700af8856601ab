"""Makes flashcards from a text, chunk by chunk. Each card is saved as soon as it has passed the rules.

The checkpoint is written in the same transaction as the card it counts. A later attempt continues exactly there:
finished chunks are not asked again, and the unfinished one only for its missing cards.

A word list becomes cards as it is written, all of it and without a model, even if one is set: a model would cost money
and change words that the learner has chosen.
"""

import asyncio
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from sqlmodel import Session

from studyapp.errors import TooLong
from studyapp.generation.pairs.listing import cards_of
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.deck_progress import carried_on, summary
from studyapp.jobs.kinds.deck_request import deck_for
from studyapp.jobs.kinds.definition import CarriedOn, Handler, Target
from studyapp.jobs.kinds.flashcards import material, sections, skills
from studyapp.jobs.kinds.flashcards.material import Material
from studyapp.jobs.kinds.flashcards.progress import resumed
from studyapp.jobs.kinds.flashcards.request import FlashcardRequest, dedup_key
from studyapp.jobs.kinds.flashcards.words import WORDS
from studyapp.jobs.kinds.flashcards.work import FlashcardWork
from studyapp.jobs.store.views import JobSnapshot


def accept(session: Session, user_id: str, request: FlashcardRequest, now: datetime) -> Target:
    if request.node_id is not None:
        return skills.accept(session, user_id, request.node_id, count=request.count, now=now)
    if sections.is_of_course(session, user_id, request):
        return sections.accept(session, user_id, request, now)
    told = material.outline(session, user_id, request, now=now)
    deck = deck_for(session, user_id, deck_id=request.deck_id, title=told.title, now=now)
    return Target("deck", deck.id, items_expected=told.pairs or request.count, settled={"deck_id": deck.id})


async def make_flashcards(context: JobContext, request: FlashcardRequest) -> dict[str, Any]:
    await context.report(phase="reading")
    given = await context.query(partial(_read, job=context.job, request=request))
    listed = await asyncio.to_thread(_count_pairs, given, both_directions=request.both_directions)
    work = FlashcardWork(context, request, given, listed=listed)
    while True:
        try:
            for chunk, owed in await work.plan():
                await work.finish_chunk(chunk, owed=owed)
            break
        except TooLong as failure:
            await work.split_smaller(failure)
    await work.mark_asked()
    return await work.result(wanted=work.wanted)


def _read(session: Session, job: JobSnapshot, request: FlashcardRequest) -> Material:
    if request.node_id is not None:
        return skills.read(session, job.user_id, request.node_id)
    if "spans" in job.payload:
        return sections.read(session, job.user_id, job.payload)
    return material.read(session, job.user_id, request)


def _count_pairs(given: Material, *, both_directions: bool) -> int:
    """How many cards the pairs of a word list give. The material of a skill or a section is never taken for one."""
    return 0 if given.is_prose or given.skill else len(cards_of(given.text, both_directions=both_directions))


def summarize(session: Session, job: JobSnapshot) -> dict[str, Any]:
    """The result of a job that ended early: the cards it saved."""
    return summary(session, job, rejected=job.checkpoint.get("rejected", {}), partial=True)


def carry_on(job: JobSnapshot) -> CarriedOn | None:
    """The start of a retry: finished chunks stay finished, and the others are asked for the missing cards.

    Of a section, a retry reads only the paragraphs that have no card by then, so that none of its chunks is finished.
    """
    progress = resumed(job.checkpoint)
    if progress and "spans" in job.payload:
        progress = replace(progress, chunks_done=0)
    return carried_on(job, progress, wanted=progress.listed or job.payload["count"]) if progress else None


FLASHCARDS: Final = Handler(
    words=WORDS,
    payload=FlashcardRequest,
    dedup_key=dedup_key,
    accept=accept,
    run=make_flashcards,
    summarize=summarize,
    carry_on=carry_on,
)
