"""What all jobs share that put cards into a deck: ask for the missing cards, save each one, report the result.

The checkpoint says how far such a job is. It is written in the same transaction as the card it counts. A learner's
retry begins with the checkpoint of the job it continues, so that nothing is requested or paid for twice.
"""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Collection, Sequence
from contextlib import aclosing
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

import structlog
from sqlmodel import Session

from studyapp.errors import ErrorCode, GenerationFailed, Outage, OutOfTokens
from studyapp.generation.calls import MOST_QUESTIONS, Call
from studyapp.generation.checking import CheckedCard, counted, describe_rejected
from studyapp.generation.failures import final
from studyapp.generation.provider import Usage
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.deck_progress import Progress, summary
from studyapp.jobs.kinds.words import Words
from studyapp.rules.cards.duplicates import repeated
from studyapp.rules.items import KnownCard
from studyapp.services.cards import editing, lists

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """Cards that must not be made again."""

    own: list[str]
    """The questions of cards made for this request, and of those that its skill has."""
    all: list[KnownCard]
    """The cards in the deck, and those made for this request and deleted since."""

    def without(self, cards: Collection[KnownCard]) -> "Known":
        """What is left if these cards go."""
        going, asked = set(cards), {card.question for card in cards}
        own = [question for question in self.own if question not in asked]
        return Known(own, [card for card in self.all if card not in going])


class _AskedAlready(Exception):
    """Another job, or the learner, has made a card with this question since this job read the deck."""


P = TypeVar("P", bound=Progress)
C = TypeVar("C", bound=Call[Any])


