"""What all jobs share that put cards into a deck: the calls for what is missing, saving card by card, the result.

The checkpoint says how far such a job is. It is written in the same transaction as the card it counts. A learner's
retry begins with the checkpoint of the job it goes on for, so that nothing is asked or paid for twice.
"""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

import structlog
from sqlmodel import Session

from studyapp.errors import ErrorCode, GenerationFailed, Outage
from studyapp.generation.calls import Call
from studyapp.generation.checking import CheckedCard, counted, describe_rejected
from studyapp.generation.failures import final
from studyapp.generation.provider import Usage
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.definition import CarriedOn
from studyapp.jobs.kinds.words import Words
from studyapp.jobs.store.views import JobSnapshot
from studyapp.models import Deck
from studyapp.rules.items import KnownCard
from studyapp.services import decks
from studyapp.services.cards import editing, lists

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The checkpoint: how far the job is, across its attempts."""

    repaired: bool = False
    """The stretch that is being worked on has had its one repair call."""
    saved: int = 0
    """Cards, and so the next card's ordinal."""
    rejected: Mapping[str, int] = field(default_factory=dict[str, int])
    """Rule → how many cards it was the first to reject."""
    before: int = 0
    """Cards that earlier jobs saved for the same request; this one owes the rest."""
    earlier: Sequence[str] = ()
    """Those jobs."""

    @property
    def made(self) -> int:
        """Cards there are for the request, whoever made them and whatever became of them since."""
        return self.before + self.saved


@dataclass(frozen=True, slots=True)
class Known:
    """What is not to be made again."""

    own: list[str]
    """Questions made for this request."""
    all: list[KnownCard]
    """What the deck holds, and what was made for this request and deleted since."""


P = TypeVar("P", bound=Progress)
C = TypeVar("C", bound=Call[Any])


