"""What the jobs have in common that put cards into a deck: which deck, saving card by card, and what came of it.

How far such a job is stands in its checkpoint, written in the same transaction as the card it speaks of. A learner's
retry begins with the checkpoint of the job it goes on for, so that nothing is asked or paid for twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlmodel import Session

from studyapp.generation.checking import CheckedCard, counted, describe_rejected
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.definition import CarriedOn
from studyapp.jobs.store.views import JobSnapshot
from studyapp.models import Deck
from studyapp.rules.items import KnownCard
from studyapp.services import decks
from studyapp.services.cards import editing, lists


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


class DeckWork(Generic[P]):
    """One attempt."""

    def __init__(self, context: JobContext, progress: P) -> None:
        self._context = context
        self._job = context.job
        self._progress = progress

    async def _save(self, card: CheckedCard, *, source_title: str | None = None, phase: str | None = None) -> None:
        moment = self._context.now()

        def write(session: Session) -> int:
            editing.save_draft(
                session,
                self._job.user_id,
                self._job.target_id,
                card.draft,
                findings=card.findings,
                source_title=source_title,
                job_id=self._job.id,
                ordinal=self._progress.saved,
                now=moment,
            )
            return 1

        further = replace(self._progress, saved=self._progress.saved + 1)
        await self._context.save_items(write, items_done=further.saved, phase=phase, checkpoint=asdict(further))
        self._progress = further

    async def _count_rejected(self, card: CheckedCard) -> None:
        counts = counted(self._progress.rejected, card.objections[0].rule)
        await self._note(replace(self._progress, rejected=counts))

    def _known(self, session: Session) -> Known:
        made, in_deck = self._made(session), lists.known_cards(session, self._job.user_id, self._job.target_id)
        held = set(in_deck)
        return Known(_questions(made), [*in_deck, *(card for card in made if card not in held)])

    def _own(self, session: Session) -> list[str]:
        return _questions(self._made(session))

    def _made(self, session: Session) -> list[KnownCard]:
        return lists.made_by_jobs(session, self._job.user_id, [*self._progress.earlier, self._job.id])

    def _shortfall(self, wanted: int, *, noun: str, otherwise: str) -> dict[str, str]:
        """Why there are fewer than `wanted`; `otherwise` says it where none was rejected."""
        if self._progress.saved >= wanted:
            return {}
        rejected = self._progress.rejected
        why = f"rejected were {describe_rejected(rejected)}" if rejected else otherwise
        return {"note": f"{self._progress.saved} of {wanted} {noun}: {why}."}

    async def _note(self, further: P, *, phase: str | None = None) -> None:
        """Move the checkpoint without a card."""
        await self._context.save_items(lambda _: 0, items_done=further.saved, phase=phase, checkpoint=asdict(further))
        self._progress = further


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