class DeckWork(ABC, Generic[P, C]):
    """One attempt. It works in stretches, e.g. the chunks of a text; each has one call and at most one repair call."""

    words: Words
    all_known: str
    """The error sentence if the deck already has every card that could be made."""
    too_few: str
    """The reason why there are fewer cards than wanted, although none was rejected."""
    source_title: str | None = None
    """The source that the cards name."""
    node_id: str | None = None
    """The skill of a goal that the cards are for; None if they are for the deck as such."""
    document_id: str | None = None
    """The document of a course that the cards quote; None for other material."""
    saving: str | None = None
    """The job's phase once a card is saved; None leaves the phase unchanged."""
    at_once: int = MOST_QUESTIONS
    """The most cards to ask for in the next call."""

    def __init__(self, context: JobContext, progress: P) -> None:
        self._context = context
        self._job = context.job
        self._deck_id: str = context.job.payload["deck_id"]
        self._progress = progress

    @property
    @abstractmethod
    def missing(self) -> int:
        """How many cards the current stretch still lacks; 0 or less if it lacks none."""

    @abstractmethod
    async def call(self, known: Known) -> C:
        """The request for the missing cards."""

    @abstractmethod
    def repair_call(self, call: C, rejected: Sequence[CheckedCard]) -> C:
        """The request for better cards in place of the rejected ones."""

    @abstractmethod
    def stream(self, call: C, known: list[KnownCard]) -> AsyncGenerator[Any]:
        """The checked cards of one answer, its `Usage`, and whatever else the generator says, e.g. an `Intent`."""

    @abstractmethod
    def nothing_found(self) -> GenerationFailed:
        """The error of a job to which the generator gave no card at all, neither good nor bad."""

    def before_save(self, session: Session, *, now: datetime) -> None:
        """Do what belongs into the transaction that saves a card. May raise if the card has no place any more."""

    def once_saved(self) -> P:
        """The progress once one more card is saved."""
        return replace(self._progress, saved=self._progress.saved + 1)

    async def heed(self, said: Any) -> None:
        """Take note of a part of the answer that is neither a card nor a `Usage`."""

    async def fill(self) -> None:
        """Ask for the cards the stretch lacks, then once more for better ones in place of the rejected ones."""
        while self.missing > 0 and await self._ask():
            pass

    async def _ask(self) -> bool:
        """Make one call for as many cards as suit the model. Returns whether another one should ask for the rest."""
        self.at_once = await self._portion()
        saved, asks_for_all = self._progress.saved, self.missing <= self.at_once
        asked = min(self.missing, self.at_once)
        known = await self._context.query(self.known)
        try:
            rejected = await self._save_all(await self.call(known), known)
        except OutOfTokens as failure:
            if self._progress.saved == saved:
                await self.note(replace(self._progress, most_at_once=max(1, asked // 2)))
                failure.retryable = failure.retryable or asked > 1  # fewer cards may fit
                raise
            return True
        if rejected and self.missing > 0 and not self._progress.repaired:
            await self._repair(rejected)
        return self._progress.saved > saved and not asks_for_all

    async def _portion(self) -> int:
        """How many cards to ask for at once."""
        portion = await self._context.provider.portion()
        return min(portion.items or MOST_QUESTIONS, self._progress.most_at_once or MOST_QUESTIONS)

    async def result(self, *, wanted: int) -> dict[str, Any]:
        """The result of the finished job. Raises `GenerationFailed` if this job saved no card."""
        if not self._progress.saved:
            raise self._nothing_made()
        rejected = self._progress.rejected
        made = await self._context.query(lambda session: summary(session, self._job, rejected=rejected, partial=False))
        return made | self._shortfall(wanted)

    def _has_enough(self) -> bool:
        return self.missing <= 0

    async def note(self, further: P, *, phase: str | None = None) -> None:
        """Save the checkpoint without saving a card."""
        await self._context.save_items(lambda _: 0, items_done=further.saved, phase=phase, checkpoint=asdict(further))
        self._progress = further

    async def _save_all(self, call: C, known: Known) -> list[CheckedCard]:
        """Save the cards that pass until none is missing. Returns the rejected cards."""
        rejected: list[CheckedCard] = []
        async with aclosing(self.stream(call, known.all)) as said:
            async for part in said:
                match part:
                    case Usage():
                        await self._context.record_usage(part)
                    case CheckedCard():
                        refused = part if part.is_rejected else await self._save(part)
                        if refused:
                            rejected.append(refused)
                            await self._count_rejected(refused)
                    case _:
                        await self.heed(part)
        return rejected

    async def _repair(self, rejected: Sequence[CheckedCard]) -> None:
        """Ask once for better cards in place of the rejected ones.

        An outage is raised. After any other failure the job continues with the cards it has.
        """
        await self.note(replace(self._progress, repaired=True), phase="improving")
        known = await self._context.query(self.known)
        try:
            await self._save_all(self.repair_call(await self.call(known), rejected), known)
        except Outage:
            await self.note(replace(self._progress, repaired=False))
            raise
        except GenerationFailed as failure:
            log.info("job.repair_failed", error_code=failure.code, error=failure.sentence)

    async def _save(self, card: CheckedCard) -> CheckedCard | None:
        """Save the card. If the deck has got one with the same question meanwhile, returns the card as rejected."""
        moment = self._context.now()

        def write(session: Session) -> int:
            user_id, question = self._job.user_id, card.draft.question
            self.before_save(session, now=moment)
            if lists.is_asked_already(session, user_id, self._deck_id, question, but_by=self._job.id):
                raise _AskedAlready
            editing.save_draft(
                session,
                user_id,
                self._deck_id,
                card.draft,
                node_id=self.node_id,
                document_id=self.document_id,
                findings=card.findings,
                source_title=self.source_title,
                job_id=self._job.id,
                ordinal=self._progress.saved,
                now=moment,
            )
            return 1

        further = self.once_saved()
        try:
            await self._context.save_items(
                write, items_done=further.saved, phase=self.saving, checkpoint=asdict(further)
            )
        except _AskedAlready:
            return replace(card, findings=(repeated(), *card.findings))
        self._progress = further
        return None

    async def _count_rejected(self, card: CheckedCard) -> None:
        counts = counted(self._progress.rejected, card.objections[0].rule)
        await self.note(replace(self._progress, rejected=counts))

    def known(self, session: Session) -> Known:
        """What a new card must not repeat."""
        made, in_deck = self._made(session), lists.known_cards(session, self._job.user_id, self._deck_id)
        held = set(in_deck)
        of_skill = lists.questions_of_skill(session, self._job.user_id, self.node_id) if self.node_id else []
        own = list(dict.fromkeys([*(card.question for card in made), *of_skill]))
        return Known(own, [*in_deck, *(card for card in made if card not in held)])

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