class DeckWork(ABC, Generic[P, C]):
    """One attempt. The request is worked off in stretches, e.g. chunks of a text: one call and one repair call each."""

    words: Words
    all_known: str
    """The sentence for a request whose every card is in the deck already."""
    too_few: str
    """Why there are fewer cards than wanted although none was rejected."""
    source_title: str | None = None
    """What the cards name as their source."""
    saving: str | None = None
    """The phase that begins with a saved card."""

    def __init__(self, context: JobContext, progress: P) -> None:
        self._context = context
        self._job = context.job
        self._progress = progress

    @property
    @abstractmethod
    def missing(self) -> int:
        """Cards the current stretch still lacks; 0 or less when it has them all."""

    @abstractmethod
    async def call(self, known: Known) -> C:
        """The request for what is missing."""

    @abstractmethod
    def repair_call(self, call: C, rejected: Sequence[CheckedCard]) -> C:
        """The request for better cards in place of the rejected ones."""

    @abstractmethod
    def stream(self, call: C, known: list[KnownCard]) -> AsyncGenerator[Any]:
        """The cards of one answer as the rules see them, a `Usage`, and what else is said."""

    @abstractmethod
    def nothing_found(self) -> GenerationFailed:
        """The failure of a job for which the generator gave no card, good or bad."""

    async def heed(self, said: Any) -> None:
        """Take note of something in the answer that is neither card nor `Usage`."""

    async def fill(self) -> None:
        """Ask for what the stretch lacks, then once more for what was rejected."""
        if self.missing <= 0:
            return
        known = await self._context.query(self._known)
        rejected = await self._save_all(await self.call(known), known)
        if rejected and self.missing > 0 and not self._progress.repaired:
            await self._repair(rejected, known)

    async def result(self, *, wanted: int) -> dict[str, Any]:
        """Raises `GenerationFailed` if this job made no card."""
        if not self._progress.saved:
            raise self._nothing_made()
        rejected = self._progress.rejected
        made = await self._context.query(lambda session: summary(session, self._job, rejected=rejected, partial=False))
        return made | self._shortfall(wanted)

    def _has_enough(self) -> bool:
        return self.missing <= 0

    async def note(self, further: P, *, phase: str | None = None) -> None:
        """Move the checkpoint without a card."""
        await self._context.save_items(lambda _: 0, items_done=further.saved, phase=phase, checkpoint=asdict(further))
        self._progress = further

    async def _save_all(self, call: C, known: Known) -> list[CheckedCard]:
        """Save the cards that pass until none is missing; the others are returned."""
        rejected: list[CheckedCard] = []
        async with aclosing(self.stream(call, known.all)) as said:
            async for part in said:
                match part:
                    case Usage():
                        await self._context.record_usage(part)
                    case CheckedCard(is_rejected=True):
                        rejected.append(part)
                        await self._count_rejected(part)
                    case CheckedCard():
                        await self._save(part)
                    case _:
                        await self.heed(part)
        return rejected

    async def _repair(self, rejected: Sequence[CheckedCard], known: Known) -> None:
        """One more try for the rejected cards. If it fails, the job goes on with the cards it has."""
        await self.note(replace(self._progress, repaired=True), phase="improving")
        further = replace(known, own=await self._context.query(self._own))
        try:
            await self._save_all(self.repair_call(await self.call(further), rejected), known)
        except Outage:
            await self.note(replace(self._progress, repaired=False))
            raise
        except GenerationFailed as failure:
            log.info("job.repair_failed", error_code=failure.code, error=failure.sentence)

    async def _save(self, card: CheckedCard) -> None:
        moment = self._context.now()

        def write(session: Session) -> int:
            editing.save_draft(
                session,
                self._job.user_id,
                self._job.target_id,
                card.draft,
                findings=card.findings,
                source_title=self.source_title,
                job_id=self._job.id,
                ordinal=self._progress.saved,
                now=moment,
            )
            return 1

        further = replace(self._progress, saved=self._progress.saved + 1)
        await self._context.save_items(write, items_done=further.saved, phase=self.saving, checkpoint=asdict(further))
        self._progress = further

    async def _count_rejected(self, card: CheckedCard) -> None:
        counts = counted(self._progress.rejected, card.objections[0].rule)
        await self.note(replace(self._progress, rejected=counts))

    def _known(self, session: Session) -> Known:
        made, in_deck = self._made(session), lists.known_cards(session, self._job.user_id, self._job.target_id)
        held = set(in_deck)
        return Known(_questions(made), [*in_deck, *(card for card in made if card not in held)])

    def _own(self, session: Session) -> list[str]:
        return _questions(self._made(session))

    def _made(self, session: Session) -> list[KnownCard]:
        return lists.made_by_jobs(session, self._job.user_id, [*self._progress.earlier, self._job.id])

    def _shortfall(self, wanted: int) -> dict[str, str]:
        if self._progress.saved >= wanted:
            return {}
        rejected = self._progress.rejected
        why = f"rejected were {describe_rejected(rejected)}" if rejected else self.too_few
        return {"note": f"{self._progress.saved} of {wanted} {self.words.many}: {why}."}

    def _nothing_made(self) -> GenerationFailed:
        rejected = self._progress.rejected
        if not rejected:
            return self.nothing_found()
        if set(rejected) == {"F9"}:
            return final(ErrorCode.BAD_INPUT, self.all_known)
        made = f"None of the {sum(rejected.values())} {self.words.many} was good enough"
        return final(ErrorCode.BAD_OUTPUT, f"{made}: {describe_rejected(rejected)}.")


def _questions(made: Sequence[KnownCard]) -> list[str]:
    return [card.question for card in made]


def deck_for(session: Session, user_id: str, *, deck_id: str | None, title: str, now: datetime) -> Deck:
    """The deck that was asked for, else the one of this title, made where there is none."""
    if deck_id:
        return decks.get_deck(session, user_id, deck_id)
    return decks.find_or_create_deck(session, user_id, title=title, now=now)


def carried_on(job: JobSnapshot, progress: Progress, *, wanted: int | None) -> CarriedOn | None:
    """The same progress for the job that goes on for this one. Each saves its own cards, and may repair once more.

    Where nobody has said how many are `wanted` in all, what is there stands for itself.
    """
    earlier = (*progress.earlier, job.id) if progress.saved else progress.earlier
    if not earlier:
        return None
    before = 0 if wanted is None else progress.made
    further = replace(progress, before=before, earlier=earlier, saved=0, rejected={}, repaired=False)
    return CarriedOn(asdict(further), missing=None if wanted is None else wanted - before)


def summary(session: Session, job: JobSnapshot, *, rejected: Mapping[str, int], partial: bool) -> dict[str, Any]:
    """The result of the job: which cards it made, and how many were not good enough."""
    ids = [card.id for card in lists.cards_of_job(session, job.user_id, job.id)]
    return {
        "deck_id": job.target_id,
        "flashcard_ids": ids,
        "count": len(ids),
        "rejected": dict(rejected),
        "partial": partial,
    }
