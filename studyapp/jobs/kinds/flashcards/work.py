"""One attempt at making flashcards from a text, chunk by chunk."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from itertools import accumulate
from typing import Any, Final

from sqlmodel import Session

from studyapp.errors import ErrorCode, GenerationFailed, TooLong
from studyapp.generation import cards as generated
from studyapp.generation import chunks
from studyapp.generation.calls import CardCall, Chunk
from studyapp.generation.checking import CheckedCard
from studyapp.generation.chunks import relevance
from studyapp.generation.failures import final
from studyapp.generation.provider import Usage
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.deck_work import DeckWork, Known
from studyapp.jobs.kinds.flashcards import sections, skills
from studyapp.jobs.kinds.flashcards.material import Material
from studyapp.jobs.kinds.flashcards.progress import Chunked, resumed
from studyapp.jobs.kinds.flashcards.replacing import CardsAnew
from studyapp.jobs.kinds.flashcards.request import FlashcardRequest
from studyapp.jobs.kinds.flashcards.words import WORDS
from studyapp.rules.items import KnownCard

AS_WRITTEN: Final = "A word list: its pairs became cards as they are written, without a model."
"""The note of a job that made all the cards of a word list."""
_SHORTEST_CHUNK: Final = 400
_MOST_SHARES: Final = 3
"""A chunk is asked for at most this many times its share, so that a model that never delivers stays affordable."""


class FlashcardWork(DeckWork[Chunked, CardCall]):
    words = WORDS
    all_known = "The deck already holds every card this text yields."
    too_few = "the text did not yield more"

    def __init__(self, context: JobContext, request: FlashcardRequest, given: Material, *, listed: int) -> None:
        super().__init__(context, resumed(context.checkpoint) or Chunked(listed=listed))
        self._request, self._material, self._listed = request, given, listed
        self.source_title, self.node_id = given.title, request.node_id
        self.document_id = context.job.payload.get("source")
        if listed:
            self.too_few = "the deck already holds the others"
        self._anew: CardsAnew | None = None
        if request.replace and request.node_id:
            self._anew = CardsAnew(context.job, request.node_id, begun=self._progress.replacement_id)
        self._replaced: list[KnownCard] = []
        self._chunk = Chunk(0, "", 0)
        self._goal = 0
        """How many cards there should be for the request once the current chunk is done."""
        self._asked_around_known = False

    @property
    def missing(self) -> int:
        return self._goal - self._progress.made

    @property
    def wanted(self) -> int:
        return self._count - self._progress.before

    @property
    def _count(self) -> int:
        return self._listed or self._request.count

    async def plan(self) -> list[tuple[Chunk, int]]:
        """The unfinished chunks, each with how many cards there should be in all once it is finished."""
        made = await self._chunks()
        owing = list(zip(made, accumulate(chunk.count for chunk in made), strict=True))
        if self._progress.chunks_done >= len(owing):
            await self._reopen_last(owing)
        return owing[self._progress.chunks_done :]

    async def _chunks(self) -> list[Chunk]:
        if self._listed:
            return [Chunk(0, self._material.text, self._listed)]
        if not self._material.text:
            return [Chunk(0, "", self._request.count)]
        if not self._progress.chunk_chars:
            portion = await self._context.provider.portion(self._material.text)
            await self.note(replace(self._progress, chunk_chars=portion.chunk_chars))
        return await self._split(self._progress.chunk_chars)

    async def finish_chunk(self, chunk: Chunk, *, owed: int) -> None:
        """Ask for all cards missing up to this chunk, so that it makes up for earlier chunks that gave too few."""
        self._chunk, self._goal = chunk, min(owed, self._progress.made + _MOST_SHARES * chunk.count)
        if self.missing > 0:
            await self._context.report(phase="generating")
            await self.fill()
        await self.note(replace(self._progress, chunks_done=chunk.index + 1, repaired=False))

    async def split_smaller(self, failure: TooLong) -> None:
        """Halve the chunks, because one was too long for the model. Raises the failure if they are short already."""
        portion = await self._context.provider.portion(self._material.text)
        shorter = min(self._progress.chunk_chars // 2, portion.chunk_chars)
        if shorter < _SHORTEST_CHUNK:
            raise failure
        made = await self._split(shorter)
        done = sum(chunk.start + len(chunk.text) <= self._chunk.start for chunk in made)
        await self.note(replace(self._progress, chunk_chars=shorter, chunks_done=min(done, len(made) - 1)))

    async def call(self, known: Known) -> CardCall:
        chunk = self._chunk
        if self._listed:
            return self._call_for_pairs(known)
        avoid = await asyncio.to_thread(generated.questions_to_avoid, chunk.text, own=known.own, known=known.all)
        self._asked_around_known |= bool(avoid)
        lacking = replace(chunk, count=min(self.missing, self.at_once))
        in_all = min(max(chunk.count, self.missing), self.at_once)
        return CardCall(
            lacking,
            self._material.title,
            avoid,
            in_all=in_all,
            skill=self._material.skill,
            wish=self._request.feedback,
            replaced=[card.question for card in self._replaced],
        )

    def _call_for_pairs(self, known: Known) -> CardCall:
        """The request for the pairs that are no cards of the deck yet."""
        avoid = [card.question for card in known.all]
        self._asked_around_known |= bool(avoid)
        chunk = replace(self._chunk, count=self.missing)
        return CardCall(chunk, avoid=avoid, both_directions=self._request.both_directions)

    def known(self, session: Session) -> Known:
        known = super().known(session)
        self._replaced = self._anew.replaced(session, begun=self._progress.replacement_id) if self._anew else []
        return known.without(self._replaced)

    def before_save(self, session: Session, *, now: datetime) -> None:
        if self.node_id:
            skills.check_wanted(session, self._job.user_id, self.node_id)
        if self.document_id:
            sections.check_wanted(session, self._job.user_id, self.document_id)
        if self._anew:
            self._anew.set_aside(session, begun=self._progress.replacement_id, now=now)

    def once_saved(self) -> Chunked:
        return replace(super().once_saved(), replacement_id=self._anew.id if self._anew else "")

    def repair_call(self, call: CardCall, rejected: Sequence[CheckedCard]) -> CardCall:
        return generated.repair(call, rejected)

    def stream(self, call: CardCall, known: list[KnownCard]) -> AsyncGenerator[CheckedCard | Usage]:
        if self._listed:
            return generated.stream_pairs(
                call, known=known, page_starts=self._material.page_starts, enough=self._has_enough
            )
        return generated.stream(
            self._context.provider, call, known=known, page_starts=self._material.page_starts, enough=self._has_enough
        )

    async def mark_asked(self) -> None:
        """Once there are cards, note which sections of a document they were made of."""
        if not self.document_id or not self._progress.saved:
            return
        moment = self._context.now()

        def write(session: Session) -> int:
            sections.mark_asked(session, self._job.user_id, self._job.payload, now=moment)
            return 0

        await self._context.save_items(write, items_done=self._progress.saved, checkpoint=asdict(self._progress))

    async def result(self, *, wanted: int) -> dict[str, Any]:
        made = await super().result(wanted=wanted)
        said = [made.get("note") or (AS_WRITTEN if self._listed else ""), self._material.left_out]
        note = " ".join(filter(None, said))
        return made | {"note": note} if note else made

    def nothing_found(self) -> GenerationFailed:
        if self._asked_around_known:
            return final(ErrorCode.BAD_INPUT, self.all_known)
        if self._context.provider.model is not None:
            return final(ErrorCode.BAD_OUTPUT, "The model found nothing in this text to make a card of.")
        return final(
            ErrorCode.BAD_INPUT,
            "No definitions or facts could be extracted from this text; "
            "with a language model (ANTHROPIC_API_KEY or ANTHROPIC_BASE_URL) cards can be made of any text.",
        )

    async def _split(self, chunk_chars: int) -> list[Chunk]:
        text, count, skill = self._material.text, self._request.count, self._material.skill
        split = partial(chunks.split, text, page_starts=self._material.page_starts, target_chars=chunk_chars)
        if skill is None:
            return await asyncio.to_thread(split, count=count)
        return await asyncio.to_thread(lambda: relevance.on_skill(split(count=len(text)), skill, count=count))

    async def _reopen_last(self, owing: list[tuple[Chunk, int]]) -> None:
        """In a retry of a job that had finished every chunk, ask the last chunk once more for what is missing."""
        if self._progress.before and not self._progress.saved:
            await self.note(replace(self._progress, chunks_done=len(owing) - 1))
